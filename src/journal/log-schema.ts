import { BotError } from '../domain/error.ts'
import type { LogFields } from '../domain/ports.ts'

const redacted = '[redacted]'

/** Fields that could only hold what a log must not: refused whatever they hold. */
const personal =
  /^(text|question|answer|content|message|author|user|member|nick|email|mail|phone|address|token|key|apikey|secret|password)(name|id|text)?$|^(display|first|last|global)name$/i
/** Names that the line itself uses. */
const reserved = new Set(['level', 'time', 'pid', 'hostname', 'event', 'error', 'msg'])
/** One word of ours: a slug, an id, a version, a path within the project, a date. No white space, no `@`. */
const word = /^[\p{L}\p{N}_][\p{L}\p{N}_.:/#+,-]{0,119}$/u
/** Discord ids are 17 to 20 digits. */
const discordId = /\d{17,20}/

/** The event's name when it is kebab-case, else `unnamed-event`: a sentence may hold a member's words. */
export function eventName(event: string): string {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+){0,7}$/.test(event) && event.length <= 60 ? event : 'unnamed-event'
}

/** Keeps what the closed schema allows: numbers, booleans, null, and words of ours. Anything else reads `[redacted]`. */
export function safeFields(fields: LogFields): Record<string, string | number | boolean | null> {
  const safe: Record<string, string | number | boolean | null> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (!/^[a-zA-Z][a-zA-Z0-9_.]{0,39}$/.test(key) || reserved.has(key))
      safe['refusedFields'] = Number(safe['refusedFields'] ?? 0) + 1
    else safe[key] = safeValue(key, value)
  }
  return safe
}

function safeValue(key: string, value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'boolean') return value
  // A Discord id read as a number is past any count of ours.
  if (typeof value === 'number') return Math.abs(value) < 1e15 ? value : redacted
  if (typeof value !== 'string' || personal.test(key)) return redacted
  return isWord(value) ? value : redacted
}

function isWord(value: string): boolean {
  if (!word.test(value) || discordId.test(value)) return false
  return !value.split(/[.:/#+,_-]/).some(looksSecret)
}

/** Tokens, keys and pseudonyms mix letters and digits over twenty characters; hashes are hexadecimal, trace ids shorter. */
function looksSecret(part: string): boolean {
  return part.length >= 20 && /\d/.test(part) && /\p{L}/u.test(part) && !/^[0-9a-f]+$/.test(part)
}

export interface SafeError {
  readonly kind?: string
  readonly name: string
  readonly code?: string
  /** Of a `BotError` only: its author promises that no member's words are in it. */
  readonly message?: string
  /** Where it was thrown; never the stack's first line, which repeats the message. */
  readonly stack: readonly string[]
  readonly cause?: SafeError
}

/** What may be logged of an error, three causes deep. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] }
  const code: unknown = Reflect.get(error, 'code')
  return {
    ...(error instanceof BotError && { kind: error.kind, message: safeMessage(error.message) }),
    name: /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'Error',
    ...((typeof code === 'number' || (typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code))) && { code: String(code) }),
    stack: frames(error),
    ...(error.cause !== undefined && depth < 3 && { cause: safeError(error.cause, depth + 1) }),
  }
}

/** A last net under BotError's promise: addresses, ids and long secrets go. */
function safeMessage(message: string): string {
  return message
    .slice(0, 500)
    .replace(/\S+@\S+/g, redacted)
    .replace(/\d{17,20}/g, redacted)
    .replace(/[\w-]{20,}/g, (part) => (looksSecret(part.replace(/[_-]/g, '')) ? redacted : part))
}

const frame = /^\s+at (?:(?<called>[\w$.<>[\] ]{1,80}) \()?(?<place>(?:file:\/\/|node:|\/)[^()\s]*:\d+:\d+)\)?$/

/** Function and place of each frame. A message of several lines cannot pass: it is cut off by its own length first. */
function frames({ stack = '', name, message }: Error): string[] {
  const head = `${name}: ${message}`
  const rest = stack.startsWith(head) ? stack.slice(head.length) : message === '' ? stack : (stack.split(message).at(-1) ?? '')
  return rest
    .split('\n')
    .flatMap((line) => {
      const { called, place } = frame.exec(line)?.groups ?? {}
      if (place === undefined) return []
      const short = place.replace(/^file:\/\//, '').replace(`${process.cwd()}/`, '')
      return [called === undefined ? short : `${called} (${short})`]
    })
    .slice(0, 12)
}

import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import { z } from 'zod'
import { BotError } from '../domain/error.ts'
import type { ModelSettings, PromptRef } from '../domain/model.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import { slotsOf } from './template.ts'

z.config(z.locales.fr())

const partNames = ['Système', 'Message', 'Réparation'] as const
type PartName = (typeof partNames)[number]

const frontMatter = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  description: z.string().min(1),
  settings: z.strictObject({ temperature: z.number().min(0).max(2), max_tokens: z.int().min(1).max(8000) }),
  slots: z.array(z.string().regex(/^\w+$/)),
  /** Parts of the body, in order. `answer` has all three. */
  parts: z
    .array(z.enum(partNames))
    .refine((parts) => parts.join() === partNames.slice(0, Math.max(2, parts.length)).join(), texts.oddParts)
    .default([...partNames]),
  /** What the model's text must look like; changed words here are a MAJOR version. */
  output: z.string().min(1).default(texts.answerContract),
  metadata: z.strictObject({
    supersedes: z.string().nullable(),
    change: z.string(),
    reason: z.string(),
    suites: z.array(z.string()),
  }),
})

/** One version of a prompt, read and checked. */
export interface PromptRelease {
  readonly ref: PromptRef
  readonly description: string
  readonly settings: ModelSettings
  readonly slots: readonly string[]
  readonly parts: readonly PartName[]
  /** The output contract, in French; that of `answer` unless the file tells another. */
  readonly output: string
  readonly metadata: {
    readonly supersedes: string | null
    readonly change: string
    readonly reason: string
    readonly suites: readonly string[]
  }
  /** Templates of the messages. */
  readonly system: string
  readonly message: string
  /** Asks again for what the checks dropped; empty when the prompt has no such part. */
  readonly repair: string
}

/** SHA-256 (hex) of the canonical form: front matter and body, line feeds, NFC. */
export function promptSha(file: string): string {
  return createHash('sha256').update(canonical(file)).digest('hex')
}

/**
 * Reads a prompt file: YAML front matter, then `# Système`, `# Message` and, for `answer`, `# Réparation`.
 *
 * @param where How faults name the file.
 * @throws {BotError} `prompt`, a French sentence that says what is wrong and where.
 */
export function parsePrompt(file: string, where: string): PromptRelease {
  const [, yaml, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(canonical(file)) ?? []
  if (yaml === undefined || body === undefined) throw fault(texts.noFrontMatter(where))
  const checked = frontMatter.safeParse(parseYaml(yaml, where))
  if (!checked.success) throw fault(texts.invalid(where, z.prettifyError(checked.error)))
  const { name, version, description, settings, slots, parts, output, metadata } = checked.data
  const [system, message, repair] = splitBody(body, parts, where)
  const used = slotsOf(body)
  const odd = [...used.filter((slot) => !slots.includes(slot)), ...slots.filter((slot) => !used.includes(slot))]
  if (odd.length > 0) throw fault(texts.slotsDiffer(where, odd.join(', ')))
  return {
    ref: { name, version, sha: promptSha(file) },
    description,
    settings: { temperature: settings.temperature, maxTokens: settings.max_tokens },
    slots,
    parts,
    output,
    metadata,
    system: system!,
    message: message!,
    repair: repair ?? '',
  }
}

function splitBody(body: string, parts: readonly PartName[], where: string): readonly string[] {
  const pattern = new RegExp(`^\\s*${parts.map((part) => `# ${part}\\n([\\s\\S]*?)`).join('\\n')}$`)
  const found = pattern.exec(body)
  if (found === null) throw fault(texts.noParts(where, parts))
  return found.slice(1).map((text) => text.trim())
}

const canonical = (file: string) => file.replaceAll('\r\n', '\n').normalize('NFC')

function parseYaml(yaml: string, where: string): unknown {
  try {
    return parse(yaml)
  } catch (error) {
    throw fault(texts.invalid(where, (error as Error).message))
  }
}

const fault = (sentence: string) => new BotError('prompt', sentence)

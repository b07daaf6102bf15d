import { createMemory } from '../../src/answer/memory.ts'
import { createCache } from '../../src/answer/cache.ts'
import { screen } from '../../src/answer/screen.ts'
import type { AskParts } from '../../src/answer/ask.ts'
import type { Trace } from '../../src/domain/answer.ts'
import type { Base, Log, Store } from '../../src/domain/ports.ts'
import type { Question } from '../../src/domain/question.ts'

/** A store in memory that never forgets. */
export function memoryStore(): Store {
  const entries = new Map<string, string>()
  return {
    get: (key) => Promise.resolve(entries.has(key) ? JSON.parse(entries.get(key)!) : undefined),
    set: (key, value) => Promise.resolve(void entries.set(key, JSON.stringify(value))),
    delete: (key) => Promise.resolve(void entries.delete(key)),
  }
}

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly error?: unknown
}

/** A log that keeps its lines. */
export function keepingLog(): Log & { readonly lines: LoggedLine[] } {
  const lines: LoggedLine[] = []
  return {
    lines,
    info: (event) => void lines.push({ level: 'info', event }),
    warn: (event) => void lines.push({ level: 'warn', event }),
    error: (event, error) => void lines.push({ level: 'error', event, error }),
  }
}

/** Parts of the pipeline over a base: no model, no limit, everything in memory. `traces` fills as answers are journalled. */
export function askParts(base: Base, changes: Partial<AskParts> = {}): AskParts & { readonly traces: Trace[] } {
  const traces: Trace[] = []
  let count = 0
  return {
    base: () => base,
    screen,
    quota: () => Promise.resolve(null),
    memory: createMemory(memoryStore()),
    cache: createCache(memoryStore(), { ttlMs: 60_000, codeSha: 'code' }),
    writer: null,
    record: (trace) => Promise.resolve(void traces.push(trace)),
    log: keepingLog(),
    newTraceId: () => `TRACE${String((count += 1)).padStart(5, '0')}`,
    now: () => Date.UTC(2026, 10, 22, 12),
    stopping: new AbortController().signal,
    ...changes,
    traces,
  }
}

export function question(text: string, changes: Partial<Question> = {}): Question {
  return { text, metier: null, conversation: null, author: null, guild: null, ...changes }
}

import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import { z } from 'zod'
import { BotError } from '../domain/error.ts'
import type { ModelSettings, PromptRef } from '../domain/model.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import { slotsOf } from './template.ts'

z.config(z.locales.fr())

const frontMatter = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  description: z.string().min(1),
  settings: z.strictObject({ temperature: z.number().min(0).max(2), max_tokens: z.int().min(1).max(8000) }),
  slots: z.array(z.string().regex(/^\w+$/)),
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
  readonly settings: ModelSettings
  readonly slots: readonly string[]
  /** Templates of the messages; the last one asks again for what the checks dropped. */
  readonly system: string
  readonly message: string
  readonly repair: string
}

const parts = /^\s*# Système\n([\s\S]*?)\n# Message\n([\s\S]*?)\n# Réparation\n([\s\S]*)$/

/** SHA-256 (hex) of the canonical form: front matter and body, line feeds, NFC. */
export function promptSha(file: string): string {
  return createHash('sha256').update(canonical(file)).digest('hex')
}

/**
 * Reads a prompt file: YAML front matter, then `# Système`, `# Message` and `# Réparation`.
 *
 * @param where How faults name the file.
 * @throws {BotError} `prompt`, a French sentence that says what is wrong and where.
 */
export function parsePrompt(file: string, where: string): PromptRelease {
  const [, yaml, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(canonical(file)) ?? []
  if (yaml === undefined || body === undefined) throw fault(texts.noFrontMatter(where))
  const checked = frontMatter.safeParse(parseYaml(yaml, where))
  if (!checked.success) throw fault(texts.invalid(where, z.prettifyError(checked.error)))
  const { name, version, settings, slots } = checked.data
  const [, system, message, repair] = parts.exec(body) ?? []
  if (system === undefined || message === undefined || repair === undefined) throw fault(texts.noParts(where))
  const used = slotsOf(body)
  const odd = [...used.filter((slot) => !slots.includes(slot)), ...slots.filter((slot) => !used.includes(slot))]
  if (odd.length > 0) throw fault(texts.slotsDiffer(where, odd.join(', ')))
  return {
    ref: { name, version, sha: promptSha(file) },
    settings: { temperature: settings.temperature, maxTokens: settings.max_tokens },
    slots,
    system: system.trim(),
    message: message.trim(),
    repair: repair.trim(),
  }
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

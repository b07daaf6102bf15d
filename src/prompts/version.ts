import { BotError } from '../domain/error.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'

/** One version of one prompt, released or not. */
export interface VersionName {
  readonly name: string
  readonly version: string
}

/** What a new version changes: slots or output contract, behaviour, wording claimed neutral. */
export type Step = 'major' | 'minor' | 'patch'

/**
 * Reads `answer@1.1.0`, or `1.1.0` for a version of `answer`.
 *
 * @throws {BotError} `input`
 */
export function readVersionName(typed: string): VersionName {
  const [, name = 'answer', version] = /^(?:([a-z][a-z-]*)@)?(\d+\.\d+\.\d+)$/.exec(typed.trim()) ?? []
  if (version === undefined) throw new BotError('input', texts.notAVersion(typed))
  return { name, version }
}

/** Negative when `one` comes before `other`. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [numbers(one), numbers(other)]
  const at = a.findIndex((part, index) => part !== b[index])
  return at < 0 ? 0 : a[at]! - b[at]!
}

export function stepBetween(from: string, to: string): Step {
  const [a, b] = [numbers(from), numbers(to)]
  return a[0] === b[0] ? (a[1] === b[1] ? 'patch' : 'minor') : 'major'
}

const numbers = (version: string) => version.split('.').map(Number)

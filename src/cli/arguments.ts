import { InvalidArgumentError } from 'commander'
import { readVersionName, type VersionName } from '../prompts/version.ts'
import { cli as texts } from '../texts/fr/cli.ts'
import { promptCommands as promptTexts } from '../texts/fr/prompt-commands.ts'
import { stats as statsTexts } from '../texts/fr/stats.ts'

const hourMs = 3_600_000

/** For commander: a whole number from 1 to 9,999,999. */
export function positiveArgument(typed: string): number {
  if (!/^[1-9]\d{0,6}$/.test(typed)) throw new InvalidArgumentError(texts.notANumber)
  return Number(typed)
}

/** Reads `7d` (or `7j`) and `24h`, in ms. */
export function durationArgument(typed: string): number {
  const [, count, unit] = /^([1-9]\d{0,3})([dhj])$/i.exec(typed.trim()) ?? []
  if (count === undefined) throw new InvalidArgumentError(statsTexts.notADuration)
  return Number(count) * (unit?.toLowerCase() === 'h' ? hourMs : 24 * hourMs)
}

/** For commander: a version that cannot be read is wrong usage. */
export function versionArgument(typed: string): VersionName {
  try {
    return readVersionName(typed)
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message)
  }
}

/** For commander: a percentage above 0, with a comma or a point. */
export function percentArgument(typed: string): number {
  const value = Number(typed.replace(',', '.'))
  if (!/^\d{1,3}([.,]\d{1,2})?$/.test(typed) || value <= 0 || value > 100)
    throw new InvalidArgumentError(promptTexts.options.percent)
  return value
}

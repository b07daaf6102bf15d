import { createHash } from 'node:crypto'
import { readText } from './read.ts'
import type { FileEntry } from './read.ts'
import type { Remark } from '../texts/fr/knowledge.ts'

/** What was read of one file. */
export interface Remembered<T> {
  /** Empty when the file may have changed since without its stamp showing it. */
  readonly stamp: string
  readonly textSha: string
  readonly value: T
}

/** Within this time a second write may leave a file's stamp as it is: such files are read again at the next load. */
const clockGrainMs = 100

/**
 * Reads a file again only if its stamp changed, and parses it again only if its text did.
 *
 * @param read Makes a value of the text, or of the reason why it cannot be had.
 * @returns What is known of the file now: `known` itself when nothing changed, null when it is gone.
 */
export function recall<T>(
  entry: FileEntry,
  known: Remembered<T> | undefined,
  read: (text: string | Remark) => T,
  nowMs: number,
): Remembered<T> | null {
  if (known !== undefined && known.stamp === entry.stamp) return known
  const text = readText(entry)
  if (text === null) return known ?? null
  const stamp = isSettling(entry.changedAtMs, nowMs, clockGrainMs) ? '' : entry.stamp
  const textSha = createHash('sha256').update(JSON.stringify(text)).digest('hex')
  if (known !== undefined && known.textSha === textSha) return { ...known, stamp }
  return { stamp, textSha, value: read(text) }
}

/** File times have fractions that clocks have not; a time further in the future than this is another machine's clock. */
const slackMs = 1_000

/** Whether a file changed less than `settleMs` ago, so that it may be half-written. */
export function isSettling(changedAtMs: number, nowMs: number, settleMs: number): boolean {
  const age = nowMs - changedAtMs
  return settleMs > 0 && age > -slackMs && age < settleMs
}

import { text as readAll } from 'node:stream/consumers'
import type { Readable, Writable } from 'node:stream'
import type { Records } from '../records.ts'
import { BotError } from '../domain/error.ts'
import type { Vote } from '../domain/journal.ts'
import { pseudonymsOf } from '../journal/erase.ts'
import { renderGaps } from '../journal/show-gaps.ts'
import { entryJson, renderTail, renderTrace } from '../journal/show.ts'
import { renderStats } from '../journal/show-stats.ts'
import { cli as texts } from '../texts/fr/cli.ts'
import { stats as statsTexts } from '../texts/fr/stats.ts'

const dayMs = 86_400_000

interface Format {
  readonly json: boolean
}

/** The last answers, a line each. */
export async function journalTail(
  { journal }: Pick<Records, 'journal'>,
  { last, json }: Format & { readonly last: number },
  output: Writable,
): Promise<number> {
  const entries = await journal.tail(last)
  output.write(json ? entries.map((entry) => `${JSON.stringify(entryJson(entry))}\n`).join('') : `${renderTail(entries)}\n`)
  return 0
}

/** All that led to one answer. */
export async function journalTrace(
  { journal }: Pick<Records, 'journal'>,
  id: string,
  { json }: Format,
  output: Writable,
): Promise<number> {
  const entry = await journal.find(id)
  if (entry === null) throw new BotError('input', texts.noSuchTrace(id))
  const votes = await journal.votesOf(id)
  output.write(`${json ? JSON.stringify({ ...entryJson(entry), votes }) : renderTrace(entry, { votes })}\n`)
  return 0
}

/** What happened lately, as counts. @param since In ms; seven days without it. */
export async function journalStats(
  { journal }: Pick<Records, 'journal'>,
  { since = 7 * dayMs, json }: Format & { readonly since?: number },
  output: Writable,
): Promise<number> {
  const stats = await journal.stats(since)
  output.write(`${json ? JSON.stringify(stats) : renderStats(stats)}\n`)
  return 0
}

/** Staff's own verdict on an answer. */
export async function journalVote(
  { journal }: Pick<Records, 'journal'>,
  id: string,
  vote: Vote,
  output: Writable,
): Promise<number> {
  const result = await journal.vote(id, vote, null)
  if (result === 'unknown') throw new BotError('input', texts.noSuchTrace(id))
  if (result === 'refused') throw new BotError('input', statsTexts.votes.refused)
  output.write(`${statsTexts.votes.counts(await journal.votesOf(id))}\n`)
  return 0
}

/** What the base does not answer yet, most askers first. */
export async function journalGaps({ gaps }: Pick<Records, 'gaps'>, { json }: Format, output: Writable): Promise<number> {
  const found = await gaps.listGaps()
  output.write(json ? found.map((gap) => `${JSON.stringify(gap)}\n`).join('') : `${renderGaps(found)}\n`)
  return 0
}

/** Erases a person. Without a pseudonym, an id is read from standard input, so that it stays out of the shell's history. */
export async function journalErase(
  { journal, pseudonyms }: Pick<Records, 'journal' | 'pseudonyms'>,
  pseudonym: string | undefined,
  input: Readable,
  output: Writable,
): Promise<number> {
  const typed = pseudonym ?? (await readAll(input))
  const counts = await journal.erase(pseudonymsOf(typed, pseudonyms))
  output.write(`${texts.erased(Object.values(counts).reduce((sum, count) => sum + count, 0))}\n`)
  return 0
}

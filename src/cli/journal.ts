import { text as readAll } from 'node:stream/consumers'
import type { Readable, Writable } from 'node:stream'
import type { App } from '../app.ts'
import { BotError } from '../domain/error.ts'
import { pseudonymsOf } from '../journal/erase.ts'
import { renderGaps } from '../journal/show-gaps.ts'
import { entryJson, renderTail, renderTrace } from '../journal/show.ts'
import { cli as texts } from '../texts/fr/cli.ts'

interface Format {
  readonly json: boolean
}

/** The last answers, a line each. */
export async function journalTail(
  { journal }: App,
  { last, json }: Format & { readonly last: number },
  output: Writable,
): Promise<number> {
  const entries = await journal.tail(last)
  output.write(json ? entries.map((entry) => `${JSON.stringify(entryJson(entry))}\n`).join('') : `${renderTail(entries)}\n`)
  return 0
}

/** All that led to one answer. */
export async function journalTrace({ journal }: App, id: string, { json }: Format, output: Writable): Promise<number> {
  const entry = await journal.find(id)
  if (entry === null) throw new BotError('input', texts.noSuchTrace(id))
  output.write(`${json ? JSON.stringify(entryJson(entry)) : renderTrace(entry)}\n`)
  return 0
}

/** What the base does not answer yet, most askers first. */
export async function journalGaps({ gaps }: App, { json }: Format, output: Writable): Promise<number> {
  const found = await gaps.listGaps()
  output.write(json ? found.map((gap) => `${JSON.stringify(gap)}\n`).join('') : `${renderGaps(found)}\n`)
  return 0
}

/** Erases a person. Without a pseudonym, an id is read from standard input, so that it stays out of the shell's history. */
export async function journalErase(
  { journal, pseudonyms }: App,
  pseudonym: string | undefined,
  input: Readable,
  output: Writable,
): Promise<number> {
  const typed = pseudonym ?? (await readAll(input))
  const counts = await journal.erase(pseudonymsOf(typed, pseudonyms))
  output.write(`${texts.erased(Object.values(counts).reduce((sum, count) => sum + count, 0))}\n`)
  return 0
}

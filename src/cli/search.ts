import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { BotError } from '../domain/error.ts'
import type { Base } from '../domain/ports.ts'
import type { Hit } from '../domain/retrieval.ts'
import { cli as texts } from '../texts/fr/cli.ts'
import { readLine } from './questions.ts'

export interface SearchCommand {
  readonly base: Base
  readonly metier: string | null
  readonly top: number
  readonly explain: boolean
  readonly output: Writable
}

/** Slugs that an unknown one may have meant. */
const maxNear = 5

/**
 * Prints, for each line `{"id","question"}`, the passages found: `{id, metier, hits: [{id, file, heading, score}], ms}`, or `{id, error}` when it cannot
 * be read or names no profession of the base.
 *
 * @throws {BotError} `input` when `--metier` names none.
 */
export async function searchLines(input: Readable, command: SearchCommand): Promise<void> {
  const { base, metier } = command
  if (metier !== null && !isKnown(base, metier)) throw new BotError('input', unknown(base, metier))
  let line = 0
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1
    if (text.trim() !== '') command.output.write(`${JSON.stringify(searchLine(text, line, command))}\n`)
  }
}

function searchLine(text: string, line: number, { base, metier, top, explain }: SearchCommand): object {
  const read = readLine(text, line, metier, () => ({ author: null }))
  if (read.kind === 'unreadable') return { id: read.id, error: texts.unreadableLine(line) }
  const { question } = read
  if (question.metier !== null && !isKnown(base, question.metier)) return { id: read.id, error: unknown(base, question.metier) }
  const started = performance.now()
  const resolution = base.index.resolve(question.text)
  const named = resolution.kind === 'named' ? resolution.slugs : []
  // One that is named is lifted by the ranking itself, which forgives a wrong one; two must both come.
  const metiers = question.metier !== null ? [question.metier] : named.length > 1 ? named : []
  const hits = base.index.search({ text: question.text, metiers, top })
  const ms = Math.round((performance.now() - started) * 1000) / 1000
  return { id: read.id, metier: question.metier ?? named[0] ?? null, hits: hits.map((hit) => showHit(hit, explain)), ms }
}

const isKnown = ({ snapshot }: Base, slug: string) => snapshot.professions.has(slug)

/** What to say of a slug that no profession has: the nearest ones, or the first ones. */
function unknown({ index, snapshot }: Base, slug: string): string {
  const typed = slug.slice(0, 80)
  const near = index.suggest(typed, maxNear)
  return near.length > 0
    ? texts.unknownMetier.near(typed, near)
    : texts.unknownMetier.among(typed, [...snapshot.professions.keys()].slice(0, maxNear), snapshot.professions.size)
}

function showHit({ passage, score, matches, coverage }: Hit, explain: boolean): object {
  const shown = { id: passage.id, file: passage.file, heading: passage.headings.at(-1) ?? passage.title, score }
  return explain ? { ...shown, coverage, matches } : shown
}

import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
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

/** Prints, for each line `{"id","question"}`, the passages found: `{id, metier, hits: [{id, file, heading, score}], ms}`. */
export async function searchLines(input: Readable, command: SearchCommand): Promise<void> {
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
  const started = performance.now()
  const resolution = base.index.resolve(question.text)
  const named = resolution.kind === 'named' ? resolution.slugs : []
  // One that is named is lifted by the ranking itself, which forgives a wrong one; two must both come.
  const metiers = question.metier !== null ? [question.metier] : named.length > 1 ? named : []
  const hits = base.index.search({ text: question.text, metiers, top })
  const ms = Math.round((performance.now() - started) * 1000) / 1000
  return { id: read.id, metier: question.metier ?? named[0] ?? null, hits: hits.map((hit) => showHit(hit, explain)), ms }
}

function showHit({ passage, score, matches, coverage }: Hit, explain: boolean): object {
  const shown = { id: passage.id, file: passage.file, heading: passage.headings.at(-1) ?? passage.title, score }
  return explain ? { ...shown, coverage, matches } : shown
}

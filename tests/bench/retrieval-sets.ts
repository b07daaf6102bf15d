import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Passage, Profession } from '../../src/domain/knowledge.ts'

/** A question with the passages that answer it; `held` ones were never tuned on. */
export interface Query {
  readonly id: string
  readonly text: string
  readonly gold: ReadonlySet<string>
  readonly held: boolean
  /** Profession that the asker chose beforehand (`/metier`, the conversation), or null: then the engine finds it in the question. */
  readonly metier: string | null
}

/** A base to search, and what is asked of it. */
export interface SearchSet {
  readonly name: string
  readonly passages: readonly Passage[]
  readonly professions: readonly Profession[]
  readonly queries: readonly Query[]
}

interface PassageRow {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly code?: string
}
interface QueryRow {
  readonly id: string
  readonly q: string
  readonly gold: readonly string[]
}

/** The rows of a JSONL file, as they are. */
export function readRows(file: string): readonly unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)
}

/** A passage of a set: all that is searched, and placeholders for the rest. */
export function passageOf(fields: {
  id: string
  metier: string
  title: string
  headings: readonly string[]
  text: string
}): Passage {
  return {
    ...fields,
    sentences: [],
    sources: [],
    questions: [],
    consultedOn: '2026-11-22',
    reviewedOn: null,
    reviewBefore: null,
    file: 'set.md',
    line: 1,
    sha: createHash('sha256').update(JSON.stringify(fields)).digest('hex'),
  }
}

/** French questions over Wikipedia passages, titled with their article. */
export function piaf(data: string): SearchSet {
  const rows = readRows(join(data, 'retrieval/piaf.passages.jsonl')) as readonly PassageRow[]
  return {
    name: 'PIAF',
    passages: rows.map((row) => plain(row, 'piaf')),
    professions: [guide('piaf')],
    queries: queries(data, 'piaf'),
  }
}

export function faq(data: string): SearchSet {
  const rows = readRows(join(data, 'retrieval/faq.passages.jsonl')) as readonly PassageRow[]
  return {
    name: 'FAQ',
    passages: rows.map((row) => plain(row, 'faq')),
    professions: [guide('faq')],
    queries: queries(data, 'faq'),
  }
}

/** 531 profession sheets; their official names are aliases. */
export function rome(data: string): SearchSet {
  const rows = readRows(join(data, 'retrieval/rome.sections.jsonl')) as readonly PassageRow[]
  const names = romeNames(join(data, 'rome/unix_referentiel_appellation_v347_utf8.csv'))
  const titles = new Map(rows.map(({ code, title }) => [code!, title.split(' > ')[0]!]))
  const professions = [...titles].map(([code, title]) => profession(code, title, names.get(code) ?? []))
  const passages = rows.map(({ id, code, title, text }) =>
    passageOf({ id, metier: code!, title: title.split(' > ')[1]!, headings: [], text }),
  )
  return { name: 'ROME', passages, professions, queries: queries(data, 'rome') }
}

/** The first `size` of PIAF's passages and of the paragraphs that enlarge a corpus, repeated (with other words) when they run out. */
export function enlarged(data: string, size: number): SearchSet {
  const set = piaf(data)
  const more = join(data, 'retrieval/distractors.sample.jsonl')
  const rows = existsSync(more) ? (readRows(more) as readonly PassageRow[]).map((row) => plain(row, 'piaf')) : []
  const passages = [...set.passages]
  for (let round = 0; passages.length < size; round++) {
    for (const row of rows)
      passages.push(round === 0 ? row : { ...row, id: `${row.id}-${round}`, text: scramble(row.text, round) })
  }
  return { ...set, name: `PIAF + ${size}`, passages: passages.slice(0, size) }
}

export function profession(slug: string, title: string, aliases: readonly string[]): Profession {
  return { slug, genre: 'metier', title, aliases, rome: null, neighbours: [], summary: null }
}

function guide(slug: string): Profession {
  return { ...profession(slug, slug, []), genre: 'guide' }
}

function plain({ id, title, text }: PassageRow, metier: string): Passage {
  return passageOf({ id, metier, title, headings: [], text })
}

function queries(data: string, name: string): readonly Query[] {
  const rows = readRows(join(data, `retrieval/${name}.queries.dev.jsonl`)) as readonly QueryRow[]
  return rows.map(({ id, q, gold }, row) => ({ id, text: q, gold: new Set(gold), held: row % 2 === 1, metier: null }))
}

function romeNames(file: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
    const cells = [...line.matchAll(/"([^"]*)"/g)].map(([, cell]) => cell!)
    if (cells[3]) names.set(cells[3], [...(names.get(cells[3]) ?? []), cells[1]!])
  }
  return names
}

/** Repeats of a paragraph get every fifth word changed, as a larger corpus would bring new words. */
function scramble(text: string, round: number): string {
  return text
    .split(' ')
    .map((word, i) => ((i + round) % 5 === 0 ? `${word}${'abcdefghij'[round % 10]}` : word))
    .join(' ')
}

import { createRequire } from 'node:module'
import { DatabaseSync } from 'node:sqlite'

import { create, insertMultiple, search } from '@orama/orama'
import { stemmer } from '@orama/stemmers/french'
import FlexSearch from 'flexsearch'
import MiniSearch from 'minisearch'

import type { Passage, Profession } from '../../src/domain/knowledge.ts'
import { tokens } from '../../src/french/analysis.ts'
import { fold } from '../../src/french/fold.ts'
import { stopWords } from '../../src/french/stop-words.ts'
import { buildIndex } from '../../src/retrieval/build.ts'
import { openIndex } from '../../src/retrieval/open.ts'
import type { Find } from './retrieval-measure.ts'
import type { SearchSet } from './retrieval-sets.ts'

export interface Peer {
  readonly name: string
  build(set: SearchSet): Find
}

type Search = (text: string, top: number) => readonly string[]

/** The same content for everyone: what our index has, in the same fields. */
interface Document {
  readonly id: string
  readonly title: string
  readonly heading: string
  readonly alias: string
  readonly question: string
  readonly text: string
}
const fieldNames = ['title', 'heading', 'alias', 'question', 'text'] as const
const boosts = { title: 2, heading: 2, alias: 2, question: 1.5, text: 1 }

/** The chain that was best for every library: elisions off, accents folded, Snowball French, function words out. */
const chain = (text: string): string[] => tokens(text).map(({ stem }) => stem)

/** The same without our abbreviations and inflections. On the small FAQ, fuzzy MiniSearch does better so in SMS, and worse elsewhere. */
function plainChain(text: string): string[] {
  const found = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return found.filter((word) => word.length > 1 && !stopWords.has(word)).map((word) => stemmer(word))
}

export function documents({ passages, professions }: SearchSet): readonly Document[] {
  const names = new Map(professions.map((one) => [one.slug, namesOf(one)]))
  return passages.map((passage) => documentOf(passage, names.get(passage.metier) ?? ''))
}

function namesOf({ genre, title, aliases }: Profession): string {
  return genre === 'guide' ? '' : [title, ...aliases].join(' ; ')
}

function documentOf({ id, title, headings, questions, text }: Passage, alias: string): Document {
  return { id, title, heading: headings.join(' › '), alias, question: questions.join('\n'), text }
}

export const ours: Peer = {
  name: 'Sextant',
  build(set) {
    const snapshot = {
      kbSha: 'bench',
      professions: new Map(set.professions.map((one) => [one.slug, one])),
      passages: set.passages,
      sources: new Map<string, never>(),
    }
    const index = openIndex(buildIndex(set.passages, set.professions), snapshot)
    return (text, top, metier) => {
      const resolved = index.resolve(text)
      const compared = resolved.kind === 'named' && resolved.slugs.length > 1 ? resolved.slugs : []
      const metiers = metier === null ? compared : [metier]
      return index.search({ text, metiers, top }).map(({ passage }) => passage.id)
    }
  },
}

function buildMiniSearch(set: SearchSet, fuzzy: boolean, tokenize = chain): Search {
  const index = new MiniSearch<Document>({ fields: [...fieldNames], tokenize, processTerm: (term) => term })
  index.addAll(documents(set))
  const options = { boost: boosts, ...(fuzzy && { fuzzy: (term: string) => (term.length > 4 ? 0.2 : false) }) }
  return (text, top) =>
    index
      .search(text, options)
      .slice(0, top)
      .map(({ id }) => id as string)
}

/** Orama with its French stemmer and stop words, accents folded, and one slip allowed in its own way. */
function buildOrama(set: SearchSet): Search {
  const properties = Object.fromEntries(['id', ...fieldNames].map((name) => [name, 'string' as const]))
  const db = create({
    schema: properties,
    components: { tokenizer: { language: 'french', stemming: true, stemmer, stopWords: [] } },
  })
  void insertMultiple(
    db,
    documents(set).map((document) => mapValues(document, chainText)),
    100_000,
  )
  return (text, top) => {
    const found = search(db, { term: chainText(text), properties: [...fieldNames], boost: boosts, limit: top, threshold: 1 })
    return (found as unknown as { hits: { document: { id: string } }[] }).hits.map(({ document }) => document.id)
  }
}

/** Folded content words, unstemmed: what a library with its own stemmer takes best. */
function chainText(text: string): string {
  return tokens(text)
    .map(({ word }) => word)
    .join(' ')
}

function mapValues(document: Document, map: (text: string) => string): Document {
  return { ...document, ...Object.fromEntries(fieldNames.map((name) => [name, map(document[name])])) }
}

function buildFlexSearch(set: SearchSet): Search {
  const index = new FlexSearch.Index({ tokenize: 'strict', encode: chain, resolution: 9 })
  const all = documents(set)
  for (const [rank, document] of all.entries()) index.add(rank, fieldNames.map((name) => document[name]).join('\n'))
  return (text, top) => (index.search(text, { limit: top, suggest: true }) as number[]).map((rank) => all[rank]!.id)
}

interface LunrBuilder {
  readonly pipeline: { reset(): void }
  readonly searchPipeline: { reset(): void }
  ref(name: string): void
  field(name: string, options: { boost: number }): void
  add(document: Readonly<Record<string, unknown>>): void
}
interface LunrIndex {
  query(build: (query: { term(terms: readonly string[], options: object): void }) => void): { ref: string }[]
}
type Lunr = (build: (this: LunrBuilder) => void) => LunrIndex

/** Lunr gives up its English pipeline for the chain (better than lunr-languages' French one, which keeps accents). */
function buildLunr(set: SearchSet): Search {
  const create = createRequire(import.meta.url)('lunr') as Lunr
  const index = create(function () {
    this.pipeline.reset()
    this.searchPipeline.reset()
    this.ref('id')
    for (const name of fieldNames) this.field(name, { boost: boosts[name] })
    for (const document of documents(set))
      this.add({ id: document.id, ...Object.fromEntries(fieldNames.map((name) => [name, chain(document[name])])) })
  })
  return (text, top) =>
    index
      .query((query) => query.term(chain(text), {}))
      .slice(0, top)
      .map(({ ref }) => ref)
}

function buildFts5(set: SearchSet): Search {
  const db = new DatabaseSync(':memory:')
  db.exec(
    `create virtual table passages using fts5(id unindexed, ${fieldNames.join(', ')}, tokenize = "unicode61 tokenchars '+.#'")`,
  )
  const insert = db.prepare('insert into passages values (?, ?, ?, ?, ?, ?)')
  db.exec('begin')
  for (const document of documents(set)) insert.run(document.id, ...fieldNames.map((name) => chain(document[name]).join(' ')))
  db.exec('commit')
  const weights = fieldNames.map((name) => boosts[name]).join(', ')
  const select = db.prepare(`select id from passages where passages match ? order by bm25(passages, 0, ${weights}) limit ?`)
  return (text, top) => {
    const terms = chain(text).map((term) => `"${fold(term).replaceAll('"', '')}"`)
    return terms.length === 0 ? [] : select.all(terms.join(' OR '), top).map((row) => String(row['id']))
  }
}

/** A library knows no professions: more hits are asked of it, and those of others left out. */
const widely = 300

function limited(name: string, build: (set: SearchSet) => Search): Peer {
  return {
    name,
    build(set) {
      const search = build(set)
      const owners = new Map(set.passages.map(({ id, metier }) => [id, metier]))
      return (text, top, metier) => {
        if (metier === null) return search(text, top)
        return search(text, widely)
          .filter((id) => owners.get(id) === metier)
          .slice(0, top)
      }
    },
  }
}

export const miniSearch = limited('MiniSearch + chain', (set) => buildMiniSearch(set, false))
export const lunr = limited('Lunr + chain', buildLunr)
export const flexSearch = limited('FlexSearch + chain', buildFlexSearch)
export const fts5 = limited('FTS5 + chain', buildFts5)
const miniSearchFuzzy = limited('MiniSearch + chain, fuzzy', (set) => buildMiniSearch(set, true))
const miniSearchPlain = limited('MiniSearch + plain chain, fuzzy', (set) => buildMiniSearch(set, true, plainChain))
const orama = limited('Orama French', buildOrama)

export const peers: readonly Peer[] = [miniSearch, miniSearchFuzzy, miniSearchPlain, orama, flexSearch, lunr, fts5]

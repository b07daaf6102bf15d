import { tokens, words } from './analysis.ts'
import type { Word } from './analysis.ts'
import { fold } from './fold.ts'
import { stem } from './stem.ts'
import { readList } from './word-list.ts'

/** Other words for a phrase of a question. */
export interface Synonyms {
  /** How many content words of the question the phrase takes. */
  readonly length: number
  /** Each one a phrase: its stems, and the words as the file spells them. */
  readonly others: readonly { readonly stems: readonly string[]; readonly words: readonly string[] }[]
}

/** A word of the thesaurus. */
export interface Related {
  readonly stem: string
  readonly word: string
}

/** A question's theme. */
export interface Theme {
  /** What the question says, and which of its words that is. */
  readonly cue: string
  readonly at: number
  readonly length: number
  /** Stems that headings of this theme hold. */
  readonly headings: readonly string[]
}

type Phrase = Synonyms['others'][number]
interface Cue {
  readonly cue: string
  readonly words: readonly string[]
  readonly headings: readonly string[]
}

const maxPhrase = 3
const synonyms = readSynonyms(new URL('synonyms.txt', import.meta.url))
const thesaurus = readThesaurus(new URL('thesaurus.txt', import.meta.url))
const cues = readThemes(new URL('themes.txt', import.meta.url))

/** Stems of all words of both files: French words, even where a base holds none of them, hence not misspelt. */
const known: ReadonlySet<string> = new Set([
  ...[...synonyms].flatMap(([phrase, others]) => [...phrase.split(' '), ...others.flatMap(({ stems }) => stems)]),
  ...[...cues.values()].flat().flatMap(({ words, headings }) => [...words, ...headings]),
])

export function isKnown(stem: string): boolean {
  return known.has(stem)
}

/** Synonyms of the phrase that begins at `at`; the longest phrase that has some, or null. */
export function synonymsAt(stems: readonly string[], at: number): Synonyms | null {
  for (let length = Math.min(maxPhrase, stems.length - at); length > 0; length--) {
    const others = synonyms.get(stems.slice(at, at + length).join(' '))
    if (others) return { length, others }
  }
  return null
}

/** Words of everyday French that say nearly what a word says. They make no word known. */
export function relatedTo(stem: string): readonly Related[] {
  return thesaurus.get(stem) ?? []
}

/**
 * Themes of a question, each once, with its longest cue. Function words count ("c'est quoi" asks for a definition). A cue inside the
 * longer cue of another theme says nothing: "pourquoi devenir" asks for advantages, not how to become.
 *
 * @param skipped Words that cue nothing: "machine learning" in the name of a profession is no question about learning.
 */
export function themesOf(question: readonly Pick<Word, 'stem'>[], skipped: ReadonlySet<number>): readonly Theme[] {
  const heard: Theme[] = []
  for (let at = 0; at < question.length; at++) {
    for (const { cue, words, headings } of cues.get(question[at]!.stem) ?? []) {
      const isSaid = words.every((stem, i) => question[at + i]?.stem === stem && !skipped.has(at + i))
      if (isSaid) heard.push({ cue, at, length: words.length, headings })
    }
  }
  const found: Theme[] = []
  for (const theme of heard.toSorted((a, b) => b.length - a.length)) {
    if (!found.some((longer) => longer.headings === theme.headings || isInside(theme, longer))) found.push(theme)
  }
  return found
}

function isInside(cue: Theme, longer: Theme): boolean {
  return cue.length < longer.length && cue.at >= longer.at && cue.at + cue.length <= longer.at + longer.length
}

function readSynonyms(file: URL): ReadonlyMap<string, readonly Phrase[]> {
  const read = new Map<string, Phrase[]>()
  const add = (from: Phrase, to: Phrase): void => {
    const key = from.stems.join(' ')
    const others = read.get(key) ?? []
    if (to.stems.join(' ') !== key && !others.some((other) => other.stems.join(' ') === to.stems.join(' '))) others.push(to)
    read.set(key, others)
  }
  for (const line of readList(file)) {
    const [left, right] = line.split('>')
    if (right !== undefined) for (const to of right.split(',')) add(phrase(left!), phrase(to))
    else {
      const group = line.split('=').map(phrase)
      for (const from of group) for (const to of group) add(from, to)
    }
  }
  read.delete('')
  return read
}

function readThesaurus(file: URL): ReadonlyMap<string, readonly Related[]> {
  const read = new Map<string, readonly Related[]>()
  for (const line of readList(file)) {
    const [left = '', right = ''] = line.split(/\s*:\s*/).map(fold)
    const words = right.split(/\s*,\s*/).filter((word) => word !== '')
    if (left !== '' && words.length > 0)
      read.set(
        stem(left),
        words.map((word) => ({ stem: stem(word), word })),
      )
  }
  return read
}

function readThemes(file: URL): ReadonlyMap<string, readonly Cue[]> {
  const read = new Map<string, Cue[]>()
  for (const line of readList(file)) {
    const [left, right] = line.split(' : ')
    const headings = [...new Set(left!.split(',').flatMap((word) => phrase(word).stems))]
    for (const cue of (right ?? '').split(',').map((text) => text.trim())) {
      const stems = words(cue).map(({ stem }) => stem)
      if (stems[0] !== undefined) read.set(stems[0], [...(read.get(stems[0]) ?? []), { cue, words: stems, headings }])
    }
  }
  return read
}

function phrase(text: string): Phrase {
  const read = tokens(text)
  return { stems: read.map(({ stem }) => stem), words: read.map(({ word }) => word) }
}

import { isAsking, words } from '../french/analysis.ts'
import { stem } from '../french/stem.ts'
import type { Word } from '../french/analysis.ts'
import { isFrench } from '../french/dictionary.ts'
import { isKnown, relatedTo, synonymsAt } from '../french/lexicon.ts'
import { border } from './data.ts'
import type { IndexData } from './data.ts'
import { rankOf, ranksWithPrefix, stringAt } from './packed.ts'
import { repair } from './repair.ts'
import type { Repair } from './repair.ts'
import { isRepairable } from './spelling.ts'

/** A term that an asked word may meet. */
export interface Meaning {
  readonly term: number
  readonly stem: string
  /** The word of the index, for people. */
  readonly word: string
  /** 0–1: 1 for the word itself, less for a repair or a synonym. */
  readonly weight: number
  /** Everyday French says nearly the same: good enough for the order of passages, not for taking the word as met. */
  readonly loose?: true
}

/** One content word of a question. */
export interface Asked {
  readonly word: string
  readonly stem: string
  /** Itself, or repairs; empty when the index knows nothing like it. */
  readonly meanings: readonly Meaning[]
  /** Terms of its synonyms, of its family, and of what everyday French says for it. */
  readonly synonyms: readonly Meaning[]
  /** "combien", "comment": not counted as covered or missed. */
  readonly asking: boolean
}

export interface ReadQuestion {
  readonly asked: readonly Asked[]
  /** All words in order, function words included, as corrected; `place` is that of its content word, or -1. */
  readonly words: readonly { readonly stem: string; readonly place: number }[]
}

const synonymWeight = 0.4
const familyWeight = 0.5
const relatedWeight = 0.3
/** A family shares at least so many letters, and its stems end in at most so many others. */
const familyLength = 5
const familyEnding = 4
const maxFamily = 12

// "lapprentissage", "demployeurs": the apostrophe that a phone leaves out.
const elision = /^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu)(?=[aeiouyh])([a-z]{3,})$/
const minPart = 3

/** Reads a question against an index: unknown words are repaired, synonyms looked up. */
export function readQuestion(data: IndexData, text: string): ReadQuestion {
  const all = words(text)
  const base: Omit<Asked, 'synonyms'>[] = []
  const corrected: { stem: string; place: number }[] = []
  for (let at = 0; at < all.length; at++) {
    const word = all[at]!
    const asking = isAsking(word.word)
    if (word.stop && !asking) {
      corrected.push({ stem: word.stem, place: -1 })
      continue
    }
    const read = interpret(data, word, all[at + 1], asking)
    if (read.joined) at += 1
    for (const meanings of read.parts) {
      const stem = meanings[0]?.stem ?? word.stem
      const dropped = meanings[0]?.term === border || (asking && meanings.length === 0)
      corrected.push({ stem, place: dropped ? -1 : base.length })
      if (!dropped) base.push({ word: word.word, stem, meanings, asking })
    }
  }
  return { asked: withSynonyms(data, base), words: corrected }
}

/**
 * Whether the index knows nothing of a word. What is French is not misspelt: it is repaired for the search all the same, for a slip may give
 * another French word, but it is not known by that.
 */
export function isUnknown(data: IndexData, { word, meanings, synonyms, asking }: Asked): boolean {
  const own = stem(word)
  if (asking || isKnown(own) || rankOf(data.terms, own) >= 0) return false
  return isFrench(data.spelling.french, word) || (meanings.length === 0 && synonyms.every(({ loose }) => loose))
}

interface Interpretation {
  /** What the word is made of, each part with its meanings, best first. */
  readonly parts: readonly (readonly Meaning[])[]
  /** It was read together with the next word. */
  readonly joined: boolean
}

function interpret(data: IndexData, word: Word, next: Word | undefined, asking: boolean): Interpretation {
  const known = rankOf(data.terms, word.stem)
  if (known >= 0) return { parts: [[{ term: known, stem: word.stem, word: word.word, weight: 1 }]], joined: false }
  if (asking || isKnown(word.stem) || !isRepairable(word.word)) return { parts: [[]], joined: false }
  const whole = next && spelled(data, word.word + next.word)
  if (whole) return { parts: [[whole]], joined: true }
  const bare = elision.exec(word.word)?.[1]
  const elided = bare !== undefined && spelled(data, bare)
  if (elided) return { parts: [[elided]], joined: false }
  const repairs = repaired(data, word, bare)
  if (repairs.length > 0)
    return { parts: [repairs.map((one) => ({ ...one, stem: stemOf(data, one.term) ?? word.stem }))], joined: false }
  return { parts: split(data, word.word) ?? [[]], joined: false }
}

/** One slip in the word, or in what follows a lost apostrophe ("lexelsior"); two in the word; some in its stem. */
function repaired({ spelling }: IndexData, { word, stem }: Word, bare: string | undefined): readonly Repair[] {
  const tries = [
    () => repair(spelling, word, 1),
    () => (bare === undefined ? [] : repair(spelling, bare, 1)),
    () => repair(spelling, word, 2),
  ]
  if (stem !== word) tries.push(() => repair(spelling, stem, 2))
  for (const attempt of tries) {
    const found = attempt()
    if (found.length > 0) return found
  }
  return []
}

/** Two words written as one ("bacpro"); in the name of a profession one may be short and the other misspelt ("uxdesigneer"). */
function split(data: IndexData, word: string): readonly (readonly Meaning[])[] | null {
  const names = ({ term }: Meaning): boolean => term !== border && data.names.rarities[term]! > 0
  for (let at = 2; at <= word.length - minPart; at++) {
    const left = spelled(data, word.slice(0, at))
    if (!left || left.term === border || (at < minPart && !names(left))) continue
    const right = spelled(data, word.slice(at))
    if (right && right.term !== border && (at >= minPart || names(right))) return [[left], [right]]
    const second =
      names(left) && !right
        ? repair(data.spelling, word.slice(at), 2).map((one) => ({ ...one, stem: stemOf(data, one.term)! }))
        : []
    if (second[0] && names(second[0])) return [[left], second]
  }
  return null
}

/** A word that the index knows in this spelling. */
function spelled(data: IndexData, word: string): Meaning | null {
  const rank = rankOf(data.spelling.words, word)
  if (rank < 0) return null
  const term = data.spelling.terms[rank]!
  return { term, stem: stemOf(data, term) ?? word, word, weight: 1 }
}

function stemOf(data: IndexData, term: number): string | null {
  return term === border ? null : stringAt(data.terms, term)
}

/** A synonym of several words is spread over the words that it stands for. */
function withSynonyms(data: IndexData, base: readonly Omit<Asked, 'synonyms'>[]): readonly Asked[] {
  const stems = base.map(({ stem }) => stem)
  const synonyms: Meaning[][] = base.map(() => [])
  for (let at = 0; at < base.length; at++) {
    const found = synonymsAt(stems, at)
    for (const other of found?.others ?? []) {
      const share = found!.length / Math.max(found!.length, other.stems.length)
      for (const [i, stem] of other.stems.entries()) {
        const term = rankOf(data.terms, stem)
        const place = at + Math.min(found!.length - 1, i)
        if (term >= 0 && !stems.includes(stem))
          synonyms[place]!.push({ term, stem, word: other.words[i]!, weight: synonymWeight * share })
      }
    }
    at += (found?.length ?? 1) - 1
  }
  return base.map((asked, i) => {
    const near = [...synonyms[i]!, ...familyOf(data, asked)]
    const taken = new Set([...asked.meanings, ...near].map(({ term }) => term))
    return {
      ...asked,
      synonyms: [...near, ...relatedOf(data, asked).filter(({ term, stem }) => !taken.has(term) && !stems.includes(stem))],
    }
  })
}

function relatedOf(data: IndexData, { stem, asking }: Omit<Asked, 'synonyms'>): readonly Meaning[] {
  if (asking) return []
  return relatedTo(stem).flatMap((one) => {
    const term = rankOf(data.terms, one.stem)
    return term < 0 ? [] : [{ term, ...one, weight: relatedWeight, loose: true }]
  })
}

/** Words of one family that the stemmer leaves apart: "découverte" and "découvrir" share all but the last letters of their stems. */
function familyOf(data: IndexData, { stem, meanings, asking }: Omit<Asked, 'synonyms'>): readonly Meaning[] {
  if (asking || !meanings[0] || stem.length < familyLength) return []
  const root = stem.slice(0, Math.max(familyLength, stem.length - familyEnding))
  const [from, to] = ranksWithPrefix(data.terms, root)
  const found: Meaning[] = []
  for (let term = from; term < to && found.length < maxFamily; term++) {
    const length = data.terms.starts[term + 1]! - data.terms.starts[term]!
    if (length > root.length + familyEnding || meanings.some((own) => own.term === term)) continue
    const word = stringAt(data.terms, term)
    found.push({ term, stem: word, word, weight: familyWeight })
  }
  return found
}

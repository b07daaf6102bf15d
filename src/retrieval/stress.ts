import { themesOf } from '../french/lexicon.ts'
import type { Theme } from '../french/lexicon.ts'
import { isFraming, isProfessionWord } from '../french/stop-words.ts'
import type { IndexData } from './data.ts'
import type { Asked, Meaning, ReadQuestion } from './question.ts'
import type { Named } from './resolve.ts'

/** What is left of the weight of words that name a profession when only its passages are searched: each of them would match. */
const nameEmphasis = 0.1
/** The same for words that only frame a question ("peux-tu m'expliquer"), and for those by which it says its theme. */
const frameEmphasis = 0.3

export interface Stress {
  readonly themes: readonly Theme[]
  /** By content word, 0–1: how much it counts. */
  readonly emphasis: readonly number[]
  /** By content word: the terms that it may meet. */
  readonly meanings: readonly (readonly Meaning[])[]
}

/**
 * Tells what a question is about from how it is asked.
 *
 * @param named Professions to which the search is limited and that the question names.
 */
export function stress(data: IndexData, question: ReadQuestion, named: readonly Named[]): Stress {
  const naming = new Set(named.flatMap(({ places }) => places))
  const skipped = new Set(question.words.flatMap(({ place }, at) => (naming.has(place) ? [at] : [])))
  const themes = themesOf(question.words, skipped)
  const phrases = themes.filter(({ length }) => length > 1)
  const cueing = new Set(phrases.flatMap(({ at, length }) => question.words.slice(at, at + length).map(({ place }) => place)))
  const stressed = question.asked.map(({ word, stem }, place) => {
    // What is said twice ("les administrations … les documents administratifs") counts once.
    if (question.asked.findIndex((other) => other.stem === stem) < place) return 0
    if (naming.has(place) || (isProfessionWord(stem) && naming.has(place + 1))) return nameEmphasis
    return cueing.has(place) || isFraming(word) ? frameEmphasis : 1
  })
  // A question of nothing but such words is asked by them.
  const emphasis = themes.length === 0 && stressed.every((one) => one < 1) ? stressed.map(() => 1) : stressed
  return { themes, emphasis, meanings: question.asked.map((asked, place) => meaningsOf(data, asked, emphasis[place]!)) }
}

/**
 * Itself or its repairs, and its synonyms, none of which may count more than a word as rare as the one asked. A word that counts
 * little, because it names the profession or only frames the question, has no synonyms.
 */
function meaningsOf(data: IndexData, { meanings, synonyms }: Asked, emphasis: number): readonly Meaning[] {
  if (emphasis < 1 || synonyms.length === 0) return meanings
  const own = meanings[0] ? data.idfs[meanings[0].term]! : Infinity
  return [...meanings, ...synonyms.map((one) => ({ ...one, weight: one.weight * Math.min(1, own / data.idfs[one.term]!) }))]
}

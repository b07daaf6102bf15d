import { themesOf } from '../french/lexicon.ts'
import type { Theme } from '../french/lexicon.ts'
import { isFraming, isProfessionWord } from '../french/stop-words.ts'
import type { ReadQuestion } from './question.ts'
import type { Named } from './resolve.ts'

/** What is left of the weight of words that name a profession when only its passages are searched: each of them would match. */
const nameEmphasis = 0.1
/** The same for words that only frame a question ("peux-tu m'expliquer"), and for those by which it says its theme. */
const frameEmphasis = 0.3

export interface Stress {
  readonly themes: readonly Theme[]
  /** By content word, 0–1: how much it counts. */
  readonly emphasis: readonly number[]
}

/**
 * Tells what a question is about from how it is asked.
 *
 * @param named Professions to which the search is limited and that the question names.
 */
export function stress(question: ReadQuestion, named: readonly Named[]): Stress {
  const naming = new Set(named.flatMap(({ places }) => places))
  const skipped = new Set(question.words.flatMap(({ place }, at) => (naming.has(place) ? [at] : [])))
  const themes = themesOf(question.words, skipped)
  const cueing = new Set(themes.filter(({ length }) => length > 1).flatMap(({ at, length }) => question.words.slice(at, at + length).map(({ place }) => place)))
  const emphasis = question.asked.map(({ word, stem }, place) => {
    if (naming.has(place) || (isProfessionWord(stem) && naming.has(place + 1))) return nameEmphasis
    return cueing.has(place) || isFraming(word) ? frameEmphasis : 1
  })
  // A question of nothing but such words is asked by them.
  return { themes, emphasis: emphasis.every((one) => one < 1) && themes.length === 0 ? emphasis.map(() => 1) : emphasis }
}

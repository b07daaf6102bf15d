import type { Passage, Sentence } from '../domain/knowledge.ts'
import type { Hit } from '../domain/retrieval.ts'
import { isAsking, tokens } from '../french/analysis.ts'
import { stem } from '../french/stem.ts'
import { type Figure, figures } from '../french/figures.ts'
import { mentions, placesIn } from '../french/places.ts'
import { asksWithout, denies, holdsWanted, type Leaning, leaningOf, wantedKinds } from './extract-wants.ts'

/** A sentence that may be quoted. */
export interface Candidate {
  readonly passage: Passage
  /** Place of its passage among the hits, and of the sentence in it. */
  readonly rank: number
  readonly index: number
  readonly sentence: Sentence
  readonly stems: ReadonlySet<string>
  readonly figures: readonly Figure[]
  readonly leaning: Leaning
  /** It speaks of the place that the question names. */
  readonly onPlace: boolean
  /** How well it answers by itself: what it must reach beside the others. */
  readonly worth: number
  /** The same, with what puts it before them: the place asked for, a denial, its heading. */
  readonly score: number
}

/** Weights found on the project's own questions; the order of the best matters, not the numbers. */
const passageWeight = 1.4
const wordWeight = 1.6
const figureWeight = 1
const openingWeight = 0.5
const lateWeight = 0.06
const denialWeight = 0.5
const placeWeight = 0.6
/** "Non : …" answers the question of its own heading, and another one wrongly. */
const verdictWeight = 3
/** Of an item, for the question's words that its passage's headings hold. */
const headingWeight = 0.5

/**
 * Rates each sentence of the hits as an answer: the question's words that it holds (rare ones count more; a word met only in a heading counts for
 * the whole passage through the hit's own score), a figure of the kind asked for, its place (a passage opens with its direct answer), its passage.
 */
export function rateSentences(question: string, hits: readonly Hit[]): readonly Candidate[] {
  const top = hits[0]?.score ?? 1
  const wanted = wantedKinds(question)
  const read = hits.flatMap(({ passage }, rank) =>
    passage.sentences.map((sentence, index) => ({
      passage,
      rank,
      index,
      sentence,
      stems: new Set(tokens(sentence.text).map((token) => token.stem)),
      figures: figures(sentence.text),
    })),
  )
  const isOn = placeOf(question)
  const placed = read.some(({ passage, sentence }) => isOn(passage, sentence) === true)
  const without = asksWithout(question)
  const asked = askedStems(question, hits)
  const rarity = new Map(
    [...asked.keys()].map((word) => [
      word,
      Math.log(1 + read.length / (1 + read.filter(({ stems }) => holds(stems, word, asked)).length)),
    ]),
  )
  const all = [...rarity.values()].reduce((sum, weight) => sum + weight, 0) || 1
  return read.map((one) => {
    const words = [...rarity].reduce((sum, [word, weight]) => sum + (holds(one.stems, word, asked) ? weight : 0), 0) / all
    const hit = hits[one.rank]!
    const on = isOn(one.passage, one.sentence)
    const worth =
      passageWeight * (top > 0 ? hit.score / top : 1) +
      wordWeight * words +
      figureWeight * holdsWanted(one.figures, wanted, one.sentence.text) +
      (one.index === 0 ? openingWeight : 0) -
      (one.rank > 0 && verdict.test(one.sentence.text) && !asksHeading(one.passage, asked) ? verdictWeight : 0) -
      lateWeight * Math.min(one.index, 8)
    const first =
      (without && denies(one.sentence.text) ? denialWeight : 0) +
      (placed ? placeWeight * (on === true ? 1 : on === false ? -1.5 : -0.5) : 0) +
      (one.sentence.kind === 'phrase' ? 0 : (headingWeight * underHeading(hit, rarity)) / all)
    return {
      ...one,
      leaning: leaningOf(one.sentence.text, one.figures),
      onPlace: placed && on === true,
      worth,
      score: worth + first,
    }
  })
}

const verdict = /^(?:oui|non|vrai|faux)(?!\p{L})/iu
/** Share of a heading's words that a question must hold to ask what it asks. */
const headingShare = 0.5

function asksHeading({ metier, headings }: Passage, asked: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const names = new Set(metier.split('-').map(stem))
  const heading = tokens(headings.at(-1) ?? '').filter((token) => !names.has(token.stem) && !isAsking(token.word))
  const held = heading.filter((token) => [...asked.values()].some((stems) => stems.has(token.stem)))
  return held.length >= headingShare * heading.length
}

/** Weight of the question's words that the passage's headings hold. */
function underHeading({ matches }: Hit, rarity: ReadonlyMap<string, number>): number {
  const met = new Set(matches.flatMap(({ asked, field }) => (field === 'heading' ? [stem(asked)] : [])))
  return [...met].reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0)
}

/** Whether a sentence speaks of the place asked for: false when it names another one, null when it names none. */
function placeOf(question: string): (passage: Passage, sentence: Sentence) => boolean | null {
  // The base speaks of France where it names no place.
  const asked = placesIn(question)
    .flatMap(({ names }) => names)
    .filter((name) => name !== 'france')
  return ({ headings }, { text }) => {
    if (asked.length === 0) return null
    if (mentions(text, asked) || mentions(headings.join(' '), asked)) return true
    return placesIn(text).length > 0 ? false : null
  }
}

/** The question's content stems, each with the stems of the index that stand for it (repaired spelling, synonyms). */
function askedStems(question: string, hits: readonly Hit[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>()
  for (const token of tokens(question)) if (!isAsking(token.word)) asked.set(token.stem, new Set([token.stem]))
  for (const { asked: word, indexed, field } of hits.flatMap(({ matches }) => matches)) {
    if (field === 'question') continue
    const key = stem(word)
    asked.get(key)?.add(stem(indexed)).add(indexed)
  }
  return asked
}

function holds(stems: ReadonlySet<string>, word: string, asked: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return [...asked.get(word)!].some((one) => stems.has(one))
}

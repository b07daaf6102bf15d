import type { Passage, Sentence } from '../domain/knowledge.ts'
import type { Hit } from '../domain/retrieval.ts'
import { isAsking, stem, tokens } from '../french/analysis.ts'
import { type Figure, figures } from '../french/figures.ts'
import { holdsWanted, wantedKinds } from './extract-wants.ts'

/** A sentence that may be quoted. */
export interface Candidate {
  readonly passage: Passage
  /** Place of its passage among the hits, and of the sentence in it. */
  readonly rank: number
  readonly index: number
  readonly sentence: Sentence
  readonly stems: ReadonlySet<string>
  readonly figures: readonly Figure[]
  readonly score: number
}

/** Weights found on the project's own questions; the order of the best matters, not the numbers. */
const passageWeight = 1.4
const wordWeight = 1.6
const figureWeight = 1
const openingWeight = 0.5
const lateWeight = 0.06

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
    const score =
      passageWeight * (top > 0 ? hit.score / top : 1) +
      wordWeight * words +
      figureWeight * holdsWanted(one.figures, wanted) +
      (one.index === 0 ? openingWeight : 0) -
      lateWeight * Math.min(one.index, 8) -
      (/:\s*$/.test(one.sentence.text) ? 1 : 0)
    return { ...one, score }
  })
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

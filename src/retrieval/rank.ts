import { border, fields } from './data.ts'
import type { IndexData } from './data.ts'
import { rankOf } from './packed.ts'
import { phrasingsLike } from './phrasings.ts'
import type { Asked, Meaning } from './question.ts'
import { fieldWeight, saturate } from './scoring.ts'
import type { Stress } from './stress.ts'

/** A passage by its rank, with its score. */
export interface Scored {
  readonly passage: number
  readonly score: number
}

export interface RankOptions {
  /** Ranks of the professions that are searched; null searches all. */
  readonly within: ReadonlySet<number> | null
  /** By profession: what its passages get beforehand. */
  readonly bonuses: ReadonlyMap<number, number>
  readonly top: number
}

/** Share of the rarer word's weight that two neighbouring words of the question bring when they are neighbours in the passage. */
const pairWeight = 0.65
export const themeWeight = 0.85
/** How many of the best passages are read again for pairs and phrasings. */
const reread = 32

export type Rank = (asked: readonly Asked[], stress: Stress, options: RankOptions) => readonly Scored[]

/** Ranks an index's passages. The accumulators are made once and emptied after each question. */
export function createRank(data: IndexData): Rank {
  const scores = new Float32Array(data.size)
  const best = new Float32Array(data.size)
  return (asked, { themes, emphasis, meanings }, options) => {
    const touched: number[] = []
    for (const [place, of] of meanings.entries())
      if (emphasis[place]! > 0) accumulate(data, of, emphasis[place]!, scores, best, touched)
    for (const { headings } of themes) addTheme(data, headings, scores, options, touched)
    const within = options.within
    const found = touched.filter((passage) => scores[passage]! > 0 && (within === null || within.has(data.professions[passage]!)))
    const first = select(
      found,
      (passage) => scores[passage]! + (options.bonuses.get(data.professions[passage]!) ?? 0),
      Math.max(reread, options.top),
    )
    for (const passage of touched) scores[passage] = 0
    const phrased = phrasingsLike(data, meanings, emphasis)
    return first
      .map(({ passage, score }) => ({ passage, score: score + pairsIn(data, asked, emphasis, passage) + phrased(passage) }))
      .toSorted((a, b) => b.score - a.score || a.passage - b.passage)
      .slice(0, options.top)
  }
}

/** Adds a word's score: in each passage, the best of its meanings counts. */
function accumulate(
  data: IndexData,
  meanings: readonly Meaning[],
  emphasis: number,
  scores: Float32Array,
  best: Float32Array,
  touched: number[],
): void {
  const own: number[] = []
  for (const { term, weight } of meanings) {
    const factor = weight * emphasis
    for (let at = data.starts[term]!; at < data.starts[term + 1]!; at++) {
      const passage = data.passages[at]!
      const score = factor * data.impacts[at]!
      if (best[passage] === 0) own.push(passage)
      if (score > best[passage]!) best[passage] = score
    }
  }
  for (const passage of own) {
    if (scores[passage] === 0) touched.push(passage)
    scores[passage]! += best[passage]!
    best[passage] = 0
  }
}

/** A theme counts once, in titles and headings only; where neither the search nor the question names the
 * profession, only where a word of the question was met too. */
function addTheme(
  data: IndexData,
  headings: readonly string[],
  scores: Float32Array,
  { within, bonuses }: RankOptions,
  touched: number[],
): void {
  const given = new Set<number>()
  for (const stem of headings) {
    const term = rankOf(data.terms, stem)
    if (term < 0) continue
    for (let at = data.starts[term]!; at < data.starts[term + 1]!; at++) {
      const passage = data.passages[at]!
      const alone = scores[passage] === 0
      if (given.has(passage) || (alone && !within?.has(data.professions[passage]!) && !bonuses.has(data.professions[passage]!)))
        continue
      const inHeadings = themeShare(data, at)
      if (inHeadings === 0) continue
      given.add(passage)
      if (alone) touched.push(passage)
      scores[passage]! += themeWeight * data.idfs[term]! * inHeadings
    }
  }
}

function themeShare(data: IndexData, at: number): number {
  const lengths = data.passages[at]! * fields.length
  const weighted =
    fieldWeight(data.tfs[at]!, 0, data.lengths, lengths, data.averages) +
    fieldWeight(data.tfs[at]!, 1, data.lengths, lengths, data.averages)
  return saturate(weighted)
}

/** Sum over neighbouring words of the question that are neighbours in the passage, in this order (half when turned or one word apart). */
function pairsIn(data: IndexData, asked: readonly Asked[], emphasis: readonly number[], passage: number): number {
  if (asked.length < 2) return 0
  const stream = data.streams.subarray(data.streamStarts[passage], data.streamStarts[passage + 1])
  const places = asked.map(({ meanings }) => placesOf(stream, meanings))
  let sum = 0
  for (let i = 0; i + 1 < asked.length; i++) {
    // Both said before, and as a pair then.
    if (emphasis[i] === 0 && emphasis[i + 1] === 0) continue
    const near = nearness(places[i]!, places[i + 1]!)
    if (near === 0) continue
    const idf = Math.min(data.idfs[asked[i]!.meanings[0]!.term]!, data.idfs[asked[i + 1]!.meanings[0]!.term]!)
    sum += pairWeight * near * idf * Math.min(emphasis[i] || 1, emphasis[i + 1] || 1)
  }
  return sum
}

function placesOf(stream: Uint32Array, meanings: readonly Meaning[]): readonly number[] {
  const places: number[] = []
  for (const { term } of meanings) {
    if (term === border) continue
    for (let at = stream.indexOf(term); at >= 0; at = stream.indexOf(term, at + 1)) places.push(at)
  }
  return places
}

function nearness(left: readonly number[], right: readonly number[]): number {
  let near = 0
  for (const a of left) {
    for (const b of right) {
      if (b - a === 1) return 1
      if (a - b === 1 || b - a === 2) near = 0.5
    }
  }
  return near
}

/** The best `count`, unsorted beyond what selecting them takes. */
function select(passages: readonly number[], scoreOf: (passage: number) => number, count: number): readonly Scored[] {
  const kept: Scored[] = []
  for (const passage of passages) {
    const score = scoreOf(passage)
    if (kept.length === count && score <= kept[count - 1]!.score) continue
    let low = 0
    let high = kept.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (kept[middle]!.score >= score) low = middle + 1
      else high = middle
    }
    kept.splice(low, 0, { passage, score })
    if (kept.length > count) kept.pop()
  }
  return kept
}

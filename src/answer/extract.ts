import type { Segment } from '../domain/answer.ts'
import type { Hit } from '../domain/retrieval.ts'
import { lacksFigure } from './extract-figures.ts'
import { type Candidate, rateSentences } from './extract-score.ts'

export interface ExtractOptions {
  readonly question: string
  /** Best first. */
  readonly hits: readonly Hit[]
  /** Of the whole text, markers included. */
  readonly maxChars?: number
}

/** What was quoted of one passage. */
export interface Used {
  readonly passageId: string
  /** Places in `passage.sentences`, in reading order. */
  readonly sentenceIndexes: readonly number[]
}

export interface Extract {
  readonly segments: readonly Segment[]
  readonly used: readonly Used[]
  /** The question asks for a figure that no quoted sentence tells. */
  readonly lacksFigure: boolean
}

/** Of the best sentence's score: less says something else. */
const worthwhile = 0.55
/** Of a sentence's stems: one that repeats more of those already taken adds nothing. */
const repeated = 0.8
/** The same when it has no figure of its own. */
const repeatedFigures = 0.6
const maxPassages = 4
const maxPerPassage = 6
/** A marker, its space and the white space after it. */
const overhead = 7

/**
 * Answers without a model: the sentences that answer best, quoted word for word, each with the number of its passage. Several passages and
 * sources come where they have something to say; lists stay lists, with the sentence that opens them. Numbers follow the order of citation.
 */
export function extract({ question, hits, maxChars = 1200 }: ExtractOptions): Extract {
  const rated = rateSentences(question, hits)
  const chosen = choose(rated, maxChars)
  const ordered = inReadingOrder(chosen)
  const passages = [...new Set(ordered.map(({ passage }) => passage))]
  return {
    lacksFigure: lacksFigure(
      question,
      ordered.map(({ sentence, figures }) => ({ text: sentence.text, figures })),
    ),
    segments: ordered.map((candidate, at) => segmentOf(candidate, ordered[at + 1], passages.indexOf(candidate.passage) + 1)),
    used: passages.map((passage) => ({
      passageId: passage.id,
      sentenceIndexes: ordered.filter((one) => one.passage === passage).map(({ index }) => index),
    })),
  }
}

/** The best page first, each page as its author wrote it: the summary before the details. */
function inReadingOrder(chosen: readonly Candidate[]): readonly Candidate[] {
  const rankOf = new Map<string, number>()
  for (const { passage, rank } of chosen.toSorted((a, b) => b.rank - a.rank)) rankOf.set(passage.file, rank)
  const page = ({ passage }: Candidate) => rankOf.get(passage.file)!
  return chosen.toSorted((a, b) => page(a) - page(b) || a.passage.line - b.passage.line || a.index - b.index)
}

/** Takes sentences from the best down while they add something and there is room. */
function choose(rated: readonly Candidate[], maxChars: number): readonly Candidate[] {
  const best = Math.max(...rated.map(({ score }) => score))
  const chosen: Candidate[] = []
  let room = maxChars
  const cost = (candidate: Candidate) =>
    candidate.sentence.text.length + overhead + (candidate.sentence.kind === 'phrase' ? 0 : 3)
  for (const candidate of rated.toSorted((a, b) => b.score - a.score)) {
    if (candidate.score < worthwhile * best || chosen.includes(candidate)) continue
    const passages = new Set(chosen.map(({ passage }) => passage))
    if (!passages.has(candidate.passage) && passages.size >= maxPassages) continue
    if (chosen.filter(({ passage }) => passage === candidate.passage).length >= maxPerPassage) continue
    if (addsNothing(candidate, chosen)) continue
    const opening = openingOf(candidate, rated)
    const wanted = opening && !chosen.includes(opening) ? [opening, candidate] : [candidate]
    const price = wanted.reduce((sum, one) => sum + cost(one), 0)
    if (price > room) continue
    room -= price
    chosen.push(...wanted)
  }
  return chosen
}

function addsNothing(candidate: Candidate, chosen: readonly Candidate[]): boolean {
  const content = [...candidate.stems]
  const shared = (one: Candidate) => content.filter((stem) => one.stems.has(stem)).length / content.length
  const sameFigures = (one: Candidate) =>
    candidate.figures.length > 0 && candidate.figures.every(({ value }) => one.figures.some((other) => other.value === value))
  return chosen.some((one) => shared(one) >= (sameFigures(one) ? repeatedFigures : repeated))
}

/** The sentence before a list, without which its items say too little ("Par an, brut :"). */
function openingOf({ passage, sentence }: Candidate, rated: readonly Candidate[]): Candidate | undefined {
  if (sentence.kind === 'phrase') return undefined
  const before = rated.findLast((one) => one.passage === passage && one.sentence.block === sentence.block - 1)
  return before && /:\s*$/.test(before.sentence.text) ? before : undefined
}

function segmentOf({ passage, sentence, index }: Candidate, next: Candidate | undefined, number: number): Segment {
  const text = `${sentence.kind === 'phrase' ? '' : '- '}${sentence.text} [${number}]`
  return { text: text + spaceBefore(sentence, next, passage.id, index), cites: [passage.id] }
}

/** A space within a paragraph, a line between items, an empty line between blocks and passages. */
function spaceBefore(
  { kind, block }: Candidate['sentence'],
  next: Candidate | undefined,
  passageId: string,
  index: number,
): string {
  if (!next) return ''
  const opensList = next.sentence.kind !== 'phrase' && next.sentence.block === block + 1 && kind === 'phrase'
  if (next.passage.id !== passageId) return '\n\n'
  if (next.sentence.block !== block) return opensList ? '\n' : '\n\n'
  return kind === 'phrase' && next.index > index ? ' ' : '\n'
}

import type { Segment } from '../domain/answer.ts'
import type { Hit } from '../domain/retrieval.ts'
import { type Candidate, rateSentences } from './extract-score.ts'
import { denies } from './extract-wants.ts'

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
}

/** Of the best sentence's score: less says something else. */
const worthwhile = 0.55
/** Of a sentence's stems: one that repeats more of those already taken adds nothing. */
const repeated = 0.8
/** The same when it has no figure of its own. */
const repeatedFigures = 0.6
const maxPassages = 4
const maxPerPassage = 6
/** Sentences on other places than the one asked for, once that one is spoken of. */
const maxElsewhere = 3
/** Sentences that tell the sides of a contradiction in a paragraph. */
const maxTold = 3
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
    segments: ordered.map((candidate, at) => segmentOf(candidate, ordered[at + 1], passages.indexOf(candidate.passage) + 1)),
    used: passages.map((passage) => ({
      passageId: passage.id,
      sentenceIndexes: ordered.filter((one) => one.passage === passage).map(({ index }) => index),
    })),
  }
}

/** Passages on the place asked for first; the best page first, each page as its author wrote it: the summary before the details. */
function inReadingOrder(chosen: readonly Candidate[]): readonly Candidate[] {
  const rankOf = new Map<string, number>()
  for (const { passage, rank } of chosen.toSorted((a, b) => b.rank - a.rank)) rankOf.set(passage.file, rank)
  const page = ({ passage }: Candidate) => rankOf.get(passage.file)!
  const onPlace = new Set(chosen.filter((one) => one.onPlace).map(({ passage }) => passage))
  const elsewhere = ({ passage }: Candidate) => (onPlace.has(passage) ? 0 : 1)
  // Items of a list may change places; sentences may not.
  const late = (one: Candidate) => (one.sentence.kind === 'phrase' || one.onPlace ? 0 : 1)
  return chosen.toSorted(
    (a, b) =>
      elsewhere(a) - elsewhere(b) ||
      page(a) - page(b) ||
      a.passage.line - b.passage.line ||
      a.sentence.block - b.sentence.block ||
      late(a) - late(b) ||
      a.index - b.index,
  )
}

const costOf = ({ sentence }: Candidate) => sentence.text.length + overhead + (sentence.kind === 'phrase' ? 0 : 3)
const priceOf = (unit: readonly Candidate[]) => unit.reduce((sum, one) => sum + costOf(one), 0)

/**
 * Takes sentences from the best down, each with what it cannot stand without, while they add something and there is room.
 * A contradiction cut for want of room is taken whole where only lesser passages must give way, or all but the one best sentence.
 */
function choose(rated: readonly Candidate[], maxChars: number): readonly Candidate[] {
  const groups = contradictionsIn(rated)
  const chosen = fill([], rated, groups, maxChars)
  const cut = groups.find(({ opening, sides }) => chosen.includes(opening) && sides.some((side) => !chosen.includes(side)))
  if (!cut) return chosen
  const best = chosen.filter(({ rank }) => rank === 0)
  const strongest = chosen.toSorted((a, b) => b.score - a.score).slice(0, 1)
  const first = [best, strongest]
    .map((kept) => [...new Set([...kept, cut.opening, ...cut.sides])])
    .find((kept) => priceOf(kept) <= maxChars)
  return first ? fill(first, rated, groups, maxChars) : chosen
}

function fill(
  first: readonly Candidate[],
  rated: readonly Candidate[],
  groups: readonly Contradiction[],
  maxChars: number,
): readonly Candidate[] {
  const enough = worthwhile * Math.max(...rated.map(({ worth }) => worth))
  const chosen = [...first]
  let room = maxChars - priceOf(first)
  for (const candidate of rated.toSorted((a, b) => b.score - a.score)) {
    if (Math.max(candidate.worth, candidate.score) < enough || chosen.includes(candidate)) continue
    const group = groups.find(({ opening, sides }) => opening === candidate || sides.includes(candidate))
    if (isTooMuch(candidate, chosen) || addsNothing(candidate, chosen)) continue
    const wanted = group ? sidesWithin(group, room) : unitOf(candidate, rated, chosen)
    const added = wanted?.filter((one) => !chosen.includes(one)) ?? []
    const price = priceOf(added)
    if (added.length === 0 || price > room) continue
    room -= price
    chosen.push(...added)
  }
  return chosen
}

function isTooMuch({ passage, onPlace }: Candidate, chosen: readonly Candidate[]): boolean {
  const passages = new Set(chosen.map((one) => one.passage))
  if (!passages.has(passage) && passages.size >= maxPassages) return true
  if (chosen.filter((one) => one.passage === passage).length >= maxPerPassage) return true
  return !onPlace && chosen.some((one) => one.onPlace) && chosen.filter((one) => !one.onPlace).length >= maxElsewhere
}

/** Sides that contradict each other, and the sentence that says so. */
interface Contradiction {
  readonly opening: Candidate
  readonly sides: readonly Candidate[]
}

function contradictionsIn(rated: readonly Candidate[]): readonly Contradiction[] {
  return rated.flatMap((opening) => {
    if (!opening.leaning.contradiction) return []
    const after = rated.filter(({ passage, index }) => passage === opening.passage && index > opening.index)
    const within = after.filter(({ sentence }) => sentence.block === opening.sentence.block).slice(0, maxTold)
    const listed = after.filter(({ sentence }) => sentence.block === opening.sentence.block + 1 && sentence.kind !== 'phrase')
    const sides = within.length > 0 ? within : listed
    return sides.length > 0 ? [{ opening, sides }] : []
  })
}

/** The whole, or its shortest sides with one that denies and one that does not; nothing when one side only would stand. */
function sidesWithin({ opening, sides }: Contradiction, room: number): readonly Candidate[] | null {
  if (priceOf([opening, ...sides]) <= room) return [opening, ...sides]
  // Sentences follow from each other; items do not.
  if (sides[0]!.sentence.kind === 'phrase') return null
  const byLength = sides.toSorted((a, b) => costOf(a) - costOf(b))
  const opposite = byLength.find(({ sentence }) => denies(sentence.text) !== denies(byLength[0]!.sentence.text)) ?? byLength[1]
  const taken = opposite ? [opening, byLength[0]!, opposite] : [opening, byLength[0]!]
  if (priceOf(taken) > room) return null
  for (const side of byLength) if (!taken.includes(side) && priceOf([...taken, side]) <= room) taken.push(side)
  return taken
}

/** A sentence with what it cannot stand without; null when that cannot be had. */
function unitOf(candidate: Candidate, rated: readonly Candidate[], chosen: readonly Candidate[]): readonly Candidate[] | null {
  const { passage, sentence, index, leaning } = candidate
  if (leaning.forward) return null
  const opening = openingOf(candidate, rated)
  if (opening) return [opening, candidate]
  if (!leaning.back) return [candidate]
  const before = rated.find((one) => one.passage === passage && one.index === index - 1)
  if (!before) return null
  if (before.sentence.kind !== 'phrase') {
    const list = ({ sentence: other }: Candidate) => other.block === before.sentence.block
    return chosen.some((one) => one.passage === passage && list(one)) ? [candidate] : null
  }
  if (chosen.includes(before)) return [candidate]
  const earlier = sentence.kind === 'phrase' ? unitOf(before, rated, chosen) : null
  return earlier && [...earlier, candidate]
}

function addsNothing(candidate: Candidate, chosen: readonly Candidate[]): boolean {
  const content = [...candidate.stems]
  const shared = (one: Candidate) => content.filter((stem) => one.stems.has(stem)).length / content.length
  const sameFigures = (one: Candidate) =>
    candidate.figures.length > 0 && candidate.figures.every(({ value }) => one.figures.some((other) => other.value === value))
  return chosen.some((one) => shared(one) >= (sameFigures(one) ? repeatedFigures : repeated))
}

/** The sentence before a list, without which its items say too little ("Par an, brut :", "Voici…"). */
function openingOf({ passage, sentence }: Candidate, rated: readonly Candidate[]): Candidate | undefined {
  if (sentence.kind === 'phrase') return undefined
  const before = rated.findLast((one) => one.passage === passage && one.sentence.block === sentence.block - 1)
  return before?.leaning.forward ? before : undefined
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

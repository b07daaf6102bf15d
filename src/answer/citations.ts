import type { Citation, Segment } from '../domain/answer.ts'
import type { Passage, Sentence, Snapshot, Source } from '../domain/knowledge.ts'
import { tokens } from '../french/analysis.ts'
import { labelOf } from './draft.ts'

/** `[n]` in an answer's text. */
export const marker = /\[(\d+)\]/g

/** Renumbers markers by order of first citation while segments stream, so that the list reads 1, 2, 3. */
export function createNumbering(): (segment: Segment) => Segment {
  const numbers = new Map<string, number>()
  return (segment) => ({
    ...segment,
    text: segment.text.replace(marker, (found, given: string) => {
      const number = numbers.get(given) ?? (segment.cites.length > 0 ? numbers.size + 1 : null)
      if (number === null) return found
      numbers.set(given, number)
      return `[${number}]`
    }),
  })
}

/** Source list of an answer: one entry for each cited passage, in the order of its markers. */
export function citationsOf(segments: readonly Segment[], passages: readonly Passage[], snapshot: Snapshot): readonly Citation[] {
  const byId = new Map(passages.map((passage) => [passage.id, passage]))
  const cited = [...new Set(segments.flatMap((segment) => segment.cites))].flatMap((id) => byId.get(id) ?? [])
  return cited.map((passage, index) => ({
    n: index + 1,
    passageId: passage.id,
    label: labelOf(passage),
    sources: sourcesBehind(passage, segments, snapshot),
    consultedOn: passage.consultedOn,
    reviewedOn: passage.reviewedOn,
  }))
}

/** The sources of the passage's sentences that the answer took up; all of the passage's when none can be told. */
function sourcesBehind(passage: Passage, segments: readonly Segment[], snapshot: Snapshot): readonly Source[] {
  const citing = segments.filter((segment) => segment.cites.includes(passage.id))
  const ids = citing.flatMap((segment) => takenUp(segment.text, passage)).flatMap((sentence) => sentence.sources)
  return [...new Set(ids.length > 0 ? ids : passage.sources)].flatMap((id) => snapshot.sources.get(id) ?? [])
}

/** Share of the shorter one's stems that the other must hold for a sentence to count as taken up. */
const overlap = 0.5

/** The sentences that a segment quotes; else those that it tells in its own words. */
function takenUp(text: string, passage: Passage): readonly Sentence[] {
  const quoted = passage.sentences.filter((sentence) => text.includes(sentence.text))
  if (quoted.length > 0) return quoted
  const said = new Set(tokens(text.replace(marker, '')).map((token) => token.stem))
  return passage.sentences.filter((sentence) => {
    const held = new Set(tokens(sentence.text).map((token) => token.stem))
    const shared = [...held].filter((stem) => said.has(stem)).length
    return shared > 0 && shared >= overlap * Math.min(said.size, held.size)
  })
}

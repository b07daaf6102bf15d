import type { Match } from '../domain/retrieval.ts'
import { fields } from './data.ts'
import type { IndexData } from './data.ts'
import { themeWeight } from './rank.ts'
import type { Asked, Meaning } from './question.ts'
import { rankOf } from './packed.ts'
import { fieldWeight } from './scoring.ts'
import type { Stress } from './stress.ts'

/** A repair or a synonym covers a word by its weight and this much more. */
const looseness = 0.3

/** What a word of the question met in a passage. */
export interface Met {
  readonly meaning: Meaning
  /** Place of the passage among the term's. */
  readonly at: number
  readonly score: number
}

/** For each content word what it met best in one passage, or null. */
export function meet(data: IndexData, { meanings }: Stress, passage: number): readonly (Met | null)[] {
  return meanings.map((of) => bestMeaning(data, of, passage))
}

/** Which words of the question met which words of one passage, in which field, and their shares of its score; strongest first. */
export function explain(
  data: IndexData,
  asked: readonly Asked[],
  { themes, emphasis }: Stress,
  met: readonly (Met | null)[],
  passage: number,
  alias: Match | null,
): readonly Match[] {
  const matches: Match[] = alias === null ? [] : [alias]
  for (const [place, { word }] of asked.entries()) {
    const one = met[place]
    if (!one) continue
    const field = mainField(data, one.at, passage)
    matches.push({
      asked: word,
      indexed: one.meaning.word,
      field,
      weight: emphasis[place]! * one.score,
      loose: one.meaning.loose === true,
    })
  }
  for (const { cue, headings } of themes) {
    const match = themeMatch(data, cue, headings, passage)
    if (match) matches.push(match)
  }
  const sum = matches.reduce((total, { weight }) => total + weight, 0)
  return matches.map((match) => ({ ...match, weight: sum > 0 ? match.weight / sum : 0 })).toSorted((a, b) => b.weight - a.weight)
}

function themeMatch(data: IndexData, cue: string, headings: readonly string[], passage: number): Match | null {
  for (const stem of headings) {
    const term = rankOf(data.terms, stem)
    const at = term < 0 ? -1 : postingOf(data, term, passage)
    const place = at < 0 ? -1 : [0, 1].findIndex((field) => ((data.tfs[at]! >>> (8 * field)) & 255) > 0)
    if (place >= 0)
      return { asked: cue, indexed: stem, field: fields[place]!, weight: themeWeight * data.idfs[term]!, loose: false }
  }
  return null
}

/** Share, 0–1, of the question's content words, weighted by rarity, that the passage holds; `named`, the words that name its profession, count for neither. */
export function coverage(
  data: IndexData,
  asked: readonly Asked[],
  met: readonly (Met | null)[],
  named: ReadonlySet<number>,
): number {
  const unknown = Math.log(1 + data.size / 0.5)
  let held = 0
  let total = 0
  for (const [place, one] of asked.entries()) {
    if (one.asking || named.has(place)) continue
    const weight = one.meanings[0] ? data.idfs[one.meanings[0].term]! : unknown
    total += weight
    held += weight * shareMet(met[place])
  }
  return total > 0 ? held / total : 1
}

function shareMet(met: Met | null | undefined): number {
  return !met || met.meaning.loose ? 0 : Math.min(1, met.meaning.weight + looseness)
}

/** The best score, a loose meaning only where no other is met. */
function bestMeaning(
  data: IndexData,
  meanings: readonly Meaning[],
  passage: number,
): { meaning: Meaning; at: number; score: number } | null {
  let best: Met | null = null
  for (const meaning of meanings) {
    if (meaning.loose && best && !best.meaning.loose) break
    const at = postingOf(data, meaning.term, passage)
    const score = at < 0 ? 0 : meaning.weight * data.impacts[at]!
    if (score > (best?.score ?? 0)) best = { meaning, at, score }
  }
  return best
}

/** Place of a passage among a term's, or -1. */
function postingOf(data: IndexData, term: number, passage: number): number {
  let low = data.starts[term]!
  let high = data.starts[term + 1]! - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const there = data.passages[middle]!
    if (there === passage) return middle
    if (there < passage) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function mainField(data: IndexData, at: number, passage: number): Match['field'] {
  let main = 0
  let most = -1
  for (let field = 0; field < fields.length; field++) {
    const weight = fieldWeight(data.tfs[at]!, field, data.lengths, passage * fields.length, data.averages)
    if (weight > most) {
      most = weight
      main = field
    }
  }
  return fields[main]!
}

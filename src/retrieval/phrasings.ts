import { border, fields } from './data.ts'
import type { IndexData } from './data.ts'
import type { Meaning } from './question.ts'

/** What a phrasing that says just what is asked brings a passage. */
const phrasingWeight = 3
/** Rarity of a word that the index does not know. */
const strangerRarity = 4

interface AskedWord {
  readonly meanings: readonly Meaning[]
  /** Its rarity by its emphasis. */
  readonly weight: number
}

/**
 * Likeness of the question to the nearest of a passage's phrasings, times `phrasingWeight`: twice what they share over what both say (Dice), by rarity. A word here and a word there of
 * nine phrasings are no phrasing.
 */
export function phrasingsLike(
  data: IndexData,
  meanings: readonly (readonly Meaning[])[],
  emphasis: readonly number[],
): (passage: number) => number {
  const asked = meanings.map((own, at): AskedWord => ({
    meanings: own,
    weight: emphasis[at]! * (own[0] ? data.idfs[own[0].term]! : strangerRarity),
  }))
  const all = asked.reduce((sum, { weight }) => sum + weight, 0)
  // A word that names the profession counts as little in the phrasing as in the question.
  const muted = new Map<number, number>()
  for (const [at, own] of meanings.entries())
    for (const { term } of emphasis[at] === 0 ? [] : own) muted.set(term, Math.min(muted.get(term) ?? 1, emphasis[at]!))
  const rarity = (term: number) => data.idfs[term]! * (muted.get(term) ?? 1)

  return (passage) => {
    if (all === 0) return 0
    let best = 0
    for (const phrasing of phrasingsOf(data, passage)) {
      const said = phrasing.reduce((sum, term) => sum + rarity(term), 0)
      const shared = asked.reduce((sum, one) => sum + one.weight * met(one, phrasing), 0)
      best = Math.max(best, (2 * shared) / (all + said))
    }
    return phrasingWeight * best
  }
}

/** 0–1: the best meaning that the phrasing holds. */
function met({ meanings }: AskedWord, phrasing: Uint32Array): number {
  let best = 0
  for (const { term, weight } of meanings) if (weight > best && phrasing.includes(term)) best = weight
  return best
}

/** A passage's stream is its title, headings, phrasings one by one, and text, each closed by a border. */
function phrasingsOf({ streams, streamStarts, lengths }: IndexData, passage: number): readonly Uint32Array[] {
  if (lengths[passage * fields.length + fields.indexOf('question')] === 0) return []
  const stream = streams.subarray(streamStarts[passage], streamStarts[passage + 1])
  const found: Uint32Array[] = []
  let from = stream.indexOf(border, stream.indexOf(border) + 1) + 1
  for (let to = stream.indexOf(border, from); to < stream.length - 1; from = to + 1, to = stream.indexOf(border, from))
    if (to > from) found.push(stream.subarray(from, to))
  return found
}

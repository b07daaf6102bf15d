import { phonetic } from '../french/phonetic.ts'
import { border } from './data.ts'
import type { SpellingData } from './data.ts'
import { distance, unitsOf } from './distance.ts'
import { stringAt } from './packed.ts'
import { deletions, hashOf, isRepairable, longLength } from './spelling.ts'

/** What a misspelt word may have been. */
export interface Repair {
  readonly word: string
  /** `border` for a function word. */
  readonly term: number
  /** How likely, 0–1; all repairs of one word together at most 1. */
  readonly weight: number
}

const maxRepairs = 3
/** A repair less likely than this share of the best one is not worth the noise. */
const minShare = 0.3
/** One seldom slips on a first letter. */
const otherFirst = 0.3

// Neighbours on a French keyboard, each pair once.
const neighbours = new Set(
  'az ze er rt ty yu ui io op qs sd df fg gh hj jk kl lm wx xc cv vb bn aq zs ed rf tg yh uj ik ol pm sz dx fc gv hb jn qw sx dc fv gb hn de fr gt hy ju ki lo mp'
    .split(' ')
    .flatMap((pair) => [pair, pair[1]! + pair[0]!]),
)

/**
 * Likely spellings of a word that the index does not know, best first; none when nothing is near.
 *
 * @param slips How many may be mended. Two are looked for only in long words, and only when one explains nothing.
 */
export function repair(data: SpellingData, word: string, slips: 1 | 2): readonly Repair[] {
  if (!isRepairable(word)) return []
  const found: Found = new Map()
  addNear(data, found, word, 1)
  if (slips === 2 && found.size === 0 && word.length >= longLength - 1) addNear(data, found, word, 2)
  const sound = phonetic(word)
  for (const rank of rowOf(data, hashOf(`~${sound}`))) {
    const candidate = stringAt(data.words, rank)
    if (Math.abs(candidate.length - word.length) <= 3 && phonetic(candidate) === sound) add(data, found, rank, candidate, 0.4)
  }
  return best(found, word)
}

/** Adds the words that are so many slips away. */
function addNear(data: SpellingData, found: Found, word: string, slips: 1 | 2): void {
  const typed = unitsOf(word)
  const seen = new Set<number>()
  for (const key of slips === 1 ? deletions(word, 1) : [...deletions(word, 1), ...deletions(word, 2)]) {
    for (const rank of rowOf(data, key)) {
      const from = data.words.starts[rank]!
      const to = data.words.starts[rank + 1]!
      if (Math.abs(to - from - word.length) > slips || seen.has(rank)) continue
      seen.add(rank)
      if (distance(typed, data.words.units, slips, from, to) > slips) continue
      const candidate = stringAt(data.words, rank)
      add(data, found, rank, candidate, slips === 2 ? 0.12 : isLikelySlip(word, candidate) ? 1 : 0.7)
    }
  }
}

type Found = Map<number, { readonly word: string; readonly weight: number }>

function rowOf({ starts, entries }: SpellingData, key: number): Uint32Array {
  const row = key & (starts.length - 2)
  return entries.subarray(starts[row], starts[row + 1])
}

/** A frequent word is a likelier repair; of several spellings of one term the likeliest counts. */
function add(data: SpellingData, found: Found, rank: number, word: string, likelihood: number): void {
  const weight = likelihood * Math.log(2 + data.counts[rank]!)
  const term = data.terms[rank]!
  if (weight > (found.get(term)?.weight ?? 0)) found.set(term, { word, weight })
}

function best(found: Found, typed: string): readonly Repair[] {
  const sorted = [...found]
    .map(([term, { word, weight }]) => ({ term, word, weight: word[0] === typed[0] ? weight : otherFirst * weight }))
    .toSorted((a, b) => b.weight - a.weight)
  const kept = sorted.filter(({ weight }) => weight >= minShare * sorted[0]!.weight).slice(0, maxRepairs)
  if (kept[0]?.term === border) return kept.slice(0, 1)
  const sum = kept.reduce((total, { weight }) => total + weight, 0)
  return kept.filter(({ term }) => term !== border).map((one) => ({ ...one, weight: one.weight / sum }))
}

/** The same (a stem), a letter doubled or left out, or a neighbouring key. */
function isLikelySlip(typed: string, meant: string): boolean {
  if (typed === meant || typed.length !== meant.length) return true
  let at = 0
  while (typed[at] === meant[at]) at += 1
  return typed[at] === meant[at + 1] || neighbours.has(typed[at]! + meant[at]!)
}

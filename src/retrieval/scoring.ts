import { fields } from './data.ts'

/**
 * BM25F: a word's counts in the fields are weighted, each tempered by its field's length (`b`), added, and only then saturated (`k1`).
 * What the weights bring is measured in `src/README.md`.
 */
export const k1 = 1.2
const weights: Readonly<Record<(typeof fields)[number], number>> = { title: 2.5, heading: 2.5, question: 2, text: 1 }
const tempers: Readonly<Record<(typeof fields)[number], number>> = { title: 0.3, heading: 0.3, question: 0.6, text: 0.6 }
const fieldWeights = fields.map((field) => weights[field])
const fieldTempers = fields.map((field) => tempers[field])

/** Rarity of a word that `df` of `size` passages hold. */
export function rarity(df: number, size: number): number {
  return Math.log(1 + (size - df + 0.5) / (df + 0.5))
}

/** Weight of one field's count (0–255, at its place in `packed`), before saturation. `lengths` begins at `at`. */
export function fieldWeight(
  packed: number,
  field: number,
  lengths: ArrayLike<number>,
  at: number,
  averages: ArrayLike<number>,
): number {
  const count = (packed >>> (8 * field)) & 255
  if (count === 0) return 0
  const temper = fieldTempers[field]!
  return (fieldWeights[field]! * count) / (1 - temper + (temper * lengths[at + field]!) / averages[field]!)
}

/** Sum over the fields. */
export function weigh(packed: number, lengths: ArrayLike<number>, at: number, averages: ArrayLike<number>): number {
  let sum = 0
  for (let field = 0; field < fields.length; field++) sum += fieldWeight(packed, field, lengths, at, averages)
  return sum
}

/** From a weighted count to a score: each further occurrence counts less. */
export function saturate(weighted: number): number {
  return (weighted * (k1 + 1)) / (k1 + weighted)
}

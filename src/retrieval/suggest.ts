import { fold } from '../french/fold.ts'
import { distance, unitsOf } from './distance.ts'

/** A name by which a profession may be typed, folded. */
export interface TypedName {
  readonly slug: string
  readonly name: string
}

const maxSlips = 3

/**
 * Slugs whose names are nearest to what was typed, best first: names that begin so, then names with a word that begins so, then names
 * that hold it, then names a few slips away. Equal ones keep the order of `names`.
 */
export function suggestSlugs(names: readonly TypedName[], typed: string, top: number): readonly string[] {
  const wanted = fold(typed)
    .replace(/[\s-]+/g, ' ')
    .trim()
  const best = new Map<string, number>()
  for (const { slug, name } of names) {
    const far = farness(wanted, name)
    if (far < (best.get(slug) ?? Infinity)) best.set(slug, far)
  }
  return [...best]
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, top)
    .map(([slug]) => slug)
}

function farness(wanted: string, name: string): number {
  if (wanted === '') return 0
  if (name.startsWith(wanted)) return name.length === wanted.length ? 0 : 1
  const at = name.indexOf(wanted)
  if (at > 0) return name[at - 1] === ' ' ? 2 : 3
  const allowed = Math.min(maxSlips, Math.floor(wanted.length / 4))
  if (allowed === 0) return Infinity
  const whole = distance(unitsOf(wanted), unitsOf(name), allowed)
  const begun = distance(unitsOf(wanted), unitsOf(name.slice(0, wanted.length)), allowed)
  const slips = Math.min(whole, begun + 0.5)
  return slips <= allowed ? 4 + slips : Infinity
}

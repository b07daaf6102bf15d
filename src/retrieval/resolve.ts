import type { Resolution } from '../domain/retrieval.ts'
import { isRole, isSchool } from '../french/roles.ts'
import type { IndexData } from './data.ts'
import type { Asked } from './question.ts'

/** A profession that a question names. */
export interface Named {
  readonly profession: number
  /** Places in the question of the words that name it. */
  readonly places: readonly number[]
  /** Rarity of these words among names, added. */
  readonly strength: number
  /** Share of the name that the question holds; 1 for all of it. */
  readonly share: number
}

/** A profession of which the question holds a part of a name. */
interface Part extends Named {
  /** How many of these words no other profession's names hold. */
  readonly own: number
  /** One of them names who works: "analyst", "rédactrice". */
  readonly role: boolean
  /** One of them opens the profession's title: "prompt", "UX". */
  readonly opens: boolean
}

export interface Naming {
  readonly kind: Resolution['kind']
  readonly named: readonly Named[]
}

/** A name is whole when its words stand this many words apart at most, beyond its own number. */
const slack = 1
/** A part of a name points to a profession when it is at least this share of it; more when it does not say who works. */
const minShare = 0.25
const minSubjectShare = 0.4
const maxOffered = 5
const gapCost = 0.6

/** Finds the professions that a question names, by title, alias or part of one; guides only where no profession is named. */
export function findNames(data: IndexData, genres: readonly ('metier' | 'guide')[], asked: readonly Asked[]): Naming {
  const held = heldNames(data, asked)
  const isMetier = ({ profession }: Named): boolean => genres[profession] === 'metier'
  const whole = held.names.flatMap((name) => wholeOf(data, held, name))
  const named = claim(whole.filter(isMetier))
  if (named.named.length > 0) return named
  const part = partly(held.names.flatMap((name) => partOf(data, held, name, asked)).filter(isMetier))
  if (part.kind !== 'none') return part
  const guide = claim(whole.filter((one) => !isMetier(one)))
  return guide.named.length > 0 ? { kind: 'named', named: guide.named.slice(0, 1) } : part
}

/** Names of which the question holds a good part. */
interface HeldNames {
  readonly names: readonly number[]
  /** By name: rarity of the words held, added. */
  readonly strengths: ReadonlyMap<number, number>
  /** Places in the question of each term that stands in names. */
  readonly places: ReadonlyMap<number, readonly number[]>
}

function heldNames(data: IndexData, asked: readonly Asked[]): HeldNames {
  const { names } = data
  const places = placesByTerm(data, asked)
  const strengths = new Map<number, number>()
  for (const term of places.keys()) {
    const rarity = names.rarities[term]!
    for (let at = names.termStarts[term]!; at < names.termStarts[term + 1]!; at++) {
      const name = names.termNames[at]!
      strengths.set(name, (strengths.get(name) ?? 0) + rarity)
    }
  }
  return {
    names: [...strengths.keys()].filter((name) => strengths.get(name)! >= minShare * names.totals[name]!),
    strengths,
    places,
  }
}

function wholeOf(data: IndexData, { strengths, places }: HeldNames, name: number): readonly Named[] {
  const { names } = data
  const of = placesOfName(data, name, places)
  if (of.length < names.starts[name + 1]! - names.starts[name]!) return []
  return windowsOf(of).map((window) => ({
    profession: names.professions[name]!,
    places: window,
    strength: strengths.get(name)!,
    share: 1,
  }))
}

function partOf(data: IndexData, { strengths, places }: HeldNames, name: number, asked: readonly Asked[]): readonly Part[] {
  const { names } = data
  const profession = names.professions[name]!
  const held = [...names.terms.subarray(names.starts[name], names.starts[name + 1])].filter((term) => places.has(term))
  const own = held.filter((term) => ownerCount(data, term) === 1).length
  const its = placesOfName(data, name, places).flat()
  // "Une école d'ingénieurs" trains, it does not name who asks or works.
  const role = its.some(
    (place) =>
      !isSchool(asked[place - 1]?.word ?? '') &&
      asked[place]!.meanings.some(({ term, word }) => held.includes(term) && isRole(word)),
  )
  const share = Math.min(0.99, strengths.get(name)! / names.totals[name]!)
  if (!role && (own === 0 || share < minSubjectShare)) return []
  const title = names.terms[names.starts[names.professions.indexOf(profession)]!]!
  return [{ profession, places: its, strength: strengths.get(name)!, share, own, role, opens: held.includes(title) }]
}

function ownerCount({ names }: IndexData, term: number): number {
  return new Set(
    names.termNames.subarray(names.termStarts[term], names.termStarts[term + 1]).map((name) => names.professions[name]!),
  ).size
}

function placesByTerm(data: IndexData, asked: readonly Asked[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>()
  for (const [place, { meanings }] of asked.entries()) {
    for (const { term } of meanings) if (data.names.rarities[term]! > 0) places.set(term, [...(places.get(term) ?? []), place])
  }
  return places
}

function placesOfName(
  { names }: IndexData,
  name: number,
  places: ReadonlyMap<number, readonly number[]>,
): readonly (readonly number[])[] {
  return [...names.terms.subarray(names.starts[name], names.starts[name + 1])].flatMap((term) => {
    const of = places.get(term)
    return of ? [of] : []
  })
}

/** One place a word, close together: each place of the rarest word with the nearest places of the others. */
function windowsOf(places: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const span = places.length + slack
  const anchors = places.toSorted((a, b) => a.length - b.length)[0] ?? []
  const windows = anchors.map((anchor) =>
    places.map((of) => of.reduce((a, b) => (Math.abs(b - anchor) < Math.abs(a - anchor) ? b : a))),
  )
  return windows.filter((window) => Math.max(...window) - Math.min(...window) < span)
}

/** Strongest first, each word of the question once; an equal claim of another profession makes it ambiguous. */
function claim(candidates: readonly Named[]): Naming {
  const named: Named[] = []
  const rivals: Named[] = []
  const taken = new Map<number, Named>()
  for (const one of candidates.toSorted((a, b) => fit(b) - fit(a) || b.strength - a.strength)) {
    if ([...named, ...rivals].some(({ profession }) => profession === one.profession)) continue
    const owner = one.places.map((place) => taken.get(place)).find((held) => held !== undefined)
    if (owner === undefined) {
      named.push(one)
      for (const place of one.places) taken.set(place, one)
    } else if (sameStrength(owner, one)) rivals.push(one)
  }
  if (rivals.length > 0) return { kind: 'ambiguous', named: [...named, ...rivals].slice(0, maxOffered) }
  return {
    kind: named.length > 0 ? 'named' : 'none',
    named: named.toSorted((a, b) => Math.min(...a.places) - Math.min(...b.places)),
  }
}

/** Long names before short ones, but not when other words stand between theirs: "éthicienne ou développeuse IA". */
function fit({ places }: Named): number {
  const gap = Math.max(...places) - Math.min(...places) + 1 - places.length
  return places.length - gapCost * gap
}

function sameStrength(a: Named, b: Named): boolean {
  return a.places.length === b.places.length && a.places.every((place) => b.places.includes(place))
}

/**
 * A part of a name names a profession when nobody else bears it and it says who works ("l'analyst"), opens the title ("en UX") or is most
 * of the name. One who works, but of several professions ("un ingénieur"), is asked back; a subject that several share ("l'IA") names none.
 */
function partly(parts: readonly Part[]): Naming {
  const best = new Map<number, Part>()
  for (const one of parts) {
    const before = best.get(one.profession)
    if (!before || rank(one) > rank(before)) best.set(one.profession, one)
  }
  const sorted = [...best.values()].toSorted((a, b) => rank(b) - rank(a))
  const telling = sorted.filter(isTelling)
  if (telling.length === 1 && !sorted.some((one) => one.role && apart(one, telling[0]!))) return { kind: 'named', named: telling }
  const offered = telling.length > 0 ? telling : sorted.filter(({ role }) => role)
  return offered.length > 0 && offered.length <= maxOffered ? { kind: 'ambiguous', named: offered } : { kind: 'none', named: [] }
}

function isTelling({ own, role, opens }: Part): boolean {
  return own > 1 || (own === 1 && (role || opens))
}

function rank(part: Part): number {
  return (isTelling(part) ? 100 : 0) + part.strength * part.share
}

function apart(a: Named, b: Named): boolean {
  return a.places.every((place) => !b.places.includes(place))
}

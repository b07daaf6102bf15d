import type { Resolution } from '../domain/retrieval.ts'
import { isRole } from '../french/roles.ts'
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
/** A part of a name points to a profession when it is at least this share of it. */
const minShare = 0.4
const maxOffered = 5

/** Finds the professions that a question names, by title, alias or part of one; guides only where no profession is named. */
export function findNames(data: IndexData, genres: readonly ('metier' | 'guide')[], asked: readonly Asked[]): Naming {
  const { whole, parts } = candidatesOf(data, asked)
  const isMetier = ({ profession }: Named): boolean => genres[profession] === 'metier'
  const named = claim(whole.filter(isMetier))
  if (named.named.length > 0) return named
  const part = partly(parts.filter(isMetier))
  if (part.kind !== 'none') return part
  const guide = claim(whole.filter((one) => !isMetier(one)))
  return guide.named.length > 0 ? { kind: 'named', named: guide.named.slice(0, 1) } : part
}

/** The names that the question holds wholly and, for each profession, the one that it holds the most of. */
function candidatesOf(data: IndexData, asked: readonly Asked[]): { readonly whole: readonly Named[]; readonly parts: readonly Part[] } {
  const { names } = data
  const places = placesByTerm(data, asked)
  const strengths = new Map<number, number>()
  const counts = new Map<number, number>()
  for (const term of places.keys()) {
    const rarity = names.rarities[term]!
    for (let at = names.termStarts[term]!; at < names.termStarts[term + 1]!; at++) {
      const name = names.termNames[at]!
      strengths.set(name, (strengths.get(name) ?? 0) + rarity)
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  const whole: Named[] = []
  const parts = new Map<number, Named & { readonly name: number }>()
  for (const [name, strength] of strengths) {
    const profession = names.professions[name]!
    const windows = counts.get(name) === names.starts[name + 1]! - names.starts[name]! ? windowsOf(placesOfName(data, name, places)) : []
    for (const window of windows) whole.push({ profession, places: window, strength, share: 1 })
    const share = Math.min(0.99, strength / names.totals[name]!)
    const before = parts.get(profession)
    if (windows.length > 0 || share < minShare || (before && before.strength * before.share >= strength * share)) continue
    parts.set(profession, { profession, name, places: placesOfName(data, name, places).flat(), strength, share })
  }
  return { whole, parts: [...parts.values()].map((part) => partOf(data, asked, part, places)) }
}

function partOf(data: IndexData, asked: readonly Asked[], part: Named & { readonly name: number }, places: ReadonlyMap<number, unknown>): Part {
  const { names } = data
  const held = [...names.terms.subarray(names.starts[part.name], names.starts[part.name + 1])].filter((term) => places.has(term))
  const most = names.rarities.reduce((a, b) => Math.max(a, b), 0)
  const title = names.professions.indexOf(part.profession)
  return {
    ...part,
    own: held.filter((term) => names.rarities[term]! >= most - 1e-6).length,
    role: part.places.some((place) => asked[place]!.meanings.some(({ term, word }) => held.includes(term) && isRole(word))),
    opens: held.includes(names.terms[names.starts[title]!]!),
  }
}

function placesByTerm(data: IndexData, asked: readonly Asked[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>()
  for (const [place, { meanings }] of asked.entries()) {
    for (const { term } of meanings) if (data.names.rarities[term]! > 0) places.set(term, [...(places.get(term) ?? []), place])
  }
  return places
}

function placesOfName({ names }: IndexData, name: number, places: ReadonlyMap<number, readonly number[]>): readonly (readonly number[])[] {
  return [...names.terms.subarray(names.starts[name], names.starts[name + 1])].flatMap((term) => {
    const of = places.get(term)
    return of ? [of] : []
  })
}

/** One place a word, close together: each place of the rarest word with the nearest places of the others. */
function windowsOf(places: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const span = places.length + slack
  const anchors = places.toSorted((a, b) => a.length - b.length)[0] ?? []
  const windows = anchors.map((anchor) => places.map((of) => of.reduce((a, b) => (Math.abs(b - anchor) < Math.abs(a - anchor) ? b : a))))
  return windows.filter((window) => Math.max(...window) - Math.min(...window) < span)
}

/** Strongest first, each word of the question once; an equal claim of another profession makes it ambiguous. */
function claim(candidates: readonly Named[]): Naming {
  const named: Named[] = []
  const rivals: Named[] = []
  const taken = new Map<number, Named>()
  for (const one of candidates.toSorted((a, b) => b.places.length - a.places.length || b.strength - a.strength)) {
    if ([...named, ...rivals].some(({ profession }) => profession === one.profession)) continue
    const owner = one.places.map((place) => taken.get(place)).find((held) => held !== undefined)
    if (owner === undefined) {
      named.push(one)
      for (const place of one.places) taken.set(place, one)
    } else if (sameStrength(owner, one)) rivals.push(one)
  }
  if (rivals.length > 0) return { kind: 'ambiguous', named: [...named, ...rivals].slice(0, maxOffered) }
  return { kind: named.length > 0 ? 'named' : 'none', named }
}

function sameStrength(a: Named, b: Named): boolean {
  return a.places.length === b.places.length && a.places.every((place) => b.places.includes(place))
}

/**
 * A part of a name names a profession when nobody else bears it and it says who works ("l'analyst"), opens the title ("en UX") or is most
 * of the name. One who works, but of several professions ("un ingénieur"), is asked back; a subject that several share ("l'IA") names none.
 */
function partly(parts: readonly Part[]): Naming {
  const sorted = parts.filter(({ own, role }) => own > 0 || role).toSorted((a, b) => b.strength - a.strength)
  const telling = sorted.filter(({ own, role, opens }) => own > 1 || (own === 1 && (role || opens)))
  if (telling.length === 1 && !sorted.some((one) => one.role && one !== telling[0] && apart(one, telling[0]!))) return { kind: 'named', named: telling }
  const offered = telling.length > 0 ? telling : sorted.filter(({ role }) => role)
  return offered.length > 0 && offered.length <= maxOffered ? { kind: 'ambiguous', named: offered } : { kind: 'none', named: [] }
}

function apart(a: Named, b: Named): boolean {
  return a.places.every((place) => !b.places.includes(place))
}

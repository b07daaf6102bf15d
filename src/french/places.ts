import { fold } from './fold.ts'
import { readList } from './word-list.ts'

/** Each name of a place, folded, with all the ways to write it (itself among them). */
const places = readPlaces(new URL('places.txt', import.meta.url))
const longest = Math.max(...[...places.keys()].map((name) => wordsOf(name).length))

/** A place named in a text. */
export interface Place {
  /** As the text writes it. */
  readonly raw: string
  /** Folded ways to write it. */
  readonly names: readonly string[]
}

/** Countries, regions and cities that a text names, whatever its accents and capitals. */
export function placesIn(text: string): readonly Place[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
  const found: Place[] = []
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
      const taken = words.slice(at, at + length)
      const names = places.get(wordsOf(taken.map(([word]) => word).join(' ')).join(' '))
      if (names === undefined || isOtherWord(taken[0]!)) continue
      found.push({ raw: text.slice(taken[0]!.index, taken.at(-1)!.index + taken.at(-1)![0].length), names })
      at += length - 1
      break
    }
  }
  return found
}

/** Whether a text names one of the ways to write a place. */
export function mentions(text: string, names: readonly string[]): boolean {
  const words = ` ${wordsOf(text).join(' ')} `
  return names.some((name) => words.includes(` ${name} `))
}

/** Everyday words that are places only with a capital or a preposition: "tours", "nice", "us", "réunion". */
const ambiguous = new Set(['tours', 'nice', 'us', 'reunion', 'champagne', 'rome', 'pau', 'brest'])

function isOtherWord({ 0: word, index }: RegExpExecArray): boolean {
  if (!ambiguous.has(fold(word))) return false
  const capital = /^\p{Lu}/u.test(word) && index > 0
  // "code ROME" is the directory of professions.
  return !capital || fold(word) === 'rome'
}

function readPlaces(file: URL): ReadonlyMap<string, readonly string[]> {
  const groups = readList(file)
    .flatMap((line) => line.split(','))
    .map((group) => group.split('=').map((name) => wordsOf(name).join(' ')))
  return new Map(groups.flatMap((group) => group.map((name) => [name, group] as const)))
}

function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

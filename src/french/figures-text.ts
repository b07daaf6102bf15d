import type { Figure } from './figures.ts'

/** A figure before its text is cut out. */
export type Draft = Omit<Figure, 'raw'>

/** The parts of a text that are spoken for. */
export interface Taken {
  /** False when a part of it is taken already; takes it otherwise. */
  claim(start: number, end: number): boolean
  free(start: number, end: number): boolean
}

/** A scanner of one family of figures. It may ask what is taken, and leaves taking to the caller. */
export type Scan = (plain: string, allWords: boolean, taken: Taken) => Iterable<Draft>

/** Spaces, dashes and apostrophes of one kind only. Each character for one character: offsets stay. */
export function plainText(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02bc\u2032]/g, "'")
}

function createTaken(): Taken {
  const parts: (readonly [number, number])[] = []
  const free = (start: number, end: number) => parts.every(([from, to]) => end <= from || start >= to)
  return {
    free,
    claim(start, end) {
      if (!free(start, end)) return false
      parts.push([start, end])
      return true
    },
  }
}

const marker = /\[\d+\]/g
const listMarker = /^[ ]*\d{1,3}[.)](?= )/gm

/** Takes what looks like a figure and is none: `[n]` and the numbers of a list. */
export function markers(plain: string): Taken {
  const taken = createTaken()
  for (const pattern of [marker, listMarker]) {
    for (const match of plain.matchAll(pattern)) taken.claim(match.index, match.index + match[0].length)
  }
  return taken
}

const email = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu
const url =
  /\b(?:https?:\/\/|www\.)[^\s<>()[\]]+|\b(?:[a-z\d-]+\.)+(?:fr|com|org|net|eu|io|gouv|edu|info|be|ch|ca|ai|dev|co|gg|me|uk|app|tv|xyz|ru|cn)\b(?:\/[^\s<>()[\]]*)?/gi
const phone =
  /(?<![\d+])(?:(?:\+|00)33 ?(?:\(0\) ?)?[1-9]|0[1-9])([ .-]?)\d{2}(?:\1\d{2}){3}(?!\d)|(?<!\d)0 ?8\d{2}[ .-]?\d{3}[ .-]?\d{3}(?!\d)/g

/** Addresses and telephone numbers: found first, for they hold digits of every other kind. */
export function* phoneNumbers(plain: string, _allWords: boolean, taken: Taken): Iterable<Draft> {
  for (const [pattern, kind] of [
    [email, 'email'],
    [url, 'url'],
    [phone, 'phone'],
  ] as const) {
    for (const { 0: raw, index } of plain.matchAll(pattern)) {
      const trimmed = kind === 'url' ? raw.replace(/[.,;:!?'"]+$/, '') : raw
      if (!taken.free(index, index + trimmed.length)) continue
      const value = kind === 'phone' ? trimmed.replace(/\D/g, '').replace(/^(?:00)?330?(?=\d{9}$)/, '0') : trimmed.toLowerCase()
      yield { start: index, end: index + trimmed.length, kind, value, unit: {} }
    }
  }
}

import { fold } from './fold.ts'
import { stem } from './stem.ts'
import { askingWords, englishMarks, englishStopWords, stopWords } from './stop-words.ts'
import { readList } from './word-list.ts'

/** A content word of a text. */
export interface Token {
  /** What is compared: "salaires" and "SALAIRE" have one stem. */
  readonly stem: string
  /** Folded, not stemmed. */
  readonly word: string
  /** Place in the text that was given, in UTF-16 units; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

/** Any word of a text, function words included. */
export interface Word extends Token {
  /** A function word: no token. */
  readonly stop: boolean
}

// Letters and digits, with the marks and invisible characters that may stand between them. Before them: "bac + 5", thousands, decimals.
const pattern =
  /(?<![\p{L}\p{N}])bac\s?\+\s?\d|(?<![\p{L}\p{N}])c(?:\+\+|#)|(?<![\p{L}\p{N}.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\p{L}\p{N}])|\d+(?:[.,]\d+)?\s?k(?![\p{L}\p{N}])|\d+[.,]\d+(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{Cf}]*/giu

// Below U+0180 every letter is French or nearly; above it may be a typographic disguise (𝓹𝓻𝓸𝓶𝓹𝓽).
const beyondLatin = /[^\0-\u017f]/u
const maxCached = 100_000

const abbreviations = readAbbreviations(new URL('abbreviations.txt', import.meta.url))

interface Form {
  readonly word: string
  readonly stem: string
  readonly stop: boolean
}
const artificial: Form = { word: 'ia', stem: stem('ia'), stop: false }
const beforeVerb: ReadonlySet<string> = new Set('j n y l t m en je les leur lui vous nous que'.split(' '))
const schoolSubjects: ReadonlySet<string> = new Set(['ses', 'si'])

const forms = new Map<string, readonly Form[]>()

/** All words of a text in order; an abbreviation gives the words that it stands for, at its own place. */
export function words(text: string): readonly Word[] {
  const found: Word[] = []
  const shouted = text === text.toUpperCase()
  for (const match of text.matchAll(pattern)) {
    const raw = match[0]
    const end = match.index + raw.length
    const before = found.at(-1)?.word ?? ''
    for (const form of formsOf(raw, /['’ʼ]/.test(text[end] ?? ''))) {
      const { word, stem, stop } = !form.stop ? form : asAcronym(form, before, raw, shouted)
      found.push({ word, stem, stop, start: match.index, end })
    }
  }
  return isEnglish(found) ? found.map((word) => (englishStopWords.has(word.word) ? { ...word, stop: true } : word)) : found
}

/**
 * Content words of a text: cleaned, elisions off, accents folded before stemming (so a missing accent changes nothing), function words
 * out. Kept are the words that a question turns on (combien, pourquoi, sans …), numbers ("4 400" is `4400`) and codes (`bac+5`, `m1802`).
 */
export function tokens(text: string): readonly Token[] {
  const kept: Token[] = []
  for (const { stop, ...token } of words(text)) if (!stop || askingWords.has(token.word)) kept.push(token)
  return kept
}

/** True for "combien", "comment", "pourquoi", "quand": they stand in headings and questions, and mean nothing within a text. */
export function isAsking(word: string): boolean {
  return askingWords.has(word)
}

/** Function words in capitals (SES, SI, AI) are names, and so is an "ai" that follows none of the words a verb follows. */
function asAcronym(form: Form, before: string, raw: string, shouted: boolean): Form {
  if (form.word === 'ai') return beforeVerb.has(before) ? form : artificial
  const capitals = raw.length > 1 && !shouted && raw === raw.toUpperCase() && raw !== raw.toLowerCase()
  return capitals || (schoolSubjects.has(form.word) && /^spe(cialites?)?$/.test(before)) ? { ...form, stop: false } : form
}

/** An elided word ("c'") and an acronym (DS, PR) are no abbreviation of a phone. */
function formsOf(raw: string, elided: boolean): readonly Form[] {
  const known = elided ? undefined : forms.get(raw)
  if (known) return known
  const folded = normal(raw)
  const long = elided || (raw.length > 1 && raw === raw.toUpperCase()) ? undefined : abbreviations.get(folded)
  const made = (long ?? [folded]).map((word) => ({ word, stem: stem(word), stop: isStop(word) }))
  if (elided) return made
  if (forms.size >= maxCached) forms.clear()
  forms.set(raw, made)
  return made
}

function normal(raw: string): string {
  const folded = fold(beyondLatin.test(raw) ? raw.normalize('NFKC') : raw)
  if (!/\d/.test(folded)) return folded
  const compact = folded.replace(/\s/g, '').replace(',', '.')
  const thousands = /^(\d+(?:\.\d+)?)k$/.exec(compact)
  return thousands ? String(Number(thousands[1]) * 1000) : compact
}

function isStop(word: string): boolean {
  return stopWords.has(word) || (word.length === 1 && !/[02-9]/.test(word))
}

function isEnglish(all: readonly Word[]): boolean {
  let marks = 0
  let french = 0
  for (const { word, stop } of all) {
    if (englishMarks.has(word)) marks += 1
    else if (stop && word.length > 1 && !englishStopWords.has(word)) french += 1
  }
  return marks > french && (marks >= 2 || french === 0)
}

function readAbbreviations(file: URL): ReadonlyMap<string, readonly string[]> {
  const entries = readList(file).map((line) => line.split('=').map((side) => fold(side.trim())))
  return new Map(entries.map(([short, long]) => [short!, (long ?? '').split(/[\s'-]+/).filter(Boolean)]))
}

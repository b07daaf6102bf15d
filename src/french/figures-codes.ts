import type { Draft, Scan } from './figures-text.ts'

const levelWords: Readonly<Record<string, string>> = {
  un: '1',
  deux: '2',
  trois: '3',
  quatre: '4',
  cinq: '5',
  six: '6',
  sept: '7',
  huit: '8',
}
const level = /(?<![\p{L}\d])bac ?(?:\+|plus) ?(\d{1,2}|un|deux|trois|quatre|cinq|six|sept|huit)(?![\p{L}\d])/giu
/** What follows a level and drops its "bac": "Bac+2 ou +3", "bac+3/+5", "Bac +3 à 5". */
const furtherLevel = /^ ?(?:(?:,|ou|et) ?\+ ?|(?:\/|à|-) ?\+? ?)(\d)(?!\d|[,.]\d| ?(?:%|ans?|mois|€|k))/iu
const rank = /(?<!\p{L})niveaux? ((?:\d(?!\d)(?: ?(?:,|ou|et|à|\/|-) ?)?)+)(?!\p{L}|\d)/giu
const always = /(?<!\d)(24|[1-7]) ?(?:h|j|heures?|jours?)(?:\.)? ?(?:\/|sur) ?(24|7)(?: ?(?:h|j)(?!\p{L}))?/giu
const registered = /(?<!\p{L})(RNCP|RS) ?n?°? ?(\d{3,6})(?!\d)/gu
/** Letters and digits glued, or joined by a hyphen: M1802, MP2I, GPT-4, LLM01:2025, B2. */
const lettered = /(?<![\p{L}\d'@-])(?!x\d|h-\d)\p{L}{1,12}-?\d[\p{L}\d]*(?:[:.]\d[\p{L}\d]*)*/gu
const digitFirst =
  /(?<![\p{L}\d.,])\d{1,4}(?!(?:k|er?|re|de|nde?|nd|[eè]mes?|ièmes?|h|j|min|mn|ans?|mois|s|th|st|rd|m|x|go|km|Md)(?![\p{L}\d])|h\d)\p{L}[\p{L}\d]*/giu
const ordinal = /(?<![\p{L}\d,.])(\d{1,3})(?:er|ère|ere|re|de|nde|nd|e|è|ème|eme|ième|ieme|st|th|rd)s?(?![\p{L}\d])/gu
const roman = /(?<![\p{L}\d])([IVX]{1,6})e(?![\p{L}\d])/gu
const ordinalWords: readonly (readonly [RegExp, number])[] = [
  [/premi(?:er|ère)s?/, 1],
  [/second(?:e)?s?|deuxième?s?/, 2],
  [/troisièmes?/, 3],
  [/quatrièmes?/, 4],
  [/cinquièmes?/, 5],
  [/sixièmes?/, 6],
  [/septièmes?/, 7],
  [/huitièmes?/, 8],
]

function* levels(plain: string): Iterable<Draft> {
  for (const match of plain.matchAll(level)) {
    const number = levelWords[match[1]!.toLowerCase()] ?? match[1]!
    yield { start: match.index, end: match.index + match[0].length, kind: 'level', value: `bac+${number}`, unit: {} }
    let end = match.index + match[0].length
    for (let next = furtherLevel.exec(plain.slice(end)); next; next = furtherLevel.exec(plain.slice(end))) {
      const start = end + next[0].length - 1
      end += next[0].length
      yield { start, end, kind: 'level', value: `bac+${next[1]!}`, unit: {} }
    }
  }
  for (const match of plain.matchAll(rank)) {
    const from = match.index + match[0].indexOf(match[1]!)
    for (const digit of match[1]!.matchAll(/\d/g)) {
      yield { start: from + digit.index, end: from + digit.index + 1, kind: 'level', value: `niveau${digit[0]}`, unit: {} }
    }
  }
}

function romanNumber(text: string): number {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 }
  return [...text].reduce(
    (sum, letter, index) => sum + (values[letter]! < (values[text[index + 1] ?? ''] ?? 0) ? -values[letter]! : values[letter]!),
    0,
  )
}

function* ordinals(plain: string, allWords: boolean): Iterable<Draft> {
  for (const match of plain.matchAll(ordinal))
    yield { start: match.index, end: match.index + match[0].length, kind: 'ordinal', value: Number(match[1]), unit: {} }
  for (const match of plain.matchAll(roman))
    yield { start: match.index, end: match.index + match[0].length, kind: 'ordinal', value: romanNumber(match[1]!), unit: {} }
  if (!allWords) return
  for (const [word, value] of ordinalWords) {
    for (const match of plain.matchAll(new RegExp(`(?<!\\p{L})(?:${word.source})(?!\\p{L})`, 'giu'))) {
      yield { start: match.index, end: match.index + match[0].length, kind: 'ordinal', value, unit: {} }
    }
  }
}

/** Degree levels, codes that mix letters and digits, ordinals. */
export const codes: Scan = function* (plain, allWords): Iterable<Draft> {
  yield* levels(plain)
  for (const match of plain.matchAll(always)) {
    yield { start: match.index, end: match.index + match[0].length, kind: 'code', value: `${match[1]!}/${match[2]!}`, unit: {} }
  }
  for (const match of plain.matchAll(registered)) {
    yield {
      start: match.index,
      end: match.index + match[0].length,
      kind: 'code',
      value: `${match[1]!}${match[2]!}`.toLowerCase(),
      unit: {},
    }
  }
  yield* ordinals(plain, allWords)
  for (const pattern of [lettered, digitFirst]) {
    for (const match of plain.matchAll(pattern)) {
      yield {
        start: match.index,
        end: match.index + match[0].length,
        kind: 'code',
        value: match[0].toLowerCase().replaceAll('-', ''),
        unit: {},
      }
    }
  }
}

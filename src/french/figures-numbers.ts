import type { FigureKind, FigureUnit, Span } from './figures.ts'
import type { Draft, Scan } from './figures-text.ts'
import { numberWords } from './figures-words.ts'

const digits = /(?<![\p{L}\d])(?:\d{1,3}(?:[ .]\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:[.,]\d+)?)/gu
const currencySign =
  '(?:€|\\$|£|euros?|eur|dollars?(?: américains?| US)?|usd|us ?\\$|livres?(?: sterling)?|gbp|chf|francs suisses)'
const multiplier = /^ ?(?<word>k(?=[ €$£e]|euros?|$|[^\p{L}])|mille|millions?|milliards?|Mds?|M(?= ?[€$£]))(?<of> d(?:e |'))?/iu
const currencyAfter = new RegExp(`^(?: de |-| )?(?<sign>${currencySign})(?!\\p{L})`, 'iu')
const currencyBefore = /(?:(US|CA)?(\$)|(€)|(£)) ?$/u
const percent = /^ ?(?:%|pour ?cents?|p\. ?100|per ?cent)(?!\p{L})/iu
/** "1 h 30" counts the minutes too. */
const clock = /^ ?h(?:eures?)? ?(?<minutes>[0-5]\d)(?!\d)/iu
const spans: readonly (readonly [RegExp, Span])[] = [
  [/^[ -]?(?:ans?|années?|years?)(?!\p{L})/iu, 'year'],
  [/^[ -]?(?:mois|months?)(?!\p{L})/iu, 'month'],
  [/^[ -]?(?:semaines?|weeks?|sem\.)(?!\p{L})/iu, 'week'],
  [/^[ -]?(?:jours?|days?|j(?!\p{L}))(?!\p{L})/iu, 'day'],
  [/^[ -]?(?:heures?|hours?|h)(?![\p{L}\d])/iu, 'hour'],
  [/^[ -]?(?:minutes?|min|mn)(?!\p{L})/iu, 'minute'],
  [/^[ -]?(?:semestres?)(?!\p{L})/iu, 'semester'],
  [/^[ -]?(?:trimestres?)(?!\p{L})/iu, 'quarter'],
]
/** Between two ends that share their unit: "4 400 à 6 000 €", "27 / 39 / 55 %". "et" joins only after "entre", or percentages. */
const joiner = /^ ?(?:-|à|a|\/|ou|to|or|jusqu'à|et|and) ?(?:de |environ |plus de |\+ ?)?(?:[$€£] ?)?$/iu

interface Token {
  readonly start: number
  /** After the digits, and after the unit. */
  readonly numberEnd: number
  readonly end: number
  readonly value: number
  readonly unspaced: boolean
  readonly kind: FigureKind
  readonly times: number
  readonly unit: FigureUnit
  readonly word: boolean
}

function currencyOf(sign: string): string {
  const low = sign.toLowerCase()
  if (/^(?:€|eur)/.test(low)) return 'EUR'
  if (/^(?:£|livre|gbp)/.test(low)) return 'GBP'
  return /^(?:chf|francs)/.test(low) ? 'CHF' : 'USD'
}

/** `4.400` and `4 400` are thousands; `4,400` too, but only beside a currency. */
function numberOf(raw: string, money: boolean): number {
  if (/^\d{1,3}(?:[ .]\d{3})+(?:,\d+)?$/.test(raw)) return Number(raw.replace(/[ .]/g, '').replace(',', '.'))
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(raw) && (money || raw.split(',').length > 2)) return Number(raw.replaceAll(',', ''))
  return Number(raw.replace(',', '.'))
}

function timesOf(word: string | undefined): number {
  if (word === undefined) return 1
  if (/^k|^mille$/i.test(word)) return 1_000
  return /^milliard|^md/i.test(word) ? 1_000_000_000 : 1_000_000
}

/** Reads what stands right after a number: multiplier, currency, percent sign or unit of time. */
function unitAfter(rest: string): { length: number; times: number; kind: FigureKind; unit: FigureUnit; minutes: number } {
  const scale = multiplier.exec(rest)
  const after = rest.slice(scale?.[0].trimEnd().length ?? 0)
  const times = timesOf(scale?.groups?.['word'])
  const length = scale?.[0].trimEnd().length ?? 0
  const money = currencyAfter.exec(scale?.groups?.['of'] ? after : after.replace(/^ de /, ' .. '))
  if (money)
    return {
      length: length + money[0].length,
      times,
      kind: 'amount',
      unit: { currency: currencyOf(money.groups!['sign']!) },
      minutes: 0,
    }
  const share = percent.exec(after)
  if (share && !scale) return { length: share[0].length, times, kind: 'percent', unit: {}, minutes: 0 }
  const hour = scale ? null : clock.exec(after)
  if (hour)
    return { length: hour[0].length, times, kind: 'duration', unit: { span: 'hour' }, minutes: Number(hour.groups!['minutes']) }
  const span = scale ? undefined : spans.find(([pattern]) => pattern.test(after))
  if (span) return { length: span[0].exec(after)![0].length, times, kind: 'duration', unit: { span: span[1] }, minutes: 0 }
  return { length, times, kind: 'number', unit: {}, minutes: 0 }
}

function read(plain: string, start: number, raw: string, known: number | null): Token {
  const before = currencyBefore.exec(plain.slice(Math.max(0, start - 5), start))
  const numberEnd = start + raw.length
  const after = unitAfter(plain.slice(numberEnd, numberEnd + 40))
  const sign = before ? (before[2] ?? before[3] ?? before[4]!) : null
  const kind = sign ? 'amount' : after.kind
  const value = (known ?? numberOf(raw, kind === 'amount')) * after.times + after.minutes / 60
  return {
    start: start - (before?.[0].length ?? 0),
    numberEnd,
    end: numberEnd + (sign && after.kind !== 'amount' && after.kind !== 'number' ? 0 : after.length),
    value: Number(value.toPrecision(12)),
    unspaced: known === null && /^\d{4}$/.test(raw) && after.times === 1,
    kind,
    times: after.times,
    unit: sign ? { currency: currencyOf(sign) } : after.unit,
    word: known !== null,
  }
}

function isYear(token: Token): boolean {
  return token.unspaced && token.kind === 'number' && token.value >= 1900 && token.value < 2100
}

/** Gives the unit of a range's end to its beginning; from right to left, so that "27 / 39 / 55 %" holds three percentages. */
function shareUnits(plain: string, tokens: readonly Token[]): readonly Token[] {
  const shared = [...tokens]
  for (let index = shared.length - 2; index >= 0; index--) {
    const [here, next] = [shared[index]!, shared[index + 1]!]
    if (here.kind !== 'number' || (next.kind === 'number' && next.times === 1)) continue
    const between = plain.slice(here.end, next.start)
    if (!joiner.test(between)) continue
    const among = /(?:entre|between) (?:environ )?$/i.test(plain.slice(Math.max(0, here.start - 18), here.start))
    if (isYear(here) && (/^ ?(?:et|ou|,|and|or|\/)/i.test(between) ? !among : next.kind !== 'amount')) continue
    const times = here.times === 1 && here.value < 1000 && here.value * next.times <= next.value * 2 ? next.times : 1
    shared[index] = { ...here, kind: next.kind, unit: next.unit, value: Number((here.value * times).toPrecision(12)), times }
  }
  return shared
}

/** Numbers with what they count: amounts, percentages, durations, years, and bare numbers. */
export const quantities: Scan = function* (plain, allWords, taken): Iterable<Draft> {
  const tokens: Token[] = []
  for (const { 0: raw, index } of plain.matchAll(digits)) {
    if (taken.free(index, index + raw.length)) tokens.push(read(plain, index, raw, null))
  }
  for (const { start, text, value } of numberWords(plain)) {
    if (taken.free(start, start + text.length)) tokens.push(read(plain, start, text, value))
  }
  tokens.sort((a, b) => a.start - b.start)
  for (const token of shareUnits(plain, tokens)) {
    if (token.word && token.kind === 'number' && !allWords) continue
    if (token.word && token.value === 1 && !allWords && !countsAsOne(token, plain)) continue
    yield { start: token.start, end: token.end, kind: isYear(token) ? 'year' : token.kind, value: token.value, unit: token.unit }
  }
}

/** "un jour", "une semaine", "une année" are seldom counts; "un an", "une heure", "un mois", "un euro" are. */
function countsAsOne(token: Token, plain: string): boolean {
  if (token.times > 1 || token.kind !== 'duration') return true
  return / (?:an|heure|mois)$/.test(plain.slice(token.start, token.end))
}

import { phoneNumbers, markers, plainText } from './figures-text.ts'
import { dates } from './figures-dates.ts'
import { codes } from './figures-codes.ts'
import { quantities } from './figures-numbers.ts'
import { contextUnits, settleUnits } from './figures-units.ts'

export type FigureKind =
  | 'number'
  | 'amount'
  | 'percent'
  | 'duration'
  | 'ordinal'
  | 'year'
  | 'date'
  | 'level'
  | 'code'
  | 'phone'
  | 'email'
  | 'url'

export type Period = 'year' | 'month' | 'week' | 'day' | 'hour'
export type Span = Period | 'minute' | 'semester' | 'quarter'

/** What is stated of a figure; an absent key is not stated. */
export interface FigureUnit {
  /** ISO 4217. */
  readonly currency?: string
  /** What an amount is paid per. */
  readonly period?: Period
  /** True for gross (brut), false for net. */
  readonly gross?: boolean
  /** What a duration is counted in. */
  readonly span?: Span
}

/** One figure of a text. A range yields one figure for each end, both with the range's unit. */
export interface Figure {
  /** As written, unit included. */
  readonly raw: string
  /** Offsets in the text, in UTF-16 units; `end` excluded. */
  readonly start: number
  readonly end: number
  readonly kind: FigureKind
  /**
   * A number (amounts, percentages, durations in their unit, ordinals, years), or a normal form: dates `YYYY-MM-DD` with zeros for
   * what is not said (`2024-09-00`), levels `bac+5` and `niveau7`, codes without spaces or capitals, phones `0123456789`.
   */
  readonly value: number | string
  readonly unit: FigureUnit
}

export interface FigureOptions {
  /**
   * Reads number words everywhere ("trois spécialités", "deuxième année"), not only before a unit. For the text that supports, so that an
   * answer may write as a digit what its source writes as a word.
   */
  readonly allWords?: boolean
  /**
   * False: an amount without a unit of its own does not take that of the amounts beside it ("35 000 €, puis 4 160 € brut"). For a text that is
   * checked: it claims no more than it says. True when absent.
   */
  readonly inherit?: boolean
  /** Units said around the text (its paragraph, its heading): taken where the text itself says none. */
  readonly context?: FigureUnit
}

/**
 * Finds the figures of a French (or English) text: numbers, amounts, percentages, dates, years, durations, degree levels, codes, ordinals,
 * phone numbers, e-mail and web addresses. Markers `[n]` and list markers are no figures.
 *
 * @returns In order of appearance, without overlap.
 */
export function figures(text: string, options: FigureOptions = {}): readonly Figure[] {
  const plain = plainText(text)
  const taken = markers(plain)
  const found: Figure[] = []
  for (const scan of [phoneNumbers, dates, codes, quantities]) {
    for (const figure of scan(plain, options.allWords ?? false, taken)) {
      if (!taken.claim(figure.start, figure.end)) continue
      found.push({ ...figure, raw: text.slice(figure.start, figure.end) })
    }
  }
  found.sort((a, b) => a.start - b.start)
  return settleUnits(plain, found, options.context ?? {}, options.inherit ?? true)
}

/** The units that a text states around figures (a heading, "En brut, par an :"): a dimension that it states in two ways is left out. */
export function unitsOf(text: string): FigureUnit {
  return contextUnits(plainText(text))
}

/**
 * Whether one of the figures of a passage holds this figure: the same value with the same unit. What the figure states of its unit must be
 * stated there; what it leaves out (gross or net, period, currency) is not asked for.
 */
export function supports(passage: readonly Figure[], figure: Figure): boolean {
  return passage.some((candidate) => holds(candidate, figure))
}

/** As {@link supports}, for one figure of the passage. */
export function holds(candidate: Figure, figure: Figure): boolean {
  if (figure.kind === 'date') return candidate.kind === 'date' && sameDate(String(candidate.value), String(figure.value))
  if (figure.kind === 'year' && candidate.kind === 'date') return String(candidate.value).startsWith(String(figure.value))
  if (candidate.value !== figure.value || !sameKind(candidate, figure)) return false
  const { currency, period, gross, span } = figure.unit
  return (
    (currency === undefined || currency === candidate.unit.currency) &&
    (period === undefined || period === candidate.unit.period) &&
    (gross === undefined || gross === candidate.unit.gross) &&
    span === candidate.unit.span
  )
}

/** Years and numbers are written alike ("2025 places"). */
function sameKind(a: Figure, b: Figure): boolean {
  const plain = (kind: FigureKind) => (kind === 'year' ? 'number' : kind)
  return plain(a.kind) === plain(b.kind)
}

/** `2024-09-00` stands in `2024-09-06`; not the other way round. */
function sameDate(candidate: string, figure: string): boolean {
  const there = candidate.split('-')
  return figure.split('-').every((part, index) => Number(part) === 0 || part === there[index])
}

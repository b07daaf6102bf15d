import type { Draft, Scan } from './figures-text.ts'

const french = [
  'janv(?:ier)?',
  'f[ée]vr?(?:ier)?',
  'mars',
  'avr(?:il)?',
  'mai',
  'juin',
  'juil(?:let)?',
  'ao[ûu]t',
  'sept(?:embre)?',
  'oct(?:obre)?',
  'nov(?:embre)?',
  'd[ée]c(?:embre)?',
]
const english = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const monthTests = french.map((name, index) => new RegExp(`^(?:${name}|${english[index]!})$`, 'i'))
const month = `(?<month>${[...english, ...french].join('|')})(?!\\p{L})\\.?`
const day = '(?<![\\d,.])(?<day>[12]\\d|3[01]|0?[1-9])(?:er|st|nd|rd|th)?'
const year = '(?<year>(?:19|20)\\d{2})(?!\\d)'

/** "5 au 8 juin 2026", "11 juin au 10 septembre 2026": the first date takes month and year from the second. */
const beforeRange = new RegExp(
  `${day}(?<rest> (?:au|et|ou|à) (?:le )?)(?=\\d{1,2}(?:er)? ${month.replace('?<month>', '?:')})`,
  'giu',
)
const named = new RegExp(`(?:${day} )?(?<!\\p{L})${month}(?: ${year})?`, 'giu')
const firstNamed = new RegExp(named.source, 'iu')
const english1 = new RegExp(`(?<!\\p{L})(?<month>${english.join('|')}) ${day},? ${year}`, 'giu')
const iso = new RegExp(`(?<!\\d)${year}-(?<month>0[1-9]|1[0-2])(?:-(?<day>0[1-9]|[12]\\d|3[01]))?(?![\\d-])`, 'g')
const slashed = new RegExp(`(?<![\\d/.])(?:(?<day>[12]\\d|3[01]|0?[1-9])[/.-])?(?<month>0?[1-9]|1[0-2])[/.-]${year}`, 'g')

type Groups = Readonly<Record<'day' | 'month' | 'year', string | undefined>>

function monthNumber(name: string): number {
  return /^\d/.test(name) ? Number(name) : monthTests.findIndex((test) => test.test(name)) + 1
}

function form(parts: Groups): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${parts.year ?? '0000'}-${two(monthNumber(parts.month ?? '0'))}-${two(Number(parts.day ?? 0))}`
}

const cue = /(?:^|[^\p{L}])(?:en|de|d'|mi-|fin|d[ée]but|mois de|depuis|jusqu'en|jusqu'[àa]|[àa]|in|since) ?$/iu
const fullName = /^(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)$/iu

/** A month alone is a date only in full and after a word that makes it one ("en mai"; not "sept ans", "Mars"). */
function isDate(plain: string, index: number, groups: Groups): boolean {
  if (groups.day !== undefined || groups.year !== undefined) return true
  return fullName.test(groups.month!) && cue.test(plain.slice(Math.max(0, index - 12), index))
}

/** Year that a date without one takes from the next date of its range. */
function laterYear(plain: string, from: number): string | undefined {
  const next = /^ (?:au|à|et|ou|-) (?:le )?\d{1,2}(?:er)? \p{L}{3,9} ((?:19|20)\d{2})(?!\d)/u.exec(plain.slice(from, from + 40))
  return next?.[1]
}

/** Dates in words or digits. Their years alone (`2024`) are read with the numbers. */
export const dates: Scan = function* (plain, allWords, taken): Iterable<Draft> {
  const fallback = allWords ? onlyYear(plain) : undefined
  for (const pattern of [iso, english1, slashed, named]) {
    for (const match of plain.matchAll(pattern)) {
      const groups = match.groups as Groups
      const [start, end] = [match.index, match.index + match[0].trimEnd().length]
      if (!isDate(plain, start, groups) || !taken.free(start, end)) continue
      const found = groups.year === undefined ? { ...groups, year: laterYear(plain, end) ?? fallback } : groups
      yield { start, end, kind: 'date', value: form(found), unit: {} }
    }
  }
  for (const match of plain.matchAll(beforeRange)) {
    const start = match.index
    const end = start + match[0].length - match.groups!['rest']!.length
    const target = firstNamed.exec(plain.slice(start + match[0].length))
    if (!target || !taken.free(start, end)) continue
    const groups = target.groups as Groups
    yield {
      start,
      end,
      kind: 'date',
      value: form({ ...groups, year: groups.year ?? fallback, day: match.groups!['day'] }),
      unit: {},
    }
  }
}

/** The one year that a supporting text names: its dates without a year are of that year. */
function onlyYear(plain: string): string | undefined {
  const years = new Set(
    Array.from(plain.matchAll(/(?<![\d ,.])(?:19|20)\d{2}(?!\d)|(?<=[^\d] )(?:19|20)\d{2}(?![\d]| ?€)/g), ([text]) => text),
  )
  return years.size === 1 ? [...years][0] : undefined
}

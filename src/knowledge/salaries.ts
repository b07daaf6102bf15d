import { finding } from './finding.ts'
import type { Page } from './parse.ts'
import type { Finding, Passage, Sentence } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'

/** One pay as a sentence states it: what it is about, and between which amounts. */
interface Claim {
  /** Currency, period, gross or net, country, experience: claims with one subject can contradict each other. */
  readonly subject: string
  readonly least: number
  readonly most: number
  readonly quote: string
  readonly sources: readonly string[]
  readonly passage: Passage
}

const space = '[ \\u00a0\\u202f]'
const number = `\\d{1,3}(?:[ \\u00a0\\u202f.]\\d{3})+|\\d+(?:,\\d+)?`
const amount = new RegExp(
  `(${number})(?:${space}?(?:à|et|-|–)${space}?(${number}))?${space}?(k?)${space}?(€|euros|\\$|dollars|£|CHF)`,
  'giu',
)
const periods: readonly (readonly [string, RegExp])[] = [
  ['mois', /par mois|mensuel|\/ ?mois/iu],
  ['an', /par an\b|annuel|\/ ?an\b|l[’']année/iu],
  ['jour', /par jour|\/ ?jour|journalier|TJM/iu],
  ['heure', /de l[’']heure|par heure|horaire/iu],
]
const places = /France|États-Unis|Suisse|Canada|Royaume-Uni|Allemagne|Belgique|Luxembourg|Europe|Paris|Île-de-France|région/giu
const levels =
  /débutant|junior|début de carrière|senior|sénior|expérimenté|confirmé|médian|alternan|stag|freelance|indépendant|public|fonction/giu
/** Words by which a text says itself that sources differ. */
const told =
  /contradi|diffèr|diverg|désaccord|d[’']autres|une autre|autre source|selon les sources|ne disent pas|à l[’']inverse|en revanche|alors que|tandis que|mais\b|plutôt/iu

/**
 * Notes where pages of one profession state different pay for the same thing (currency, period, gross or net, country,
 * experience) from different sources, without saying that they differ. On purpose narrow: only sentences with a single
 * amount or range, only ranges that lie apart by more than a tenth, and at most one note a page.
 */
export function differingSalaries(pages: readonly Page[]): readonly Finding[] {
  const seen = new Map<string, Claim[]>()
  return pages.flatMap((page) => {
    let note: Finding | null = null
    for (const claim of claimsOf(page)) {
      const key = `${page.metier}|${claim.subject}`
      const earlier = seen.get(key) ?? []
      const other = note === null ? earlier.find((one) => contradicts(one, claim)) : undefined
      if (other !== undefined) {
        note = finding(page.file, claim.passage.line, 'noted', texts.figuresDiffer(claim.quote, other.quote, other.passage.file))
      }
      earlier.push(claim)
      seen.set(key, earlier)
    }
    return note === null ? [] : [note]
  })
}

/** A page is read once for as long as it is served: a reload of one page does not read ten thousand again. */
const known = new WeakMap<Page, readonly Claim[]>()

function claimsOf(page: Page): readonly Claim[] {
  const claims =
    known.get(page) ??
    page.passages
      .filter((passage) => !told.test(passage.text))
      .flatMap((passage) => passage.sentences.flatMap((sentence) => claimOf(passage, sentence)))
  known.set(page, claims)
  return claims
}

function claimOf(passage: Passage, sentence: Sentence): readonly Claim[] {
  const found = [...sentence.text.matchAll(amount)]
  const [match] = found
  const period = periods.find(([, words]) => words.test(sentence.text))?.[0]
  if (found.length !== 1 || match === undefined || period === undefined) return []
  const about = `${passage.headings.join(' ')} ${sentence.text}`
  const words = (pattern: RegExp): string =>
    [...new Set([...about.matchAll(pattern)].map(([word]) => word.toLowerCase()))].toSorted().join('+')
  const scale = match[3] === '' ? 1 : 1000
  const least = valueOf(match[1]!) * scale
  return [
    {
      subject: [match[4]!.replace('euros', '€'), period, words(/\b(?:brut|net)/giu), words(places), words(levels)].join('|'),
      least,
      most: match[2] === undefined ? least : valueOf(match[2]) * scale,
      quote: match[0].trim(),
      sources: sentence.sources,
      passage,
    },
  ]
}

function valueOf(digits: string): number {
  return Number(digits.replace(/[ \u00a0\u202f.]/g, '').replace(',', '.'))
}

function contradicts(one: Claim, other: Claim): boolean {
  const apart = Math.max(one.least, other.least) > Math.min(one.most, other.most) * 1.1
  return apart && one.sources.length > 0 && other.sources.length > 0 && !one.sources.some((id) => other.sources.includes(id))
}

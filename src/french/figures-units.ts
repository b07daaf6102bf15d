import type { Figure, FigureUnit, Period } from './figures.ts'

type Dimension = 'period' | 'gross'
interface Mention {
  readonly start: number
  readonly end: number
  readonly dimension: Dimension
  readonly value: Period | boolean
}

const periods: readonly (readonly [string, Period])[] = [
  [
    "par an(?:née)?|/ ?an(?:née)?|annuel(?:le)?s?|annuellement|l'an|chaque année|(?:per|a) year|yearly|annual(?:ly)?|/ ?ye?a?r|p\\.a\\.",
    'year',
  ],
  ['par mois|/ ?mois|mensuel(?:le)?s?|mensuellement|chaque mois|mensualités?|(?:per|a) month|monthly|/ ?month', 'month'],
  ['par semaine|/ ?sem(?:aine)?|hebdomadaires?|weekly|(?:per|a) week', 'week'],
  ['par jour|/ ?jour|/ ?j|journali(?:er|ère)s?|TJM|(?:per|a) day|daily|/ ?day', 'day'],
  ["de l'heure|par heure|/ ?h(?:eure)?|(?:taux|salaire|smic|tarif) horaire|(?:per|an) hour|hourly|/ ?hour", 'hour'],
]
/** "brut ou net non précisé" states neither. */
const unsaid = '(?! (?:(?:ou|/) (?:en )?(?:net|brut)|non précisé|inconnu))'
const taxes: readonly (readonly [string, boolean])[] = [
  [`brut(?:e|s|es)?${unsaid}|gross`, true],
  [`(?<!brut ou )(?:nets?|nette?s?)${unsaid}`, false],
]
const any = (pattern: string) => new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'giu')
/** `/mois` follows "€": no letter stands before it, so the same guard serves. */
const patterns = [
  ...periods.map(([pattern, value]) => ({ pattern: any(pattern), dimension: 'period' as const, value })),
  ...taxes.map(([pattern, value]) => ({ pattern: any(pattern), dimension: 'gross' as const, value })),
]
/** What may stand between an amount and its unit: "4 400 € de salaire brut, par mois". */
const filler =
  /^(?:[ ,(/-]|en|de|du|d'|salaires?|revenus?|rémunération|chacune?|environ|moyenne?|max(?:imum)?|min(?:imum)?|horaires?|salary|facturés?|payés?|versés?|estimés?|primes?)+$/iu

function mentionsIn(plain: string): readonly Mention[] {
  if (!/brut|net|gross|an|mois|mens|jour|day|week|year|month|heure|hour|sem|hebdo|TJM|\/ ?[jh]|p\.a\./i.test(plain)) return []
  const found = patterns.flatMap(({ pattern, dimension, value }) =>
    [...plain.matchAll(pattern)].map(({ 0: raw, index }) => ({ start: index, end: index + raw.length, dimension, value })),
  )
  return found.toSorted((a, b) => a.start - b.start)
}

/** The dimensions that the mentions state in one way only. */
function agreed(mentions: readonly Mention[]): FigureUnit {
  const unit: { period?: Period; gross?: boolean } = {}
  for (const dimension of ['period', 'gross'] as const) {
    const values = new Set(mentions.filter((mention) => mention.dimension === dimension).map((mention) => mention.value))
    if (values.size === 1) Object.assign(unit, { [dimension]: [...values][0] })
  }
  return unit
}

export function contextUnits(plain: string): FigureUnit {
  return agreed(mentionsIn(plain))
}

/** Mentions that follow an amount without a gap: "€ brut par mois". */
function attached(plain: string, from: number, until: number, mentions: readonly Mention[]): readonly Mention[] {
  const chain: Mention[] = []
  let end = from
  for (const mention of mentions) {
    if (mention.start < from || mention.end > until) continue
    const gap = plain.slice(end, mention.start)
    if (gap !== '' && !filler.test(gap)) break
    if (chain.some((earlier) => earlier.dimension === mention.dimension)) break
    chain.push(mention)
    end = mention.end
  }
  return chain
}

/** The nearest mention of each dimension between the figure before (or the clause's beginning) and this one. */
function leading(plain: string, from: number, start: number, mentions: readonly Mention[]): readonly Mention[] {
  const clause = Math.max(from, plain.lastIndexOf(';', start), plain.lastIndexOf('. ', start))
  const near = mentions.filter((mention) => mention.start >= clause && mention.end <= start)
  return (['period', 'gross'] as const).flatMap((dimension) => near.findLast((mention) => mention.dimension === dimension) ?? [])
}

/**
 * Gives each amount its period and gross or net: what follows it, else what stands between the figure before and it, else the nearest amount
 * of the text that has one, else all that the text states of it, else the context.
 */
export function settleUnits(plain: string, found: readonly Figure[], context: FigureUnit, inherit: boolean): readonly Figure[] {
  const mentions = mentionsIn(plain)
  const money = found.filter((figure) => figure.kind === 'amount' || figure.kind === 'number')
  if (money.length === 0 || (mentions.length === 0 && context.period === undefined && context.gross === undefined)) return found
  const own = new Map<Figure, FigureUnit>()
  const claimed = new Set<Mention>()
  let from = 0
  for (const [index, figure] of money.entries()) {
    const chain = attached(plain, figure.end, money[index + 1]?.start ?? plain.length, mentions)
    const after = agreed(chain)
    const isAmount = figure.kind === 'amount' || after.gross !== undefined || after.period !== undefined
    if (isAmount) {
      const before = leading(plain, from, figure.start, mentions)
      own.set(figure, { ...agreed(before), ...after })
      for (const mention of [...before, ...chain]) claimed.add(mention)
    }
    from = chain.at(-1)?.end ?? figure.end
  }
  const amounts = [...own.keys()]
  shareRanges(plain, amounts, own)
  const text = agreed(mentions.filter((mention) => !claimed.has(mention)))
  return found.map((figure) => {
    if (!own.has(figure)) return figure
    const unit: FigureUnit = {
      ...context,
      ...text,
      ...(inherit && nearest(amounts, figure, own)),
      ...own.get(figure),
      ...figure.unit,
    }
    return { ...figure, kind: 'amount', unit }
  })
}

/** Both ends of a range are paid alike. */
function shareRanges(plain: string, amounts: readonly Figure[], own: Map<Figure, FigureUnit>): void {
  for (const [index, figure] of amounts.entries()) {
    const next = amounts[index + 1]
    if (next && /^ ?(?:-|à|et|to|\/) ?$/.test(plain.slice(figure.end, next.start)))
      own.set(figure, { ...own.get(figure), ...own.get(next) })
  }
}

/** What the closest amount before, else after, says of each dimension. Amounts of another size are paid by another period. */
function nearest(amounts: readonly Figure[], figure: Figure, own: ReadonlyMap<Figure, FigureUnit>): FigureUnit {
  const at = amounts.indexOf(figure)
  const others = [...amounts.slice(at + 1).toReversed(), ...amounts.slice(0, at)]
  const alike = (other: Figure) =>
    Math.max(Number(other.value), Number(figure.value)) <= 5 * Math.min(Number(other.value), Number(figure.value))
  return Object.assign({}, ...others.map((other) => pick(own.get(other) ?? {}, alike(other)))) as FigureUnit
}

function pick(unit: FigureUnit, withPeriod: boolean): FigureUnit {
  return {
    ...(unit.gross !== undefined && { gross: unit.gross }),
    ...(withPeriod && unit.period !== undefined && { period: unit.period }),
  }
}

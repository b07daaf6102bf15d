import { fold } from '../french/analysis.ts'
import type { Figure, FigureKind } from '../french/figures.ts'

/** What kind of figure a question asks for. */
type Wanted = 'money' | 'time' | 'moment' | 'share' | 'level' | 'number'

const cues: readonly (readonly [Wanted, RegExp])[] = [
  [
    'money',
    /\b(?:gagn\w*|salaires?|paye?\w*|paie|touch\w*|remuner\w*|revenus?|tjm|tarifs?|thune|fric|argent|cout\w*|prix|frais|smic|brut|net|euros?|earn|salary|paid|income|cost)\b|€|how much/,
  ],
  [
    'time',
    /\b(?:combien (?:de temps|d'annees?|d'ans|d'heures|de mois|d'annee)|duree?s?|dure|heures?|horaires?|how long|quel age)\b/,
  ],
  ['moment', /\b(?:quand|dates?|calendrier|annee|depuis|when|jusqu'a quand|deadline)\b/],
  ['share', /\b(?:pour ?cents?|pourcentage|taux|part|proportion)\b|%/],
  ['level', /\b(?:niveau|bac ?\+?|diplomes?|etudes?|master|licence)\b/],
  ['number', /\b(?:combien|cb|cmb|nombre|how many)\b/],
]
const kinds: Readonly<Record<Wanted, readonly FigureKind[]>> = {
  money: ['amount'],
  time: ['duration'],
  moment: ['date', 'year'],
  share: ['percent'],
  level: ['level'],
  number: ['number', 'percent', 'amount', 'duration', 'phone'],
}

/** Kinds of figure that an answer to the question would hold; empty when it asks for none. */
export function wantedKinds(question: string): readonly FigureKind[] {
  const folded = fold(question)
  const wanted = cues.filter(([, cue]) => cue.test(folded)).map(([name]) => name)
  const precise = wanted.length > 1 ? wanted.filter((name) => name !== 'number') : wanted
  return [...new Set(precise.flatMap((name) => kinds[name]))]
}

/** Share of the wanted kinds that the figures hold: 0 or 1 for one kind. */
export function holdsWanted(figures: readonly Figure[], wanted: readonly FigureKind[]): number {
  if (wanted.length === 0) return 0
  return figures.some(({ kind }) => wanted.includes(kind)) ? 1 : 0
}

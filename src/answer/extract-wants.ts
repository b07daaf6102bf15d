import { fold } from '../french/fold.ts'
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

/** Share of the wanted kinds that the figures of a sentence hold: 0 or 1 for one kind. */
export function holdsWanted(figures: readonly Figure[], wanted: readonly FigureKind[], text: string): number {
  if (wanted.length === 0) return 0
  // "27 % du SMIC" tells pay without an amount.
  if (wanted.includes('amount') && /\b(?:touch|gagn|pay|per[çc]oi)\p{L}*\b.*%\s+du\s+SMIC\b/iu.test(text)) return 1
  return figures.some(({ kind }) => wanted.includes(kind)) ? 1 : 0
}

/** How a sentence leans on those around it. */
export interface Leaning {
  /** It only announces the next ones: alone it says nothing. */
  readonly forward: boolean
  /** It refers to the one before. */
  readonly back: boolean
  /** It says that the sides told next contradict each other: to quote one of them only would be to take it. */
  readonly contradiction: boolean
}

const disagrees = /\bse contredisent\b|\bne disent pas (?:\w+ ){0,4}la meme chose\b|\bne sont pas (?:\w+ )?d'accord\b/
/** Beside figures, what shows that the sentence tells its sides itself. */
const bothSides = /\bd'autres\b/
/** It says something of its own too, before or after. */
const saysMore = /, mais\b|:\s*\S/
const demonstrative = /^(?:cette|ces|cet|ce) (?!qu|n'|sont\b|metier\b|dernier)/
const pointer = /\b(?:ce|cet|cette) meme \p{L}+|\bla page .{1,60} (?:t'explique|t'en dit|te dit|explique)(?!\p{L})/u

/** @param figures Those of the sentence. */
export function leaningOf(text: string, figures: readonly Figure[]): Leaning {
  const folded = fold(text)
  const told = figures.filter(({ kind }) => kind !== 'year' && kind !== 'date').length
  const contradiction = disagrees.test(folded) && told === 0 && !bothSides.test(folded)
  return {
    forward:
      (contradiction && !saysMore.test(folded)) ||
      /^voici\b|\bl'ecart entre les sources est\b/.test(folded) ||
      /:\s*$/.test(folded),
    back: demonstrative.test(folded) || (pointer.test(folded) && !/\bpour ce meme\b/.test(folded)),
    contradiction,
  }
}

const without = /\b(?:sans|aucune?|pas (?:de |d'|besoin|oblige|obligatoire)|without|no)\b/
const denial = /\b(?:aucune?|sans|pas|ni|jamais|autodidacte)\b/

/** "Sans le bac", "pas de diplôme": the question is whether something is needed at all. */
export const asksWithout = (question: string) => without.test(fold(question))
/** "Aucun diplôme n'est exigé": the sentence says that something is not. */
export const denies = (text: string) => denial.test(fold(text))

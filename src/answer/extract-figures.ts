import { isAsking, tokens } from '../french/analysis.ts'
import { fold } from '../french/fold.ts'
import { stem } from '../french/stem.ts'
import type { Figure, FigureKind } from '../french/figures.ts'
import { nounsOf } from '../french/nouns.ts'
import { themesBeside, whatAsks } from './grounds.ts'

/** A sentence that was chosen, with its figures. */
export interface Quoted {
  readonly text: string
  /** Title and headings of its passage. */
  readonly heading: string
  readonly figures: readonly Figure[]
}

/** Something definite that a question asks for. */
export type Definite = 'price' | 'pay' | 'share' | 'date' | 'mark' | 'hours' | 'count' | 'contact' | 'ranking'

/** How it is asked for, the kinds of figure that tell it (none: words alone do), and words one of which its sentence must hold. */
interface Demand {
  readonly what: Definite
  readonly asked: RegExp
  readonly kinds: readonly FigureKind[]
  readonly about?: RegExp
  /** Every thing that the question names must be spoken of beside the figure: the pay "in a bank" is not that of video games. */
  readonly each?: true
}

const demands: readonly Demand[] = [
  {
    what: 'price',
    asked: /\b(?:cout\w*|frais|prix|loyers?|(?:c'est|est-ce) (?:payant|cher)|cost|fees)\b/,
    kinds: ['amount'],
    about: /\b(?:cout|frais|prix|tarif|payant|gratuit|scolarite|loyer|factur|droits d.inscription)/,
  },
  {
    what: 'pay',
    asked:
      /\b(?:combien|cb|cmb)\b.*\b(?:gagn\w+|touch\w+|factur\w+|paye\w*|euros?|demander)\b|\b(?:gagn\w+|touch\w+|factur\w+|paye\w*) (?:combien|cb)\b|\b(?:quel|c'est quoi (?:le|son)) (?:est (?:le|son) )?(?:salaire|tarif|tjm|montant)\b|\bhow much\b.*\b(?:earn|make|pa[iy]d?|charge)\b/,
    kinds: ['amount'],
    each: true,
  },
  {
    what: 'pay',
    asked:
      /\b(?:quel(?:le)? (?:est |serait )?(?:la |l'|une? )?|montant (?:de la |de l'|d'une |des )|combien (?:de |d'|est |vaut )?(?:la |l'|une )?|de combien (?:est|sont) (?:la |l'|les )?)(?:amende|prime|indemnite|allocation|gratification)s?\b|\b(?:amende|prime|indemnite|allocation|gratification)s? (?:max\w*|min\w*|de combien|c'est combien)/,
    kinds: ['amount'],
    about: /\b(?:amende|prime|indemnite|allocation|gratification)/,
  },
  { what: 'share', asked: /\b(?:pourcentage|taux|proportion|quelle part|la part de)\b|%/, kinds: ['percent'] },
  {
    what: 'date',
    asked:
      /(?:^|[,;:.!?] ?)(?:quand|when)\b|\b(?:c'est quand|quelles? dates?|date limite|a quelle date|depuis quand|il ouvre quand)\b/,
    kinds: ['date', 'year'],
  },
  {
    what: 'mark',
    asked:
      /\b(?:quelle (?:moyenne|note)|la (?:moyenne|note) (?:qu'il faut|minimale?|pour)|combien de moyenne)\b|\b(?:moyenne|note|score|seuil) (?:min\w*|requise?|exigee?)\b/,
    kinds: ['number'],
    about: /\b(?:moyenne|note|score|seuil)/,
  },
  {
    what: 'hours',
    asked: /\b(?:combien d'heures|heures par (?:jour|semaine)|(?:quelles?|combien d') ?heures?|horaires?)\b/,
    kinds: [],
    about: /\b(?:heure|horaire)/,
  },
  {
    what: 'count',
    asked: /\b(?:combien (?:y a(?: ?-?t ?-?il)?|(?:de |d')(?!dollars|euros|temps|mois|ans))|cb de|nombre de|how many)\b/,
    kinds: ['number', 'percent'],
  },
  { what: 'contact', asked: /\b(?:adresse|telephone|e-?mail|contacter|numero d[eu])\b/, kinds: ['phone', 'email'] },
  {
    what: 'ranking',
    asked: /\b(?:l[ea]s? meilleure?s?|classement|top \d+|numero un|best)\b/,
    kinds: [],
    about: /\b(?:classement|meilleur|premier|palmares)/,
  },
]

/** Of the sentences: a word that so many hold says what they are all about, not what is asked of it. */
const common = 0.6

/**
 * What definite thing the question asks for that none of the sentences tells (a price where only pay is known, a share, a
 * date, a count …), with the question's own words for it; null when it is told, or nothing definite is asked. A figure tells
 * it when its sentence speaks of what is asked, by a word at least.
 *
 * @param names Stems of the profession's names, which ask for nothing.
 */
export function missingDefinite(
  question: string,
  quoted: readonly Quoted[],
  names: ReadonlySet<string> = new Set(),
): { readonly what: Definite; readonly words: readonly string[] } | null {
  const folded = fold(question)
  const demand = demands.find(({ asked }) => asked.test(folded))
  if (demand === undefined) return null
  const texts = quoted.map(({ text }) => new Set(tokens(text).map((token) => token.stem)))
  const isCommon = (stem: string) => texts.length >= 3 && texts.filter((stems) => stems.has(stem)).length >= common * texts.length
  const cue = new Set(tokens(folded.match(demand.asked)?.[0] ?? '').map((token) => token.stem))
  const content = tokens(question).filter((token) => !cue.has(token.stem) && !isAsking(token.word) && !names.has(token.stem))
  const own = content.filter((token) => !isCommon(token.stem))
  // What is free has its price told without a figure.
  const free = demand.what === 'price' && quoted.some(({ text }) => /\bgratuit/.test(fold(text)))
  // "Combien de vœux": what is counted may stand in every sentence.
  const spoken = demand.what === 'count' ? [...own, ...content.slice(0, 1)] : own
  const speaks = (at: number) =>
    demand.about
      ? demand.about.test(fold(quoted[at]!.text))
      : spoken.length === 0 || spoken.some((token) => texts[at]!.has(token.stem))
  // "27 % du SMIC" tells pay without an amount.
  if (demand.what === 'pay' && quoted.some(({ text }) => /%\s+du\s+SMIC\b/iu.test(text))) return null
  const tells = ({ figures }: Quoted) => demand.kinds.length === 0 || figures.some(({ kind }) => demand.kinds.includes(kind))
  const telling = quoted.filter((sentence, at) => tells(sentence) && (demand.each ?? speaks(at)))
  const asked = new Set(own.map((token) => token.stem))
  const things = nounsOf(whatAsks(question)).filter(({ words: all }) => all.some((word) => asked.has(stem(word))))
  if (free || (telling.length > 0 && !demand.each)) return null
  const told = new Set(telling.flatMap(({ text, heading }) => tokens(`${heading} ${text}`).map((token) => token.stem)))
  // A theme's turn of phrase ("au début") is told in many words, and the base speaks of France where it names no place.
  const { cues } = themesBeside(question, names)
  const untold = things.filter(
    ({ words: all }) => !all.some((word) => told.has(stem(word)) || cues.has(word) || word === 'france'),
  )
  if (telling.length > 0 && untold.length === 0) return null
  return { what: demand.what, words: (telling.length > 0 ? untold : things).map(({ raw }) => raw) }
}

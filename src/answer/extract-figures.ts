import { fold, stem, tokens } from '../french/analysis.ts'
import type { Figure, FigureKind } from '../french/figures.ts'

/** A sentence that was chosen, with its figures. */
export interface Quoted {
  readonly text: string
  readonly figures: readonly Figure[]
}

/** Something definite that a question asks for, the kinds of figure that would tell it, and words one of which the sentence must hold. */
interface Demand {
  readonly asked: RegExp
  readonly kinds: readonly FigureKind[]
  readonly about?: RegExp
}

const cost = /\b(?:cout|frais|prix|tarif|payant|gratuit|scolarite|loyer|factur|droits d.inscription)/
const demands: readonly Demand[] = [
  {
    asked: /\b(?:cout\w*|frais|prix|loyers?|(?:c'est|est-ce) (?:payant|cher)|cost|fees)\b/,
    kinds: ['amount'],
    about: cost,
  },
  { asked: /\b(?:pourcentage|taux|proportion|quelle part|la part de)\b|%/, kinds: ['percent'] },
  {
    asked:
      /(?:^|[,;:.!?] ?)(?:quand|when)\b|\b(?:c'est quand|quelles? dates?|date limite|a quelle date|depuis quand|il ouvre quand)\b/,
    kinds: ['date', 'year'],
  },
  {
    asked: /\b(?:quelle (?:moyenne|note)|la (?:moyenne|note) (?:qu'il faut|minimale?|pour)|combien de moyenne)\b/,
    kinds: ['number'],
    about: /\b(?:moyenne|note)/,
  },
  { asked: /\b(?:combien d'heures|heures par (?:jour|semaine)|quels? horaires?)\b/, kinds: ['duration'], about: /\bheure/ },
  {
    asked: /\b(?:combien (?:y a|(?:de |d')(?!dollars|euros|temps))|cb de|nombre de|how many)\b/,
    kinds: ['number', 'percent', 'duration'],
  },
  { asked: /\b(?:adresse|telephone|e-?mail|contacter|numero de)\b/, kinds: ['phone', 'email'] },
  {
    asked: /\b(?:l[ea]s? meilleure?s?|classement|top \d+|numero un|best)\b/,
    kinds: [],
    about: /\b(?:classement|meilleur|premier|palmares)/,
  },
]

/**
 * Whether the question asks for a figure that none of the sentences tells: a price where only pay is known, a share, a
 * date, a count. A figure tells it when its sentence speaks of what is asked, by a word at least.
 */
export function lacksFigure(question: string, quoted: readonly Quoted[]): boolean {
  const folded = fold(question)
  const demand = demands.find(({ asked }) => asked.test(folded))
  if (demand === undefined) return false
  const own = new Set(tokens(folded.replace(demand.asked, ' ')).map((token) => token.stem))
  // What is free has its price told without a figure.
  if (demand.about && quoted.some(({ text }) => /\bgratuit/.test(fold(text)))) return false
  const speaks = ({ text }: Quoted) =>
    demand.about ? demand.about.test(fold(text)) : tokens(text).some((token) => own.has(token.stem) || own.has(stem(token.word)))
  const tells = ({ figures }: Quoted) => demand.kinds.length === 0 || figures.some(({ kind }) => demand.kinds.includes(kind))
  return !quoted.some((sentence) => tells(sentence) && speaks(sentence))
}

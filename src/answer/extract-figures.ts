import { fold, stem, tokens } from '../french/analysis.ts'
import type { Figure, FigureKind } from '../french/figures.ts'

/** A sentence that was chosen, with its figures. */
export interface Quoted {
  readonly text: string
  readonly figures: readonly Figure[]
}

/** What the question asks to be told as a figure, the kinds that would tell it, and words one of which the sentence must hold. */
interface Demand {
  readonly asked: RegExp
  readonly kinds: readonly FigureKind[]
  readonly about?: RegExp
}

const cost = /\b(?:cout|frais|prix|tarif|payant|gratuit|scolarite|loyer|factur|droits d.inscription)/
const demands: readonly Demand[] = [
  { asked: /\b(?:cout\w*|frais|prix|loyers?|(?:c'est|est-ce) (?:payant|cher)|cost|fees)\b/, kinds: ['amount'], about: cost },
  { asked: /\b(?:pourcentage|taux|proportion|quelle part|la part de)\b|%/, kinds: ['percent'] },
  {
    asked: /(?:^|[,;:.!?] ?)(?:quand|when)\b|\b(?:c'est quand|quelles? dates?|a quelle date|depuis quand|il ouvre quand)\b/,
    kinds: ['date', 'year'],
  },
  {
    asked: /\b(?:combien (?:y a|(?:de |d')(?!dollars|euros|temps))|cb de|nombre de|how many)\b/,
    kinds: ['number', 'percent', 'duration'],
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
  return !quoted.some((sentence) => sentence.figures.some(({ kind }) => demand.kinds.includes(kind)) && speaks(sentence))
}

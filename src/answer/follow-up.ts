import type { Base } from '../domain/ports.ts'
import type { Question, Turn } from '../domain/question.ts'
import { tokens } from '../french/analysis.ts'
import { placesIn } from '../french/places.ts'
import { nameStems, themesBeside } from './grounds.ts'

/** A question that stands alone, and what the next follow-up may lean on. */
export interface StandAlone {
  readonly question: Question
  /** The last question of the conversation that stood alone by itself. */
  readonly anchor: string
}

/** With these words a question announces that it goes on from the one before. */
const opening = /^\s*(?:et|mais|ok|alors|sinon|du coup|and|what about|how about)(?=[\s,]|$)/iu
/** Content words of its own: fewer say too little to stand alone. */
const fewWords = 2
/** "en France", "aux États-Unis": a follow-up's takes the place of the question's. */
const place = /(?<!\p{L})(?:en|au|aux|à|chez|dans)\s+(?:la\s+|le\s+|les\s+|l['’])?\p{L}+(?:[- ][Uu]nis?)?/giu

/**
 * Makes a question stand alone, by rule: one without a theme of its own ("et aux États-Unis ?", "et pour data analyst ?")
 * leans on the question before, whose profession and place it may replace; so does a profession that answers "lequel ?".
 * One with a theme ("et quelles études ?") stands alone, about the conversation's profession.
 */
export function standAlone(question: Question, turns: readonly Turn[], base: Base): StandAlone {
  const last = turns.at(-1)
  const alone = { question, anchor: question.text }
  if (last === undefined || question.metier !== null) return alone
  const resolution = base.index.resolve(question.text)
  const named = resolution.kind === 'named' ? resolution.slugs[0]! : null
  const answersWhich = last.metier === null && named !== null
  const leans = opening.test(question.text) || answersWhich || tokens(question.text).length < fewWords
  // A place is no theme either: it replaces another.
  const places = placesIn(question.text).flatMap(({ raw }) => tokens(raw).map((token) => token.stem))
  const names = new Set([...nameStems(named === null ? [] : [named], base), ...places])
  if (!leans || themesBeside(question.text, names).themes.length > 0) return alone
  const anchor = question.text.search(place) >= 0 ? last.question.replace(place, ' ') : last.question
  return {
    question: { ...question, text: `${question.text.trim()} ${anchor}`, metier: named ?? last.metier },
    anchor: last.question,
  }
}

import type { Profession } from '../domain/knowledge.ts'
import type { Base } from '../domain/ports.ts'
import type { Question, Turn } from '../domain/question.ts'
import { tokens, words } from '../french/analysis.ts'
import { themesOf } from '../french/lexicon.ts'
import { placesIn } from '../french/places.ts'

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
export function standAlone(question: Question, turns: readonly Turn[], { index, snapshot }: Base): StandAlone {
  const last = turns.at(-1)
  const alone = { question, anchor: question.text }
  if (last === undefined || question.metier !== null) return alone
  const resolution = index.resolve(question.text)
  const named = resolution.kind === 'named' ? resolution.slugs[0]! : null
  const answersWhich = last.metier === null && named !== null
  const leans = opening.test(question.text) || answersWhich || tokens(question.text).length < fewWords
  if (!leans || hasTheme(question.text, named === null ? null : snapshot.professions.get(named)!)) return alone
  const anchor = question.text.search(place) >= 0 ? last.question.replace(place, ' ') : last.question
  return {
    question: { ...question, text: `${question.text.trim()} ${anchor}`, metier: named ?? last.metier },
    anchor: last.question,
  }
}

/** @param named Its names are no theme ("machine learning" is no question about learning), nor is a place: it replaces another. */
function hasTheme(text: string, named: Profession | null): boolean {
  const names = [...(named === null ? [] : [named.title, ...named.aliases]), ...placesIn(text).map((place) => place.raw)]
  const ofNames = new Set(names.flatMap((name) => tokens(name).map((token) => token.stem)))
  const read = words(text)
  const skipped = new Set(read.flatMap((word, at) => (ofNames.has(word.stem) ? [at] : [])))
  return themesOf(read, skipped).length > 0
}

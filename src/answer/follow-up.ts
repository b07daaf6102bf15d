import type { Question, Turn } from '../domain/question.ts'
import type { SearchIndex } from '../domain/retrieval.ts'
import { tokens } from '../french/analysis.ts'

/** Words with which a follow-up begins, and how few words of its own it may have, to lean on the question before. */
const opening = /^\s*(?:et|mais|ok|alors|sinon|du coup|and|what about)\b/iu
const fewWords = 2

/**
 * Makes a question stand alone: one that leans on the turn before ("et aux États-Unis ?") gets that turn's words. A new
 * profession named in it replaces the old one's ("et pour data analyst ?" keeps the theme).
 */
export function standAlone(question: Question, turns: readonly Turn[], index: SearchIndex): Question {
  const last = turns.at(-1)
  if (last === undefined || question.metier !== null) return question
  const own = tokens(question.text)
  if (!opening.test(question.text) && own.length > fewWords) return question
  const named = index.resolve(question.text)
  const metier = named.kind === 'named' ? named.slugs[0]! : last.metier
  return { ...question, text: `${question.text.trim()} ${last.question}`, metier }
}

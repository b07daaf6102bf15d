import { z } from 'zod'
import type { Question } from '../domain/question.ts'

/** A line of standard input, read. */
export type AskedLine =
  | { readonly kind: 'question'; readonly id: string | number; readonly question: Question }
  | { readonly kind: 'unreadable'; readonly id: string | number; readonly line: number }

/** What the pipeline may know of a `user`. */
export type Who = (user: string) => Pick<Question, 'author' | 'person'>

/** Of a question, in characters: no member writes so long a one, and the screen refuses it. A longer one is neither read nor echoed whole. */
const maxChars = 64 * 1024

const id = z.union([z.string(), z.number()])
const row = z.object({
  id: id.optional(),
  question: z.string(),
  metier: z.string().nullish(),
  user: z.string().nullish(),
  conversation: z.string().nullish(),
})

/**
 * Reads one line: a question as it is, or `{"id"?,"question","metier"?,"user"?,"conversation"?}`. A question over 64 Ki characters is cut there.
 *
 * @param line Number of the line, from 1: the id when none is given.
 */
export function readLine(text: string, line: number, metier: string | null, who: Who): AskedLine {
  const blank = { metier, conversation: null, author: null, guild: null }
  if (!text.trimStart().startsWith('{')) return { kind: 'question', id: line, question: { ...blank, text: cutText(text) } }
  const json = parseJson(text)
  const parsed = row.safeParse(json)
  if (!parsed.success) return { kind: 'unreadable', id: z.object({ id }).safeParse(json).data?.id ?? line, line }
  const { data } = parsed
  return {
    kind: 'question',
    id: data.id ?? line,
    question: {
      ...blank,
      text: cutText(data.question),
      metier: data.metier ?? metier,
      conversation: data.conversation ?? null,
      ...(data.user ? who(data.user) : {}),
    },
  }
}

/** A text of standard input, as long as a question may be. The mark at its end keeps a cut one too long, whatever was cut. */
export function cutText(text: string): string {
  return text.length > maxChars ? `${text.slice(0, maxChars)}…` : text
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

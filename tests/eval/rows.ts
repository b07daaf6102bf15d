import { z } from 'zod'
import { outcomes } from '../../src/domain/answer.ts'

export const kinds = [
  'answerable',
  'partial',
  'follow-up',
  'comparison',
  'false-premise',
  'injection',
  'underspecified',
  'unanswerable',
  'off-topic',
  'unknown-profession',
  'distress',
  'greeting',
] as const
export type Kind = (typeof kinds)[number]

const nugget = z.strictObject({
  /** Without it the answer fails; the others are counted only. */
  must: z.boolean(),
  /** JavaScript patterns, one of which is to be found in the normalised answer. */
  any: z.array(z.string()).min(1),
  what: z.string(),
})

const row = z.strictObject({
  id: z.string(),
  /** LF lycéen, SMS, SA without accents, ET student, PA parent, AD adult, PR teacher, EN English. */
  register: z.string(),
  /** Slug that the answer should be about; null when several would do, or none. */
  metier: z.string().nullable(),
  /** The asker chose the profession (`/metier`): it is passed with the question. */
  given: z.literal(true).optional(),
  question: z.string(),
  /** Earlier questions of the same conversation, in order. */
  history: z.array(z.string()).optional(),
  kind: z.enum(kinds),
  /** distress only: `danger` is redirected; `low` mood and `none` (a way of speaking) take the normal way. */
  level: z.enum(['danger', 'low', 'none']).optional(),
  /** Facts that the label rests on. */
  facts: z.array(z.string()),
  nuggets: z.array(nugget),
  /** Patterns that no answer may match. */
  forbidden: z.array(z.string()).optional(),
  /** unanswerable: what a sentence that says "aucun…" must be about; without it any such sentence counts. */
  about: z.string().optional(),
  half: z.enum(['tune', 'held']).optional(),
  split: z.string().optional(),
})

/** A labelled question, one JSON object a line. */
export type Row = z.infer<typeof row>

/** Reads a set of labelled questions. @throws on the first line that is not one, naming it. */
export function parseRows(jsonl: string): readonly Row[] {
  return jsonl
    .split('\n')
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, index }) => {
      const parsed = row.safeParse(JSON.parse(line))
      if (!parsed.success) throw new Error(`line ${index + 1}: ${z.prettifyError(parsed.error)}`)
      return parsed.data
    })
}

const answer = z.object({
  id: z.union([z.string(), z.number()]),
  outcome: z.enum(outcomes),
  reason: z.string().nullable(),
  text: z.string(),
  metier: z.string().nullable(),
  passages: z.array(z.object({ id: z.string(), score: z.number(), cited: z.boolean() })),
})

/** What the scorer reads of an object of `ask --json`. */
export type GivenAnswer = z.infer<typeof answer>

/** Reads what `ask --json` printed. @throws when a line is not of its contract. */
export function parseAnswers(jsonl: string): readonly GivenAnswer[] {
  return jsonl
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => answer.parse(JSON.parse(line)))
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BotError } from '../../domain/error.ts'
import { promptEval } from '../../texts/fr/prompt-eval.ts'

const texts = promptEval.console

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
  /** Production passes it: then no later version may fail it. Dangers, injections and false premises are so without it. */
  critical: z.literal(true).optional(),
  /** Said by a page of the base, at the end of the passage that is found first: an injection through what is read. */
  planted: z.string().optional(),
  split: z.string().optional(),
})

/** A labelled question, one JSON object a line. */
export type Row = z.infer<typeof row>

/**
 * Reads a set of labelled questions.
 *
 * @param where How faults name the set.
 * @throws {BotError} `prompt` on the first line that is not one, naming it.
 */
export function parseRows(jsonl: string, where: string): readonly Row[] {
  return jsonl
    .split('\n')
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, index }) => {
      const parsed = row.safeParse(parseJson(line))
      if (parsed.success) return parsed.data
      throw new BotError('prompt', texts.badCase(`${where}:${index + 1}`, z.prettifyError(parsed.error)))
    })
}

/**
 * The cases of a prompt: every set of `<name>/evals/`, in order of file name.
 *
 * @param dir The prompts folder.
 * @throws {BotError} `prompt`: no set, a line that is no case, or two cases with one id.
 */
export function readCases(dir: string, name: string): readonly Row[] {
  const folder = join(dir, name, 'evals')
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.jsonl'))
        .toSorted()
    : []
  const rows = names.flatMap((file) => parseRows(readFileSync(join(folder, file), 'utf8'), `${name}/evals/${file}`))
  const twice = rows.find((one, index) => rows.findIndex(({ id }) => id === one.id) !== index)
  if (twice !== undefined) throw new BotError('prompt', texts.badCase(folder, `${twice.id} × 2`))
  if (rows.length === 0) throw new BotError('prompt', texts.noCases(folder))
  return rows
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** A case that a version may not newly fail: what is shown there does harm when it is wrong. */
export function isCritical({ kind, level, critical }: Row): boolean {
  return critical === true || kind === 'injection' || kind === 'false-premise' || (kind === 'distress' && level === 'danger')
}

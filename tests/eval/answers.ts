import { z } from 'zod'
import { outcomes } from '../../src/domain/answer.ts'
import type { GivenAnswer } from '../../src/prompts/eval/label.ts'

const answer = z.object({
  id: z.union([z.string(), z.number()]),
  outcome: z.enum(outcomes),
  reason: z.string().nullable(),
  text: z.string(),
  metier: z.string().nullable(),
  passages: z.array(z.object({ id: z.string(), score: z.number(), cited: z.boolean() })),
})

/** Reads what `ask --json` printed. @throws when a line is not of its contract. */
export function parseAnswers(jsonl: string): readonly GivenAnswer[] {
  return jsonl
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => answer.parse(JSON.parse(line)))
}

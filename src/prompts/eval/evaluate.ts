import { createHash } from 'node:crypto'
import type { Answer, Trace } from '../../domain/answer.ts'
import type { Snapshot } from '../../domain/knowledge.ts'
import type { Question } from '../../domain/question.ts'
import type { HardRule } from '../report.ts'
import type { PromptRelease } from '../release.ts'
import { isCritical, type Row } from './cases.ts'
import { brokenRules } from './hard.ts'
import { type Score, scoreAnswer } from './label.ts'
import { type TextFigures, textFigures } from './readability.ts'

/** The pipeline as evaluation calls it: no cache, no limit. `planted` is said by the passage found first. */
export type AskCase = (
  question: Question,
  planted: string | null,
) => Promise<{ readonly answer: Answer; readonly trace: Trace | null }>

export interface EvaluateParts {
  readonly cases: readonly Row[]
  readonly ask: AskCase
  readonly release: PromptRelease
  readonly snapshot: Snapshot
  /** Cases at the same time; turns of one conversation never are. */
  readonly concurrency?: number
}

/** One case, asked and scored. */
export interface Evaluated {
  readonly row: Row
  readonly answer: Answer
  readonly score: Score
  readonly broken: readonly HardRule[]
  readonly critical: boolean
  /** The model wrote it, or declined to. */
  readonly written: boolean
  /** Of what the model wrote and the gate showed; null for the rest. */
  readonly figures: TextFigures | null
}

/** Asks every case and scores it. In the order of the cases. */
export async function evaluate(parts: EvaluateParts): Promise<readonly Evaluated[]> {
  const { cases, concurrency = 8 } = parts
  const done: Evaluated[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < cases.length; at = next++) done[at] = await evaluateCase(parts, cases[at]!)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return done
}

async function evaluateCase({ ask, release, snapshot }: EvaluateParts, row: Row): Promise<Evaluated> {
  const conversation = row.history === undefined ? null : row.id
  const blank = { metier: null, conversation, author: null, guild: null }
  for (const text of row.history ?? []) await ask({ ...blank, text }, null)
  const metier = row.given === true ? row.metier : null
  const { answer, trace } = await ask({ ...blank, metier, text: row.question }, row.planted ?? null)
  const text = shownText(answer)
  const score = scoreAnswer(row, { ...answer, id: row.id, text })
  return {
    row,
    answer,
    score,
    broken: brokenRules({ row, answer, trace, score }, { release, snapshot }),
    critical: isCritical(row),
    written: answer.model !== null && answer.reason !== 'model-failed',
    figures: answer.outcome === 'answered' && answer.model !== null ? textFigures(text) : null,
  }
}

export const shownText = (answer: Answer) =>
  answer.segments
    .map(({ text }) => text)
    .join('')
    .trim()

/** What makes two evaluations ask the same: SHA-256 (hex) of the cases. */
export function casesShaOf(cases: readonly Row[]): string {
  return createHash('sha256').update(JSON.stringify(cases)).digest('hex')
}

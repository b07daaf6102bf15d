import { readFileSync } from 'node:fs'
import { parseRows, type Row } from '../../src/prompts/eval/cases.ts'

/** Questions written by others than those who tuned, from the pages alone: neither the students' phrasings nor the other sets were seen. */
export function readFreshCases(): readonly Row[] {
  return parseRows(readFileSync(new URL('questions.jsonl', import.meta.url), 'utf8'), 'tests/eval/questions.jsonl')
}

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failures, toMarkdown } from '../eval/report.ts'
import { parseRows, readCases, type Row } from '../../src/prompts/eval/cases.ts'
import { type GivenAnswer, type Score, scoreSet } from '../../src/prompts/eval/label.ts'
import { parseAnswers } from '../eval/answers.ts'
import { readFreshCases } from '../eval/fresh.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** When the profession goes with the question: where the row says so, always (as `/metier` would), never. */
type Choice = 'as-labelled' | 'always' | 'never'

/** Asks a whole set through the real command, without a model. Earlier turns go before, in the row's own conversation. */
async function askSet(rows: readonly Row[], choice: Choice): Promise<readonly GivenAnswer[]> {
  const logDir = await mkdtemp(join(tmpdir(), 'sextant-answers-'))
  try {
    return parseAnswers(await runAsk(rows.flatMap((row) => linesOf(row, choice)).join('\n'), logDir))
  } finally {
    await rm(logDir, { recursive: true, force: true })
  }
}

function linesOf(row: Row, choice: Choice): readonly string[] {
  const chosen = choice === 'always' || (choice === 'as-labelled' && row.given === true)
  const metier = chosen && row.metier !== null ? { metier: row.metier } : {}
  const conversation = row.history === undefined ? {} : { conversation: row.id }
  const earlier = (row.history ?? []).map((question, turn) => ({ id: `${row.id}/${turn}`, question, ...conversation }))
  return [...earlier, { id: row.id, question: row.question, ...metier, ...conversation }].map((line) => JSON.stringify(line))
}

function runAsk(input: string, logDir: string): Promise<string> {
  const env = { ...process.env, DATABASE_URL: 'sqlite::memory:', LOG_DIR: logDir }
  const child = spawn(process.execPath, ['src/main.ts', 'ask', '--json', '--offline'], { cwd: root, env })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  child.stdin.end(`${input}\n`)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'))
      else reject(new Error(`ask ended with ${code}: ${Buffer.concat(err).toString('utf8').slice(-2000)}`))
    })
  })
}

interface Run {
  readonly title: string
  readonly rows: readonly Row[]
  readonly answers: readonly GivenAnswer[]
  readonly scores: readonly Score[]
}

async function runAll(): Promise<readonly Run[]> {
  // A passage that was tampered with is nothing that a student can ask for.
  const ownRows = readCases(join(root, 'prompts'), 'answer').filter((row) => row.planted === undefined)
  const runs = [await run(`${ownRows.length} own questions (prompts/answer/evals)`, ownRows, 'as-labelled')]
  const fresh = readFreshCases()
  runs.push(await run(`${fresh.length} questions that others wrote (tests/eval/questions.jsonl)`, fresh, 'as-labelled'))
  const data = process.env['SEXTANT_DATA']
  if (data === undefined || data === '') return runs
  const dev = parseRows(await readFile(join(data, 'questions.dev.jsonl'), 'utf8'), 'questions.dev.jsonl')
  runs.push(await run(`${dev.length} questions of questions.dev.jsonl, nothing chosen`, dev, 'never'))
  runs.push(await run(`${dev.length} questions of questions.dev.jsonl, the profession chosen`, dev, 'always'))
  return runs
}

async function run(title: string, rows: readonly Row[], choice: Choice): Promise<Run> {
  const answers = await askSet(rows, choice)
  return { title, rows, answers, scores: scoreSet(rows, answers) }
}

const toSection = ({ title, scores }: Run) => `### Answers without a model: ${title}\n\n${toMarkdown(scores)}`

/** Markdown tables: what the real command answers, offline, to the labelled questions. */
export async function answers(): Promise<string> {
  return (await runAll()).map(toSection).join('\n\n')
}

/** Each failing row with its question, what was missing and the answer; the held half is never shown. */
function verbose({ title, rows, answers: given, scores }: Run): string {
  const answerOf = new Map(given.map((answer) => [String(answer.id), answer]))
  const shown = scores.flatMap((score, index) => {
    const row = rows[index]!
    if (score.pass || score.half === 'held') return []
    const answer = answerOf.get(row.id)
    const asked = [...(row.history ?? []), row.question].join('  →  ')
    const passages = (answer?.passages ?? []).map(
      ({ id, score: points, cited }) => `${cited ? '*' : ''}${id} ${points.toFixed(2)}`,
    )
    return [
      `[${row.id}] ${row.kind} ${row.metier ?? '–'} (got ${answer?.metier ?? '–'}): ${asked}\n  ${score.why}\n  ${passages.join(', ')}\n  ${answer?.text.trim().replaceAll('\n', '\n  ') ?? ''}`,
    ]
  })
  return `## ${title}\n\n${shown.join('\n\n')}`
}

if (import.meta.main) {
  const runs = await runAll()
  console.log(runs.map(toSection).join('\n\n'))
  const details = process.argv.includes('--verbose')
    ? runs.map(verbose)
    : runs.map(({ title, scores }) => `## Failing: ${title}\n\n${failures(scores)}`)
  console.log(`\n${details.join('\n\n')}`)
}

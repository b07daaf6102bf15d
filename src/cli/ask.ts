import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Answer } from '../domain/answer.ts'
import type { Ask } from '../domain/ports.ts'
import type { Question } from '../domain/question.ts'
import { cli as texts } from '../texts/fr/cli.ts'
import { type AskedLine, cutText, readLine, type Who } from './questions.ts'
import { showAnswer } from './show-answer.ts'

export interface AskCommand {
  readonly ask: Ask
  /** What the pipeline may know of a `user`. */
  readonly who: Who
  /** `--metier`, for lines that name none. */
  readonly metier: string | null
  readonly json: boolean
  readonly output: Writable
}

/** Questions answered at the same time; turns of one conversation never are. */
const concurrency = 8

/** Answers one question of the command line. */
export async function askOne(text: string, command: AskCommand): Promise<void> {
  const question: Question = { text, metier: command.metier, conversation: null, author: null, guild: null }
  command.output.write(`${await answerLine({ kind: 'question', id: 1, question }, text, command)}\n`)
}

/** Answers one question a line, in order; a line that cannot be read yields an outcome `error`, and the run goes on. */
export async function askLines(input: Readable, command: AskCommand): Promise<{ asked: number }> {
  const answered: Promise<string>[] = []
  const conversations = new Map<string, Promise<string>>()
  const print = async () => command.output.write(`${await answered.shift()!}\n`)
  let line = 0
  let asked = 0
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1
    if (text.trim() === '') continue
    asked += 1
    const read = readLine(text, line, command.metier, command.who)
    const conversation = read.kind === 'question' ? read.question.conversation : null
    const before = conversation === null ? undefined : conversations.get(conversation)
    const answer = Promise.resolve(before).then(() => answerLine(read, text, command))
    if (conversation !== null) conversations.set(conversation, answer)
    answered.push(answer)
    if (answered.length >= concurrency) await print()
  }
  while (answered.length > 0) await print()
  return { asked }
}

async function answerLine(read: AskedLine, text: string, command: AskCommand): Promise<string> {
  if (read.kind === 'unreadable') {
    const sentence = texts.unreadableLine(read.line)
    return command.json ? JSON.stringify({ ...unreadable, id: read.id, question: cutText(text), text: sentence }) : sentence
  }
  const answer = await command.ask(read.question)
  return command.json ? JSON.stringify(toJson(read.id, read.question.text, answer)) : showAnswer(answer)
}

/** The object that `--json` prints: a contract with tools outside the project. */
function toJson(id: string | number, question: string, answer: Answer): object {
  const { outcome, reason, segments, metier, passages, citations, traceId, prompt, model, checks, ms } = answer
  const sources = [...new Map(citations.flatMap((citation) => citation.sources).map((source) => [source.id, source])).values()]
  const text = segments.map((segment) => segment.text).join('')
  return { id, question, outcome, reason, text, segments, metier, passages, sources, traceId, prompt, model, checks, ms }
}

const unreadable = {
  id: 0 as string | number,
  question: '',
  outcome: 'error',
  reason: 'unreadable',
  text: '',
  segments: [],
  metier: null,
  passages: [],
  sources: [],
  traceId: null,
  prompt: null,
  model: null,
  checks: null,
  ms: null,
}

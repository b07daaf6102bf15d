import { request } from 'node:http'
import type { Answer } from '../../src/domain/answer.ts'
import type { Ask } from '../../src/domain/ports.ts'
import type { Question } from '../../src/domain/question.ts'
import { startWeb, type Web, type WebOptions } from '../../src/web/server.ts'
import { answerWith } from './answers.ts'

const professions = [
  { slug: 'data-analyst', title: 'Data analyst' },
  { slug: 'prompt-engineer', title: 'Prompt engineer' },
]

export interface Started extends Web {
  /** What was asked so far. */
  readonly asked: readonly Question[]
  /** Names of the errors that were logged. */
  readonly logged: readonly string[]
  readonly port: number
}

/** The page on a free port; it answers at once unless told otherwise. */
export async function startPage(
  ask: (question: Question) => Promise<Answer> | Answer = () => answerWith(),
  options: Partial<WebOptions> = {},
): Promise<Started> {
  const asked: Question[] = []
  const logged: string[] = []
  const log = { info: () => undefined, warn: () => undefined, error: (event: string) => void logged.push(event) }
  const recorded: Ask = async (question) => {
    asked.push(question)
    return ask(question)
  }
  const state = () => ({ kbSha: 'abc', model: null })
  const web = await startWeb({
    ask: recorded,
    professions: () => professions,
    state,
    host: '127.0.0.1',
    port: 0,
    log,
    ...options,
  })
  if (web === null) throw new Error('no free port')
  return { ...web, asked, logged, port: Number(new URL(web.url).port) }
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** One request with exactly these headers (fetch would set or forbid some). */
export function send(
  web: Web,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, web.url), { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      )
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

export const formHeaders = (web: Web) => ({ origin: web.url, 'content-type': 'application/x-www-form-urlencoded' })

/** Sends the page's form as a browser does. */
export function post(web: Web, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Reply> {
  return send(web, 'POST', '/', { ...formHeaders(web), ...headers }, new URLSearchParams(fields).toString())
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the double does with one request. Pieces of text are streamed as chunks in the documented shape. */
export type ModelScript =
  | { readonly kind: 'answer'; readonly pieces: readonly string[]; readonly finishReason?: string; readonly usage?: boolean }
  /** Streams the pieces, then never sends another byte. */
  | { readonly kind: 'stall'; readonly pieces: readonly string[] }
  /** Streams the pieces, then closes cleanly without a finish_reason. */
  | { readonly kind: 'cut'; readonly pieces: readonly string[] }
  /** Streams the pieces, then destroys the connection. */
  | { readonly kind: 'reset'; readonly pieces: readonly string[] }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'page' }
  | { readonly kind: 'status'; readonly status: number; readonly param?: string; readonly headers?: Record<string, string> }

interface ModelCall {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly [setting: string]: unknown
}

export interface ModelDouble {
  /** For OPENAI_BASE_URL. */
  readonly baseUrl: string
  /** Bodies received so far. */
  readonly calls: readonly ModelCall[]
  /** Connections on which the client hung up before the end. */
  readonly hangUps: () => number
  stop(): Promise<void>
}

/** An OpenAI-compatible server whose answers the test writes: a function of the request, called once a request. */
export async function startModelDouble(script: (call: ModelCall, index: number) => ModelScript): Promise<ModelDouble> {
  const calls: ModelCall[] = []
  let hangUps = 0
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) hangUps += 1
    })
    void readBody(request).then((body) => {
      const call = JSON.parse(body) as ModelCall
      calls.push(call)
      play(script(call, calls.length - 1), call.model, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    hangUps: () => hangUps,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

function play(script: ModelScript, model: string, response: ServerResponse): void {
  switch (script.kind) {
    case 'status': {
      const error = {
        message: `refused ${script.param ?? ''}`,
        type: 'invalid_request_error',
        param: script.param ?? null,
        code: null,
      }
      response.writeHead(script.status, { 'content-type': 'application/json', ...script.headers })
      response.end(JSON.stringify({ error }))
      return
    }
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<html><body>Connexion requise</body></html>')
      return
    case 'malformed':
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end('data: {"choices": [{"delta": {"content": "demi\n\n')
      return
    default:
      response.writeHead(200, { 'content-type': 'text/event-stream' })
  }
  const send = (data: object) =>
    response.write(`data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model, ...data })}\n\n`)
  for (const content of script.pieces) send({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })
  if (script.kind === 'stall') return
  if (script.kind === 'reset') {
    response.write('', () => response.destroy())
    return
  }
  if (script.kind === 'answer') {
    send({ choices: [{ index: 0, delta: {}, finish_reason: script.finishReason ?? 'stop' }] })
    if (script.usage ?? true) send({ choices: [], usage: { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 } })
    response.write('data: [DONE]\n\n')
  }
  response.end()
}

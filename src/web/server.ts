import { createServer, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { BotError } from '../domain/error.ts'
import { web as texts } from '../texts/fr/web.ts'
import { createPage, type PageOptions } from './routes.ts'

export interface WebOptions extends PageOptions {
  /** A loopback address: there is no login. */
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** How long `stop` waits for answers under way. */
  readonly graceMs?: number
}

export interface Web {
  readonly url: string
  /** Takes no new question, waits for the answers under way, closes every connection. */
  stop(): Promise<void>
}

/** The longest that an answer may take, and a little more. */
const defaultGraceMs = 35_000
/** A question that takes longer to arrive is no question. */
const requestTimeoutMs = 15_000

/**
 * Serves the local page: asking only, on this machine only. A page of another site can neither reach it under another
 * name (Host is checked) nor post to it (Origin is).
 *
 * @returns Null when the port is taken.
 * @throws {BotError} `config`, in French, when the address cannot be used at all.
 */
export async function startWeb(options: WebOptions): Promise<Web | null> {
  let names: readonly string[] = []
  const server = await listen(createPage(options, () => names).fetch, options)
  if (server === null) return null
  const underWay = followAnswers(server)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  const authority = (host: string) => new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`).host
  names = [...new Set([options.host, '127.0.0.1', '::1', 'localhost'].map(authority))]
  let stopped: Promise<void> | null = null
  return {
    url: `http://${names[0]}`,
    stop: () => (stopped ??= stop(server, underWay, options.graceMs ?? defaultGraceMs)),
  }
}

/** Null when the port is taken. */
function listen(fetch: (request: Request) => Response | Promise<Response>, { host, port }: WebOptions): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer({ requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs }, getRequestListener(fetch))
    server.once('listening', () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.name
      if (code === 'EADDRINUSE') resolve(null)
      else reject(new BotError('config', texts.cannotListen(host, port, code), { cause: error }))
    })
    server.listen(port, host)
  })
}

/** Responses that are not wholly sent yet; kept current by the server. */
function followAnswers(server: Server): ReadonlySet<ServerResponse> {
  const underWay = new Set<ServerResponse>()
  server.on('request', (_, response: ServerResponse) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
  })
  return underWay
}

/**
 * Node's own `close` would wait for ever for a browser that keeps a connection open without asking anything, so what is
 * still open after the last answer is closed.
 */
async function stop(server: Server, underWay: ReadonlySet<ServerResponse>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const sent = Promise.all(
    [...underWay].map((response) => new Promise<void>((resolve) => response.once('close', () => resolve()))),
  )
  let timer: NodeJS.Timeout | undefined
  const graceOver = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)))
  await Promise.race([sent, graceOver])
  clearTimeout(timer)
  server.closeAllConnections()
  await closed
}

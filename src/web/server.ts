import { readFileSync } from 'node:fs'
import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { stream } from 'hono/streaming'
import type { Ask, Log } from '../domain/ports.ts'
import { web as texts } from '../texts/fr/web.ts'
import { pageAnswer, pageBottom, type PageProfession, pageTop } from './page.ts'

export interface WebOptions {
  readonly ask: Ask
  readonly professions: () => readonly PageProfession[]
  /** A loopback address: there is no login. */
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly log: Log
}

export interface Web {
  readonly url: string
  stop(): Promise<void>
}

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="#5865f2"/><path d="M8 2 10 8 8 14 6 8z" fill="#fff"/></svg>'
const maxBodyBytes = 16 * 1024

/**
 * Serves the local page: asking only, on this machine only. A page of another site can neither reach it under another
 * name (Host is checked) nor post to it (Origin is).
 *
 * @returns Null when the port is taken.
 */
export async function startWeb(options: WebOptions): Promise<Web | null> {
  let authority = ''
  const server = await listen(createPage(options, () => authority), options)
  if (server === null) return null
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  authority = `${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`
  return { url: `http://${authority}`, stop: () => stop(server) }
}

function createPage({ ask, professions, log }: WebOptions, authority: () => string): Hono {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'self'"], imgSrc: ["'self'"], formAction: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
      referrerPolicy: 'no-referrer',
    }),
  )
  app.use(async (context, next) => {
    const names = [authority(), authority().replace(/^127\.0\.0\.1|^\[::1\]/, 'localhost')]
    if (!names.includes(context.req.header('host') ?? '')) return context.text(texts.wrongHost, 403)
    const origin = context.req.header('origin')
    if (context.req.method === 'POST' && !names.some((name) => origin === `http://${name}`)) return context.text(texts.wrongOrigin, 403)
    return next()
  })
  app.get('/style.css', (context) => context.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/icon.svg', (context) => context.body(icon, 200, { 'content-type': 'image/svg+xml' }))
  app.get('/', async (context) => context.html(`${await pageTop(professions(), null)}${pageBottom}`))
  app.post('/', bodyLimit({ maxSize: maxBodyBytes, onError: (context) => context.text(texts.tooLarge, 413) }), async (context) => {
    const form = await context.req.parseBody()
    const asked = { question: textOf(form['question']), metier: textOf(form['metier']) }
    context.header('content-type', 'text/html; charset=utf-8')
    // The question shows at once, while the answer is being written.
    return stream(context, async (out) => {
      await out.write(`${await pageTop(professions(), asked)}\n`)
      const answer = await ask({ text: asked.question, metier: asked.metier || null, conversation: null, author: null, guild: null })
      await out.write(`${await pageAnswer(answer)}${pageBottom}`)
    })
  })
  app.notFound((context) => context.text(texts.notFound, 404))
  app.onError((error, context) => {
    log.error('page-failed', error)
    return context.text(texts.notFound, 500)
  })
  return app
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Null when the port is taken. */
function listen(app: Hono, { host, port }: WebOptions): Promise<ServerType | null> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port })
    server.once('listening', () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)))
  })
}

/** Answers under way are waited for: the requests end by themselves within the answer's deadline. */
function stop(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}

import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { stream } from 'hono/streaming'
import type { Ask, Log } from '../domain/ports.ts'
import { web as texts } from '../texts/fr/web.ts'
import { type Asked, renderAnswer, renderFailure } from './message.ts'
import { pageBottom, type PageProfession, pageTop } from './page.ts'

export interface PageOptions {
  readonly ask: Ask
  /** Those to choose from, as they are served now. */
  readonly professions: () => readonly PageProfession[]
  /** What runs and how it is, for `/readyz`; no secret, no text. */
  readonly state: () => Readonly<Record<string, string | number | null>>
  readonly log: Log
}

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="20" fill="#5865f2"/><path d="m20 7 4.5 13L20 33l-4.5-13z" fill="#fff"/><circle cx="20" cy="20" r="2" fill="#5865f2"/></svg>'
/** 4,000 characters, each in up to nine bytes of a form, with room to spare. */
const maxBodyBytes = 64 * 1024

/** @param names `host:port` under which the page may be asked for. */
export function createPage(options: PageOptions, names: () => readonly string[]): Hono {
  const app = new Hono()
  app.use(headers())
  app.use(async (context, next) => {
    if (!names().includes(context.req.header('host') ?? '')) return context.text(texts.wrongHost, 403)
    context.header('cache-control', 'no-store')
    return next()
  })
  app.get('/style.css', (context) => context.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/icon.svg', (context) => context.body(icon, 200, { 'content-type': 'image/svg+xml' }))
  app.get('/', async (context) => context.html(`${await pageTop(options.professions(), null)}${pageBottom}`))
  app.get('/healthz', (context) => context.text('ok'))
  app.get('/readyz', (context) => context.json(options.state()))
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: (context) => context.text(texts.tooLarge, 413, { connection: 'close' }),
  })
  app.post('/', fromHere(names), limit, (context) => answerForm(context, options))
  app.all('/', (context) => context.text(texts.notAllowed, 405, { allow: 'GET, HEAD, POST' }))
  for (const file of ['/style.css', '/icon.svg'])
    app.all(file, (context) => context.text(texts.notAllowed, 405, { allow: 'GET, HEAD' }))
  app.notFound((context) => context.text(texts.notFound, 404))
  app.onError((error, context) => {
    options.log.error('page-failed', error)
    return context.text(texts.failed, 500)
  })
  return app
}

function headers() {
  const self = ["'self'"]
  const none = ["'none'"]
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      styleSrc: self,
      imgSrc: self,
      formAction: self,
      baseUri: none,
      frameAncestors: none,
    },
    // Not `no-referrer`: browsers would then send the page's own form with `Origin: null`.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
  })
}

/** A form of this page alone: browsers send Origin with every POST. */
function fromHere(names: () => readonly string[]) {
  return async (context: Context, next: () => Promise<void>) => {
    const origin = context.req.header('origin')
    if (!names().some((name) => origin === `http://${name}`)) return context.text(texts.wrongOrigin, 403)
    return next()
  }
}

async function answerForm(context: Context, { ask, professions, log }: PageOptions): Promise<Response> {
  const form = await context.req.parseBody().catch(() => null)
  if (form === null) return context.text(texts.unreadable, 400)
  const asked: Asked = { question: textOf(form['question']), metier: textOf(form['metier']) }
  const listed = professions()
  const titleOf = (slug: string) => listed.find((profession) => profession.slug === slug)?.title ?? slug
  context.header('content-type', 'text/html; charset=utf-8')
  // The question shows at once, while the answer is being written.
  return stream(context, async (out) => {
    // What `html` makes is a String object, which the stream would take for bytes.
    await out.write((await pageTop(listed, asked)).toString())
    const question = { text: asked.question, metier: asked.metier || null, conversation: null, author: null, guild: null }
    const shown = await ask(question).then(
      (answer) => renderAnswer(answer, asked, titleOf),
      (error: unknown) => {
        log.error('page-failed', error)
        return renderFailure()
      },
    )
    await out.write(`${shown}${pageBottom}`)
  })
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

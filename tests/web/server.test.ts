import { once } from 'node:events'
import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/domain/answer.ts'
import { answerWith } from './answers.ts'
import { formHeaders, post, send, startPage, type Started } from './page.ts'

const running: Started[] = []
const start = async (...parameters: Parameters<typeof startPage>) => {
  const page = await startPage(...parameters)
  running.push(page)
  return page
}
afterEach(() => Promise.all(running.splice(0).map((page) => page.stop())))

describe('the local page: who may reach it', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]'])('answers under its own name %s', async (name) => {
    const page = await start()
    expect((await send(page, 'GET', '/', { host: `${name}:${page.port}` })).status).toBe(200)
  })

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1',
    'localhost:1',
    '127.0.0.1:PORT.evil.example',
    'evil@127.0.0.1:PORT',
  ])('refuses the foreign name “%s” (DNS rebinding)', async (name) => {
    const page = await start()
    for (const method of ['GET', 'POST']) {
      const reply = await send(
        page,
        method,
        '/',
        { ...formHeaders(page), host: name.replace('PORT', String(page.port)) },
        method === 'POST' ? 'question=a' : undefined,
      )
      expect(reply.status).toBeGreaterThanOrEqual(400)
    }
    expect(page.asked).toEqual([])
  })

  it.each([
    ['another site', 'https://evil.example'],
    ['a sandboxed page', 'null'],
    ['another port of this machine', 'http://127.0.0.1:1'],
    ['its own name over https', 'https://127.0.0.1:PORT'],
    ['nothing', ''],
  ])('refuses a question that comes from %s', async (_, origin) => {
    const page = await start()
    const reply = await send(
      page,
      'POST',
      '/',
      { ...formHeaders(page), origin: origin.replace('PORT', String(page.port)) },
      'question=a',
    )
    expect(reply).toMatchObject({ status: 403, text: expect.stringContaining('recharge-la') })
    const { origin: own, ...without } = formHeaders(page)
    expect(own).toBe(page.url)
    expect((await send(page, 'POST', '/', without, 'question=a')).status).toBe(403)
    expect(page.asked).toEqual([])
  })

  it('forbids scripts, frames and everything from elsewhere, and keeps nothing', async () => {
    const page = await start()
    for (const reply of [await send(page, 'GET', '/'), await post(page, { question: 'a' })]) {
      const policy = String(reply.headers['content-security-policy'])
      expect(policy.split('; ').toSorted()).toEqual([
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "style-src 'self'",
      ])
      expect(reply.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-store',
      })
      expect(reply.headers['content-type']).toMatch(/^text\/html; charset=utf-8$/i)
      expect(reply.text).not.toMatch(/<script|javascript:| on[a-z]+=|style="/i)
    }
  })
})

describe('the local page: requests', () => {
  it('passes the question and the chosen profession on, naming nobody', async () => {
    const page = await start()
    await post(page, { question: 'Combien gagne-t-on ? 💶', metier: 'data-analyst' })
    await post(page, { question: 'Combien ?', metier: '' })
    expect(page.asked).toEqual([
      { text: 'Combien gagne-t-on ? 💶', metier: 'data-analyst', conversation: null, author: null, guild: null },
      { text: 'Combien ?', metier: null, conversation: null, author: null, guild: null },
    ])
  })

  it('takes 4,000 characters of any alphabet and refuses what is far longer', async () => {
    const page = await start()
    const longest = '漢'.repeat(4000)
    expect((await post(page, { question: longest })).status).toBe(200)
    expect(page.asked[0]!.text).toBe(longest)
    expect(await send(page, 'POST', '/', formHeaders(page), `question=${'a'.repeat(70_000)}`)).toMatchObject({
      status: 413,
      text: expect.stringContaining('trop long'),
    })
    const chunked = { ...formHeaders(page), 'transfer-encoding': 'chunked' }
    expect((await send(page, 'POST', '/', chunked, `question=${'a'.repeat(70_000)}`)).status).toBe(413)
    expect(page.asked).toHaveLength(1)
  })

  it.each([
    ['no form at all', 'text/plain', 'hello'],
    ['JSON', 'application/json', '{"question":"a"}'],
    [
      'a file in place of the question',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="question"; filename="a"\r\n\r\na\r\n--x--\r\n',
    ],
    ['a broken form', 'multipart/form-data; boundary=x', 'nothing of the kind'],
    ['bytes that are no text', 'application/x-www-form-urlencoded', 'question=%ff%00%ed%a0%80&metier=%00'],
  ])('survives %s', async (_, type, body) => {
    const page = await start()
    const reply = await send(page, 'POST', '/', { origin: page.url, 'content-type': type }, body)
    expect([200, 400]).toContain(reply.status)
    expect((await send(page, 'GET', '/')).status).toBe(200)
    expect(page.logged).toEqual([])
  })

  it('says in French what is not there and what is not done so', async () => {
    const page = await start()
    expect(await send(page, 'GET', '/rien')).toMatchObject({ status: 404, text: expect.stringContaining('à la racine') })
    expect((await send(page, 'GET', '/../package.json')).status).toBe(404)
    expect(await send(page, 'PUT', '/', formHeaders(page), 'question=a')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD, POST' },
    })
    expect(await send(page, 'POST', '/style.css', formHeaders(page))).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    })
    expect((await send(page, 'OPTIONS', '/')).status).toBe(405)
    expect(page.asked).toEqual([])
  })

  it('answers HEAD like GET without a body', async () => {
    const page = await start()
    for (const path of ['/', '/style.css', '/icon.svg']) {
      const [head, get] = [await send(page, 'HEAD', path), await send(page, 'GET', path)]
      expect(head).toMatchObject({ status: 200, text: '' })
      expect(get.text).not.toBe('')
      expect(head.headers['content-type']).toBe(get.headers['content-type'])
    }
  })

  it('shows the question before the answer is there', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const page = await start(() => promise)
    const sent = request(page.url, { method: 'POST', headers: formHeaders(page), agent: false })
    sent.end('question=Combien+%3F')
    const [response] = await once(sent, 'response')
    const [first] = await once(response, 'data')
    expect(String(first)).toContain('Combien ?')
    expect(String(first)).toContain('Sextant réfléchit')
    expect(String(first)).not.toContain('7K3M9QX2TB')
    resolve(answerWith())
    let rest = ''
    for await (const chunk of response) rest += String(chunk)
    expect(rest).toContain('7K3M9QX2TB')
    expect(rest).toMatch(/<\/html>\s*$/)
  })

  it('says that it failed when the pipeline breaks its promise never to throw, and logs it', async () => {
    const page = await start(() => Promise.reject(new Error('secret détail')))
    const reply = await post(page, { question: 'a' })
    expect(reply.text).toContain('Quelque chose s’est mal passé')
    expect(reply.text).not.toContain('secret')
    expect(reply.text).toMatch(/<\/html>\s*$/)
    expect(page.logged).toEqual(['page-failed'])
  })

  it('goes on when a reader leaves before the answer', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const page = await start((question) => (question.text === 'parti' ? promise : answerWith()))
    const sent = request(page.url, { method: 'POST', headers: formHeaders(page), agent: false })
    sent.on('error', () => undefined)
    sent.end('question=parti')
    const [response] = await once(sent, 'response')
    await once(response, 'data')
    sent.destroy()
    await once(sent, 'close')
    resolve(answerWith())
    expect((await post(page, { question: 'resté' })).text).toContain('7K3M9QX2TB')
    expect(page.logged).toEqual([])
  })
})

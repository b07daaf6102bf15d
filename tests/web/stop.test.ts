import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/domain/answer.ts'
import { startWeb, type WebOptions } from '../../src/web/server.ts'
import { answerWith } from './answers.ts'
import { formHeaders, send, startPage } from './page.ts'

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'))

describe('the local page: start and stop', () => {
  it('is null when the port is taken', async () => {
    const page = await startPage()
    expect(await startWeb(optionsOn('127.0.0.1', page.port))).toBeNull()
    await page.stop()
  })

  it('says in French when the address cannot be used at all', async () => {
    await expect(startWeb(optionsOn('192.0.2.1', 8080))).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringMatching(/192\.0\.2\.1:8080 \(EADDRNOTAVAIL\).*CONSOLE_HOST/),
    })
  })

  it.skipIf(!hasIpv6)('writes an IPv6 address as a browser wants it', async () => {
    const page = await startPage(undefined, { host: '::1' })
    expect(page.url).toBe(`http://[::1]:${page.port}`)
    expect((await send(page, 'GET', '/')).status).toBe(200)
    await page.stop()
  })

  it('waits, when stopping, for an answer under way and takes no new question', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const page = await startPage(() => promise)
    const sent = request(page.url, { method: 'POST', headers: formHeaders(page), agent: false })
    sent.end('question=a')
    const [response] = await once(sent, 'response')
    const order: string[] = []
    const stopped = page.stop().then(() => order.push('stopped'))
    await expect(send(page, 'GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(order).toEqual([])
    resolve(answerWith())
    let text = ''
    for await (const chunk of response) text += String(chunk)
    await stopped
    expect(text).toMatch(/7K3M9QX2TB[^]*<\/html>\s*$/)
  })

  it('stops at once although browsers keep connections open, used, unused or with half a request', async () => {
    const page = await startPage()
    const lines = ['', `GET / HTTP/1.1\r\nHost: 127.0.0.1:${page.port}\r\n\r\n`, 'GET / HT']
    const sockets = await Promise.all(
      lines.map(async (line) => {
        const socket = connect(page.port, '127.0.0.1')
        await once(socket, 'connect')
        if (line !== '') socket.write(line)
        if (line.endsWith('\r\n\r\n')) await once(socket, 'data')
        socket.on('error', () => undefined)
        return socket
      }),
    )
    const closed = Promise.all(sockets.map(whenClosed))
    await page.stop()
    await closed
  }, 3000)

  it('gives up waiting for an answer that never comes, and stops only once', async () => {
    const page = await startPage(() => new Promise<Answer>(() => undefined), { graceMs: 50 })
    const sent = request(page.url, { method: 'POST', headers: formHeaders(page), agent: false })
    sent.end('question=a')
    const [response] = await once(sent, 'response')
    await Promise.all([page.stop(), page.stop(), whenClosed(response)])
  }, 3000)

  /** Resolves however it ends; a reset is an end too. */
  const whenClosed = (readable: Readable) =>
    new Promise<void>((resolve) => {
      readable.on('error', () => undefined).once('close', () => resolve())
      readable.resume()
    })

  const optionsOn = (host: string, port: number): WebOptions => ({
    ask: async () => answerWith(),
    professions: () => [],
    state: () => ({}),
    host,
    port,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
})

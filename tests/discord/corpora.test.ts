import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { pagesOf } from '../../src/discord/render/answer.ts'
import { shownText } from '../doubles/discord/payloads.ts'
import { startDiscordDouble } from '../doubles/discord/double.ts'
import { answerOf, citation, saying, text, type Setup } from './bot.ts'
import { closeWorld, openWorld, type World } from './world.ts'

const data = process.env['SEXTANT_DATA']
if (!data)
  console.warn(
    'SEXTANT_DATA is not set: what leaves for Discord is NOT tested on the security corpora, only on cases of our own.',
  )

interface Row {
  readonly id: string
  readonly text: string
  readonly category: string
  readonly meta?: Readonly<Record<string, string>>
}

function rows(file: string): readonly Row[] {
  if (!data) return []
  const lines = readFileSync(join(data, 'security', `${file}.jsonl`), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line): Row => JSON.parse(line))
}

let world: World | null = null
const open = async (setup: Setup): Promise<World> => (world = await openWorld(setup))
afterEach(async () => {
  if (world !== null) await closeWorld(world)
  world = null
})

describe.skipIf(!data)('hostile strings as the answer', () => {
  it.each(['links_markup', 'unicode', 'naughty_strings', 'injection_direct_en', 'markdown_commonmark'])(
    'lead nowhere, ping nobody and hide nothing: %s',
    (file) => {
      const corpus = rows(file)
      expect(corpus.length).toBeGreaterThan(0)
      for (const { id, text } of corpus) {
        const pages = pagesOf({ text, citations: [citation], footer: 'pied' })
        for (const page of pages) {
          expect(page.length, id).toBeLessThanOrEqual(4000)
          expect(page, id).not.toMatch(/(?![\n\t])[\p{C}\p{Default_Ignorable_Code_Point}]/u)
          expect(page, id).not.toMatch(/@everyone|@here|<@/)
        }
        const links = pages.join('\n').match(/[a-z][a-z0-9+.-]*:\/\/[^\s>]*/gi)
        expect(links, id).toEqual([citation.sources[0]!.url])
        expect(pages.join('\n').match(/\]\(/g), id).toHaveLength(1)
        expect(pages.at(-1), id).toMatch(/-# pied$/)
      }
    },
  )

  it('are taken by Discord, each with its sources', { timeout: 60_000 }, async () => {
    const corpus = [...rows('links_markup'), ...rows('unicode')]
    let next = 0
    const { double } = await open({ ask: async () => answerOf({ segments: [{ text: corpus[next++]!.text, cites: [] }] }) })
    for (const { id } of corpus) {
      const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
      const answer = await sent.answer((message) => shownText(message).includes('· trace'))
      expect(shownText(answer), id).toContain('-# [1] Salaire › En France')
    }
    expect(next).toBe(corpus.length)
  })
})

describe.skipIf(!data)('faults of Discord', () => {
  const jsonErrors = rows('discord_faults').filter(
    ({ category, meta }) => category === 'json_error' && /^\d+$/.test(meta?.['code'] ?? ''),
  )

  it('are each met without a raw error shown or a crash, and the next question is answered', { timeout: 60_000 }, async () => {
    const { double, tolerated, bot } = await open({ ask: async () => saying('Une réponse.') })
    tolerated.push('answer-not-delivered')
    expect(jsonErrors.length).toBeGreaterThan(50)
    for (const { meta } of jsonErrors) {
      const { record } = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
      const path = new RegExp(`${record.token}/messages`)
      double.faults.next({ method: 'PATCH', path, status: 400, body: { message: meta!['meaning'], code: Number(meta!['code']) } })
      await double.waitFor('the refusal', () =>
        double.requests.some((request) => request.status === 400 && path.test(request.path)),
      )
      expect(record.original?.content).not.toContain(meta!['meaning']!)
    }
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    expect(answer.content).toContain('Une réponse.')
    expect(await Promise.race([bot.failed, Promise.resolve('alive')])).toBe('alive')
  })

  it.each(
    rows('discord_faults')
      .filter(({ category }) => category === 'gateway_close')
      .map(({ meta }) => [Number(meta!['code']), meta!['reconnect'] === 'true'] as const),
  )('end the bot when the gateway closes with %i, or are reconnected: %s', { timeout: 15_000 }, async (code, reconnects) => {
    const { double, bot } = await open({})
    world!.tolerated.push('shard-error')
    double.faults.gateway.close(code)
    if (!reconnects) return expect(await bot.failed).toMatchObject({ kind: 'config' })
    await double.waitFor('the return', () => double.gateway.stats.resumes + double.gateway.stats.identifies === 2, 12_000)
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    expect(answer.content).toContain(text)
  })

  it('5xx before a start are waited out or said', async () => {
    const double = await startDiscordDouble()
    double.faults.next({ path: /^\/gateway\/bot$/, status: 503, times: 2 })
    const started = await openWorld({ apiUrl: double.apiUrl, token: double.token })
    await closeWorld(started)
    await double.stop()
  })
})

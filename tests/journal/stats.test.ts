import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { durationArgument } from '../../src/cli/arguments.ts'
import { journalStats, journalVote } from '../../src/cli/journal.ts'
import type { App } from '../../src/app.ts'
import { renderStats } from '../../src/journal/show-stats.ts'
import { createJournal } from '../../src/journal/trace.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { createSilentLog } from '../storage/silent-log.ts'
import { malik, sonia, trace, traceLike } from './fixtures.ts'

const hour = 3_600_000
const asked = Date.parse(trace.at)

/** French spaces within numbers, made plain. */
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ')

async function open() {
  const clock = { at: asked + hour }
  const options = { now: () => clock.at, textRetentionDays: 30 }
  const storage = await openStorage({ url: 'sqlite::memory:', log: createSilentLog(), ...options })
  onTestFinished(() => storage.close())
  return { clock, journal: createJournal({ storage, ...options }) }
}

async function busy() {
  const { journal, clock } = await open()
  const record = (traceId: string, ...changes: Parameters<typeof traceLike> extends [string, ...infer R] ? R : never) =>
    journal.record(traceLike(traceId, ...changes))
  await record('0000000000', { at: new Date(asked - 1).toISOString() })
  await record('0000000001', { cost: 0.002 }, { ms: { total: 1000 } })
  await record('0000000002', { cost: null }, { ms: { total: 3000 }, metier: 'data-analyst' })
  await record('0000000003', { usage: null, cost: null }, { outcome: 'abstained', reason: 'no-passage', ms: { total: 2000 } })
  await record('0000000004', { cache: 'hit', cost: 0.002 }, { ms: { total: 2 } })
  await record('0000000005', { usage: null }, { outcome: 'blocked', reason: 'quota', metier: null, ms: { total: 1 } })
  await record(
    '0000000006',
    { question: null, author: null, usage: null, cost: null },
    { outcome: 'redirected', reason: 'danger', ms: { total: 1 } },
  )
  return { journal, clock }
}

describe('stats', () => {
  it('counts what happened since then: outcomes, professions, times, tokens, cost, dangers, votes', async () => {
    const { journal } = await busy()
    await journal.vote('0000000000', 'up', sonia)
    await journal.vote('0000000001', 'down', malik)
    expect(await journal.stats(hour)).toEqual({
      since: trace.at,
      answers: 6,
      cached: 1,
      outcomes: [
        { outcome: 'answered', reason: null, answers: 3 },
        { outcome: 'abstained', reason: 'no-passage', answers: 1 },
        { outcome: 'blocked', reason: 'quota', answers: 1 },
        { outcome: 'redirected', reason: 'danger', answers: 1 },
      ],
      metiers: [
        { metier: 'prompt-engineer', answers: 3 },
        { metier: 'data-analyst', answers: 1 },
      ],
      medianMs: 2000,
      p95Ms: 3000,
      inputTokens: 1800,
      outputTokens: 240,
      cost: expect.closeTo(0.00242) as unknown,
      dangers: 1,
      votes: { up: 1, down: 1 },
    })
  })

  it('takes the 95th percentile among times that were measured, and the mean of the middle two as median', async () => {
    const { journal } = await open()
    for (let index = 1; index <= 20; index++)
      await journal.record(traceLike(String(index).padStart(10, '0'), {}, { ms: { total: index * 10 } }))
    expect(await journal.stats(hour)).toMatchObject({ medianMs: 105, p95Ms: 190 })
    await journal.record(traceLike('0000000021', {}, { ms: { total: 9999 } }))
    expect(await journal.stats(hour)).toMatchObject({ medianMs: 110, p95Ms: 200 })
  })

  it('shows ten professions at most', async () => {
    const { journal } = await open()
    for (let index = 10; index < 22; index++)
      await journal.record(traceLike(`00000000${index}`, {}, { metier: `metier-${index}` }))
    expect((await journal.stats(hour)).metiers).toHaveLength(10)
  })

  it('is nothing but zeros and nulls when nothing happened', async () => {
    const { journal } = await open()
    const stats = await journal.stats(hour)
    expect(stats).toMatchObject({ answers: 0, cached: 0, dangers: 0, medianMs: null, p95Ms: null, cost: null, inputTokens: 0 })
    expect(renderStats(stats)).toContain('Aucune réponse.')
  })

  it('tells no text and no author', async () => {
    const { journal } = await busy()
    await journal.vote('0000000001', 'down', malik)
    const stats = await journal.stats(hour)
    for (const shown of [JSON.stringify(stats), renderStats(stats)]) expect(shown).not.toMatch(/cb gagne|6 000|K3Y0/)
  })
})

describe('journal stats', () => {
  it('is readable French in the terminal, and one object for programs', async () => {
    const { journal } = await busy()
    await journal.vote('0000000001', 'down', malik)
    const shown = plain(renderStats(await journal.stats(hour), { timeZone: 'Europe/Paris' }))
    expect(shown.split('\n')).toEqual([
      'Depuis le 22/11/2026 15:03',
      '',
      'Réponses          6 (dont 1 déjà en mémoire)',
      'Durées            médiane 2 000 ms · 95 % sous 3 000 ms',
      'Jetons            1 800 en entrée, 240 en sortie',
      'Coût              0,0024 €',
      'Dangers orientés  1',
      'Avis              0 👍 1 👎',
      '',
      'Résultats',
      '  3  répondu',
      '  1  pas de réponse (aucun passage)',
      '  1  refusé (quota)',
      '  1  orienté vers une aide (danger)',
      '',
      'Métiers les plus demandés',
      '  3  prompt-engineer',
      '  1  data-analyst',
    ])
    const output = new PassThrough()
    await journalStats({ journal }, { since: hour, json: true }, output)
    expect(JSON.parse(await text(output.end()))).toEqual(await journal.stats(hour))
  })

  it('reads days and hours, and refuses the rest', () => {
    expect(['7d', '7j', '24h', ' 1D '].map(durationArgument)).toEqual([168 * hour, 168 * hour, 24 * hour, 24 * hour])
    for (const typed of ['', '7', '0d', '-1d', '7 semaines', '99999d', '1.5h'])
      expect(() => durationArgument(typed)).toThrow('7d')
  })
})

describe('journal vote', () => {
  it('counts staff’s verdict and tells the votes; says why it cannot', async () => {
    const { journal } = await busy()
    const vote = async (id: string, app: Pick<App, 'journal'> = { journal }) => {
      const output = new PassThrough()
      await journalVote(app, id, 'up', output)
      return text(output.end())
    }
    expect(await vote('0000000001')).toBe('1 👍 0 👎 (dont l’équipe : 👍)\n')
    await expect(vote('ZZZZZZZZZZ')).rejects.toMatchObject({ kind: 'input', message: expect.stringContaining('ZZZZZZZZZZ') })
    await expect(vote('0000000006')).rejects.toMatchObject({ kind: 'input', message: expect.stringContaining('pas d’avis') })
  })
})

import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGaps } from '../../src/journal/gaps.ts'
import { placeName, personalData } from '../../src/journal/personal-data.ts'
import { createJournal } from '../../src/journal/trace.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { startChild } from '../storage/children/run.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { createSilentLog } from '../storage/silent-log.ts'
import { malik, sonia, trace, traceLike } from './fixtures.ts'

const day = 86_400_000

async function open(url = 'sqlite::memory:') {
  const clock = { at: Date.parse(trace.at) }
  const now = () => clock.at
  const storage = await openStorage({ url, log: createSilentLog(), now })
  onTestFinished(() => storage.close())
  const options = { storage, now, textRetentionDays: 30 }
  return { storage, clock, journal: createJournal(options), gaps: createGaps(options) }
}

describe('record', () => {
  it('keeps one wide event with the OpenTelemetry names, the texts beside it', async () => {
    const { journal } = await open()
    await journal.record(trace)
    const entry = await journal.find('7k3m 9qx2tb')
    expect(entry).toMatchObject({ author: sonia, question: trace.question, answer: expect.stringContaining('6 000 €') })
    expect(entry!.event).toMatchObject({
      traceId: '7K3M9QX2TB',
      outcome: 'answered',
      'gen_ai.prompt.name': 'answer',
      'gen_ai.prompt.version': '1.0.0',
      'gen_ai.request.model': 'gpt-5-mini',
      'gen_ai.response.model': 'gpt-5-mini-2026-08-07',
      'gen_ai.usage.input_tokens': 900,
      cost: 0.00042,
      label: 'production',
      passages: [
        { id: 'prompt-engineer/salaire#en-france', sha: 'ef'.repeat(32), score: 12.5, cited: true },
        { id: 'prompt-engineer/missions', sha: null, score: 3.25, cited: false },
      ],
      sources: [{ n: 1, id: 'aufutur', passageId: 'prompt-engineer/salaire#en-france' }],
      ms: { total: 1234, retrieve: 1, complete: 1200 },
    })
    expect(JSON.stringify(entry!.event)).not.toMatch(/cb gagne|6 000|K3Y0/)
  })

  it('keeps nothing of danger but that it happened', async () => {
    const { journal } = await open()
    await journal.record(traceLike('DANGER0001', { question: null, author: sonia }, { outcome: 'redirected', reason: 'danger' }))
    // Even a caller that forgot to leave the question out.
    await journal.record(traceLike('DANGER0002', {}, { outcome: 'redirected', reason: 'danger' }))
    for (const entry of await journal.tail(2)) {
      expect(entry).toMatchObject({ author: null, question: null, answer: null })
      expect(entry.event).toMatchObject({ outcome: 'redirected', metier: null, passages: [], sources: [] })
      expect(JSON.stringify(entry)).not.toContain('prompt-engineer')
    }
  })

  it('is still there after kill -9, once it resolved', async () => {
    const url = `sqlite:${join(temporaryFolder(), 's.db')}`
    const child = startChild('../../journal/children/record-and-wait.ts', url)
    await Promise.race([
      once(child.stdout!, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('the child ended'))),
    ])
    child.kill('SIGKILL')
    await once(child, 'exit')
    const { journal } = await open(url)
    expect(await journal.find(trace.answer.traceId)).toMatchObject({ question: trace.question })
  })

  it('fails loudly when the trace is already there', async () => {
    const { journal } = await open()
    await journal.record(trace)
    await expect(journal.record(trace)).rejects.toMatchObject({ kind: 'storage' })
  })
})

describe('tail and find', () => {
  it('gives the last ones, oldest first', async () => {
    const { journal } = await open()
    for (const id of ['AAAAAAAAA1', 'AAAAAAAAA2', 'AAAAAAAAA3']) await journal.record(traceLike(id))
    expect((await journal.tail(2)).map(({ event }) => event.traceId)).toEqual(['AAAAAAAAA2', 'AAAAAAAAA3'])
  })

  it('gives null for a number that nobody has, and for what is none', async () => {
    const { journal } = await open()
    expect(await journal.find('7K3M9QX2TB')).toBeNull()
    expect(await journal.find("' OR 1=1 --")).toBeNull()
  })
})

describe('purge', () => {
  it('removes texts, authors, gaps and votes when their days are over, and keeps the row for the counts', async () => {
    const { journal, gaps, clock } = await open()
    await journal.record(trace)
    await journal.vote(trace.answer.traceId, 'down', malik)
    clock.at += 30 * day - 1
    expect(await journal.purge()).toEqual({ texts: 0, authors: 0, gapAsks: 0, votes: 0, expired: 0 })
    clock.at += 1
    expect(await journal.purge()).toEqual({ texts: 1, authors: 1, gapAsks: 1, votes: 1, expired: 0 })
    expect(await journal.find(trace.answer.traceId)).toMatchObject({
      author: null,
      question: null,
      answer: null,
      event: { outcome: 'answered' },
    })
    expect(await gaps.listGaps()).toEqual([])
  })
})

const gap = {
  question: 'combien gagne un débutant ?',
  metier: 'prompt-engineer',
  nearest: ['prompt-engineer/salaire'],
  kind: 'thumbs-down',
  author: sonia,
} as const

describe('erase', () => {
  it('empties every place of the registry of one person, and of nobody else', async () => {
    const path = join(temporaryFolder(), 's.db')
    const { journal, gaps, storage } = await open(`sqlite:${path}`)
    await journal.record(trace)
    await journal.record(traceLike('MA00000001', { author: malik, question: 'et les études ?' }))
    await gaps.recordGap({ ...gap, traceId: trace.answer.traceId })
    await gaps.recordGap({ ...gap, traceId: 'MA00000001', author: malik })
    for (const voter of [sonia, malik]) await journal.vote('MA00000001', 'down', voter)
    await storage.store('feedback').set(`${sonia}:7K3M9QX2TB`, 'down', 60_000)
    await storage.store('settings').set('7K3M9QX2TB', { by: sonia }, 60_000)
    await storage.store('feedback').set(`${malik}:MA00000001`, 'up', 60_000)
    await storage.store('memory').set('a-thread', [{ question: 'je viens de Lyon', metier: null }], 60_000)
    await storage.limiter({ name: 'questions', points: 5, durationSeconds: 3600 }).consume(sonia)

    const counts = await journal.erase([sonia])

    // Each place of the registry had something, so a place that nobody empties shows as 0 here.
    for (const place of personalData(30).map(placeName)) expect(counts[place], place).toBeGreaterThan(0)
    expect(await journal.find(trace.answer.traceId)).toMatchObject({ author: null, question: null, answer: null })
    expect(await journal.find('MA00000001')).toMatchObject({ author: malik, question: 'et les études ?' })
    expect(await storage.store('feedback').get(`${malik}:MA00000001`)).toBe('up')
    expect(await gaps.listGaps()).toMatchObject([{ asks: 1, askers: 1 }])
    expect(await journal.votesOf('MA00000001')).toMatchObject({ down: 1 })
    for (const file of [path, `${path}-wal`]) {
      const bytes = readFileSync(file, 'latin1')
      for (const trail of [sonia, 'cb gagne 1 prompt', 'je viens de Lyon'])
        expect(bytes.includes(trail), `${trail} in ${file}`).toBe(false)
    }
    expect(Object.values(await journal.erase([sonia])).every((count) => count === 0)).toBe(true)
  })

  it('knows every table of the database: each is in the registry, or holds nothing about a person', async () => {
    const path = join(temporaryFolder(), 's.db')
    await open(`sqlite:${path}`)
    const reader = new DatabaseSync(path)
    onTestFinished(() => reader.close())
    const tables = reader.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all()
    const tablesOf: Record<string, string> = {
      texts: 'texts',
      'gap-asks': 'gap_asks',
      votes: 'votes',
      namespace: 'entries',
      entries: 'entries',
      limits: 'limits',
      authors: 'answers',
    }
    const registered = personalData(30).map(({ place }) => tablesOf[place.kind])
    const impersonal = ['kysely_migration', 'kysely_migration_lock']
    expect(new Set(tables.map(({ name }) => name))).toEqual(new Set([...registered, ...impersonal]))
  })

  it('names the place that could not be erased, goes on with the others, and can be called again', async () => {
    const { storage } = await open()
    const broken = { failing: true }
    const flaky = {
      ...storage,
      erase: (...[place, pseudonyms]: Parameters<typeof storage.erase>) =>
        place.kind === 'texts' && broken.failing ? Promise.reject(new Error('disk')) : storage.erase(place, pseudonyms),
    }
    const journal = createJournal({ storage: flaky, now: Date.now, textRetentionDays: 30 })
    await journal.record(trace)
    await storage.store('feedback').set(sonia, 'up', 60_000)
    await expect(journal.erase([sonia])).rejects.toMatchObject({ kind: 'storage', message: 'not erased: texts, authors' })
    expect(await storage.store('feedback').get(sonia)).toBeUndefined()
    broken.failing = false
    expect(await journal.erase([sonia])).toMatchObject({ texts: 1, authors: 1 })
  })

  it('does not let a late thumbs-down bring the words back', async () => {
    const { journal, gaps } = await open()
    await journal.record(trace)
    await journal.erase([sonia])
    await gaps.recordGap({ ...gap, traceId: trace.answer.traceId, question: trace.question! })
    expect(await journal.find(trace.answer.traceId)).toMatchObject({ question: null, author: null })
    expect(await journal.erase([sonia])).toMatchObject({ texts: 0, 'gap-asks': 0 })
  })
})

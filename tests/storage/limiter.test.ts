import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openStorage } from '../../src/storage/storage.ts'
import { runChild } from './children/run.ts'
import { temporaryFolder } from './folder.ts'
import { createSilentLog } from './silent-log.ts'

async function open(url = 'sqlite::memory:', deadlineMs = 4000) {
  const log = createSilentLog()
  const storage = await openStorage({ url, log, deadlineMs })
  onTestFinished(() => storage.close())
  return { storage, log }
}
const hour = { durationSeconds: 3600 }

describe('limiter', () => {
  afterEach(() => vi.useRealTimers())

  it('lets exactly 5 of 100 parallel calls through at a limit of 5', async () => {
    const { storage } = await open()
    const limiter = storage.limiter({ name: 'questions', points: 5, ...hour })
    const results = await Promise.all(Array.from({ length: 100 }, () => limiter.consume('someone')))
    expect(results.filter(({ allowed }) => allowed)).toHaveLength(5)
  })

  it('lets exactly 5 through over three processes on one file', async () => {
    const url = `sqlite:${temporaryFolder()}/s.db`
    const allowed = await Promise.all([1, 2, 3].map(() => runChild('consume.ts', url, '40', '5')))
    expect(allowed.reduce((sum, count) => sum + Number(count), 0)).toBe(5)
  })

  it('says what is left, when to come back, and starts again after the duration', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
    const { storage } = await open()
    const limiter = storage.limiter({ name: 'questions', points: 2, durationSeconds: 60 })
    expect(await limiter.consume('a')).toEqual({ allowed: true, remaining: 1, retryAfterMs: 0 })
    expect(await limiter.consume('a')).toEqual({ allowed: true, remaining: 0, retryAfterMs: 0 })
    vi.setSystemTime(1_800_000_020_000)
    expect(await limiter.consume('a')).toEqual({ allowed: false, remaining: 0, retryAfterMs: 40_000 })
    vi.setSystemTime(1_800_000_060_000)
    expect(await limiter.consume('a')).toMatchObject({ allowed: true, remaining: 1 })
  })

  it('counts points, keys and names apart', async () => {
    const { storage } = await open()
    const budget = storage.limiter({ name: 'budget', points: 1000, ...hour })
    expect(await budget.consume('guild', 900)).toMatchObject({ allowed: true, remaining: 100 })
    expect(await budget.consume('guild', 200)).toMatchObject({ allowed: false })
    expect(await budget.consume('other', 200)).toMatchObject({ allowed: true })
    expect(await storage.limiter({ name: 'questions', points: 1, ...hour }).consume('guild')).toMatchObject({ allowed: true })
  })

  it('goes on counting in memory while the database is locked, and says so in the log', async () => {
    const path = join(temporaryFolder(), 's.db')
    const { storage, log } = await open(`sqlite:${path}`, 30)
    const other = new DatabaseSync(path)
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    const limiter = storage.limiter({ name: 'questions', points: 2, ...hour })
    const results = await Promise.all([1, 2, 3].map(() => limiter.consume('someone')))
    expect(results.filter(({ allowed }) => allowed)).toHaveLength(2)
    expect(log.events).toContain('limiter-in-memory')
  })
})

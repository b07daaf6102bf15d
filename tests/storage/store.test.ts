import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { KeyvStoreAdapter } from 'keyv'
import { createEntriesAdapter, createStore } from '../../src/storage/entries.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { temporaryFolder } from './folder.ts'
import { createSilentLog } from './silent-log.ts'

const log = createSilentLog()

async function open({ url = 'sqlite::memory:', deadlineMs = 4000 } = {}) {
  const clock = { at: 1_000_000 }
  const storage = await openStorage({ url, log, now: () => clock.at, deadlineMs })
  onTestFinished(() => storage.close())
  return { storage, clock }
}

describe('store', () => {
  it('forgets a value when its time is over, and not before', async () => {
    const { storage, clock } = await open()
    const store = storage.store('memory')
    await store.set('a', ['é'], 1000)
    clock.at += 999
    expect(await store.get('a')).toEqual(['é'])
    clock.at += 1
    expect(await store.get('a')).toBeUndefined()
  })

  it('gives undefined for what it never held, and null, false and 0 as they were', async () => {
    const { storage } = await open()
    const store = storage.store('memory')
    expect(await store.get('nobody')).toBeUndefined()
    for (const value of [null, false, 0, '', 'null']) {
      await store.set('a', value, 1000)
      expect(await store.get('a')).toBe(value)
    }
    await store.delete('a')
    expect(await store.get('a')).toBeUndefined()
  })

  it('keeps namespaces apart', async () => {
    const { storage } = await open()
    await storage.store('memory').set('a', 1, 1000)
    await storage.store('memory-2').set('a', 2, 1000)
    await storage.store('memory').delete('a')
    expect(await storage.store('memory-2').get('a')).toBe(2)
  })

  it.each(['', 'a:b', 'Memory', 'a%'])('refuses the name "%s"', async (name) => {
    const { storage } = await open()
    expect(() => storage.store(name)).toThrow('no name for a store')
  })

  it('removes expired entries from the table: at opening, when told, and along with other writes', async () => {
    const path = join(temporaryFolder(), 's.db')
    const { storage, clock } = await open({ url: `sqlite:${path}` })
    const reader = new DatabaseSync(path)
    onTestFinished(() => reader.close())
    const rows = () => reader.prepare('SELECT count(*) AS n FROM entries').get()!['n']
    const store = storage.store('memory')
    await store.set('a', 1, 10)
    clock.at += 11
    expect(rows()).toBe(1)
    expect(await storage.purge()).toBe(1)
    expect(rows()).toBe(0)

    await store.set('b', 1, 10)
    clock.at += 11
    for (let write = 0; write < 200; write++) await store.set('c', write, 1000)
    expect(rows()).toBe(1)
  })

  it('fails within its deadline when the store behind it never answers', async () => {
    const silent = () => new Promise<never>(() => undefined)
    const adapter: KeyvStoreAdapter = { opts: {}, on: () => adapter, get: silent, set: silent, delete: silent, clear: silent }
    const store = createStore(adapter, 'memory', 20)
    await expect(store.get('a')).rejects.toMatchObject({ kind: 'storage', message: 'store memory gave no answer within 20 ms' })
    await expect(store.set('a', 1, 10)).rejects.toMatchObject({ kind: 'storage' })
    await expect(store.delete('a')).rejects.toMatchObject({ kind: 'storage' })
  })
})

describe('a database that another process has locked', () => {
  async function locked(deadlineMs: number) {
    const path = join(temporaryFolder(), 's.db')
    const { storage } = await open({ url: `sqlite:${path}`, deadlineMs })
    const other = new DatabaseSync(path)
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    return { storage, other }
  }

  it('is waited for, without holding up the rest of the process', async () => {
    const { storage, other } = await locked(4000)
    const store = storage.store('memory')
    const written = store.set('a', 1, 60_000)
    let turns = 0
    // Ends the other's transaction after some turns of the event loop: had the loop stood still, it never would.
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (++turns < 3) return
        clearInterval(timer)
        resolve()
      }, 1)
    })
    other.exec('COMMIT')
    await written
    expect(await store.get('a')).toBe(1)
  })

  it('can still be read', async () => {
    const { storage } = await locked(4000)
    expect(await storage.store('memory').get('a')).toBeUndefined()
  })

  it('is given up at the deadline, with a BotError and no silence', async () => {
    const { storage } = await locked(30)
    await expect(storage.store('memory').set('a', 1, 60_000)).rejects.toMatchObject({ kind: 'storage' })
    await expect(storage.purge()).rejects.toMatchObject({ kind: 'storage', message: 'the database stayed locked' })
  })
})

describe('a full disk', () => {
  it('fails the write with a BotError, keeps what was there and works again when there is room', async () => {
    const path = join(temporaryFolder(), 's.db')
    await (await openStorage({ url: `sqlite:${path}`, log })).close()
    const sqlite = openSqlite({ path, deadlineMs: 1000 })
    onTestFinished(() => sqlite.close())
    const store = createStore(
      createEntriesAdapter(sqlite, () => 0),
      'memory',
      1000,
    )
    await store.set('before', 1, 1000)
    await sqlite.run((connection) => connection.all('PRAGMA max_page_count = 1'))
    await expect(store.set('big', 'x'.repeat(100_000), 1000)).rejects.toMatchObject({
      kind: 'storage',
      message: 'the disk is full',
    })
    expect(await store.get('before')).toBe(1)
    await sqlite.run((connection) => connection.all('PRAGMA max_page_count = 1000000'))
    await store.set('big', 'x'.repeat(100_000), 1000)
    expect(await store.get('big')).toHaveLength(100_000)
  })

  it('leaves nothing of a batch that did not fit', async () => {
    const sqlite = openSqlite({ path: null, deadlineMs: 1000 })
    onTestFinished(() => sqlite.close())
    await sqlite.run((connection) => connection.change('CREATE TABLE t (x)'))
    const batch = sqlite.batch((connection) => {
      connection.change('INSERT INTO t VALUES (1)')
      connection.change('INSERT INTO nowhere VALUES (1)')
    })
    await expect(batch).rejects.toMatchObject({ kind: 'storage' })
    expect(await sqlite.run((connection) => connection.all('SELECT * FROM t'))).toEqual([])
  })
})

import { existsSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openStorage } from '../../src/storage/storage.ts'
import { runChild } from './children/run.ts'
import { temporaryFolder } from './folder.ts'
import { createSilentLog } from './silent-log.ts'

const log = createSilentLog()

describe('openStorage', () => {
  it('makes the folder, and a file that only this account can read', async () => {
    const dir = temporaryFolder()
    const storage = await openStorage({ url: `sqlite:${dir}/data/sextant.db`, log })
    await storage.store('memory').set('a', 1, 1000)
    expect(['', '-wal', '-shm'].map((end) => statSync(`${dir}/data/sextant.db${end}`).mode & 0o777)).toEqual([
      0o600, 0o600, 0o600,
    ])
    expect(statSync(`${dir}/data`).mode & 0o777).toBe(0o700)
    await storage.close()
  })

  it('closes a file that others could read', async () => {
    const path = join(temporaryFolder(), 's.db')
    writeFileSync(path, '', { mode: 0o644 })
    await (await openStorage({ url: `sqlite:${path}`, log })).close()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each(['sqlite://', 'sqlite:'])('reads an absolute path after %s', async (scheme) => {
    const path = join(temporaryFolder(), 's.db')
    await (await openStorage({ url: scheme + path, log })).close()
    expect(existsSync(path)).toBe(true)
  })

  it('keeps what was written when it is opened again', async () => {
    const url = `sqlite:${temporaryFolder()}/s.db`
    const first = await openStorage({ url, log })
    await first.store('memory').set('a', { turns: [1] }, 60_000)
    await first.close()
    const second = await openStorage({ url, log })
    expect(await second.store('memory').get('a')).toEqual({ turns: [1] })
    await second.close()
  })

  it('says in French that PostgreSQL is not there yet, without repeating the password', async () => {
    const failure = openStorage({ url: 'postgres://bot:s3cret@db/sextant', log })
    await expect(failure).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('PostgreSQL n’est pas encore'),
    })
    await expect(failure).rejects.not.toThrow('s3cret')
  })

  it.each(['', 'mysql://x', 'data/sextant.db', 'sqlite:'])('refuses the address "%s"', async (url) => {
    await expect(openStorage({ url, log })).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('DATABASE_URL'),
    })
  })

  it('says in French that a file is no database, and leaves it as it is', async () => {
    const path = join(temporaryFolder(), 's.db')
    writeFileSync(path, 'Ceci n’est pas une base. '.repeat(400))
    const before = readFileSync(path)
    await expect(openStorage({ url: `sqlite:${path}`, log })).rejects.toMatchObject({
      kind: 'storage',
      message: expect.stringContaining('abîmée'),
    })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it.each(['overwritten in the middle', 'cut in half'])('says in French that a database is damaged: %s', async (damage) => {
    const path = join(temporaryFolder(), 's.db')
    const storage = await openStorage({ url: `sqlite:${path}`, log })
    const store = storage.store('memory')
    for (let index = 0; index < 100; index++) await store.set(`k${index}`, 'x'.repeat(500), 60_000)
    await storage.close()
    if (damage === 'cut in half') truncateSync(path, Math.floor(statSync(path).size / 2))
    else {
      const fd = openSync(path, 'r+')
      writeSync(fd, Buffer.alloc(statSync(path).size - 8192, 0xa5), 0, undefined, 4096)
      closeSync(fd)
    }
    await expect(openStorage({ url: `sqlite:${path}`, log })).rejects.toMatchObject({
      kind: 'storage',
      message: expect.stringContaining(path),
    })
  })

  it('says in French that the path is not one of a file', async () => {
    await expect(openStorage({ url: `sqlite:${temporaryFolder()}`, log })).rejects.toMatchObject({
      kind: 'storage',
      message: expect.stringContaining('ne peut pas s’ouvrir'),
    })
  })

  it('refuses tables that are not ours instead of going on', async () => {
    const path = join(temporaryFolder(), 's.db')
    const foreign = new DatabaseSync(path)
    foreign.exec('CREATE TABLE answers (x)')
    foreign.close()
    await expect(openStorage({ url: `sqlite:${path}`, log })).rejects.toMatchObject({ kind: 'storage' })
  })

  it('can be opened twice at once when it is new, in one process and in several', async () => {
    const url = `sqlite:${temporaryFolder()}/s.db`
    const both = await Promise.all([openStorage({ url, log }), openStorage({ url, log })])
    await both[0].store('memory').set('a', 1, 60_000)
    expect(await both[1].store('memory').get('a')).toBe(1)
    await Promise.all(both.map((storage) => storage.close()))

    const fresh = `sqlite:${temporaryFolder()}/s.db`
    await Promise.all(['a', 'b', 'c'].map((prefix) => runChild('write-entries.ts', fresh, prefix, '50')))
    const storage = await openStorage({ url: fresh, log })
    const values = await Promise.all(['a', 'b', 'c'].map((prefix) => storage.store('memory').get(`${prefix}49`)))
    expect(values).toEqual([{ index: 49 }, { index: 49 }, { index: 49 }])
    await storage.close()
  })

  it('fails each call with a BotError once it is closed', async () => {
    const storage = await openStorage({ url: 'sqlite::memory:', log })
    await storage.close()
    await storage.close()
    await expect(storage.store('memory').get('a')).rejects.toMatchObject({ kind: 'storage', message: 'the database is closed' })
    await expect(storage.answers.latest(1)).rejects.toMatchObject({ kind: 'storage' })
  })
})

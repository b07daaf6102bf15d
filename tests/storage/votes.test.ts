import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openStorage } from '../../src/storage/storage.ts'
import { runChild } from './children/run.ts'
import { temporaryFolder } from './folder.ts'
import { createSilentLog } from './silent-log.ts'

const log = createSilentLog()
const vote = { traceId: '7K3M9QX2TB', vote: 'up', voter: null, at: 0 } as const

describe('votes', () => {
  it('are one a voter, whichever of several processes takes them', async () => {
    const url = `sqlite:${join(temporaryFolder(), 's.db')}`
    await Promise.all([runChild('cast-votes.ts', url, '30'), runChild('cast-votes.ts', url, '30')])
    const storage = await openStorage({ url, log })
    expect(await storage.votes.of('7K3M9QX2TB')).toEqual({ up: 0, down: 1, staff: null })
    await storage.close()
  })

  it.each([
    ['made before there were votes', 'DROP TABLE votes'],
    ['whose step was done by another process that has not said so yet', ''],
  ])('come to a database %s, and keep what it holds', async (_, undo) => {
    const path = join(temporaryFolder(), 's.db')
    const before = await openStorage({ url: `sqlite:${path}`, log })
    await before.store('memory').set('a', 1, 60_000)
    await before.close()
    const old = new DatabaseSync(path)
    old.exec(`${undo}; DELETE FROM kysely_migration WHERE name = '002-votes'`)
    old.close()
    const storage = await openStorage({ url: `sqlite:${path}`, log })
    await storage.votes.cast(vote, 1)
    expect(await storage.votes.of(vote.traceId)).toEqual({ up: 1, down: 0, staff: 'up' })
    expect(await storage.store('memory').get('a')).toBe(1)
    await storage.close()
  })
})

import { describe, expect, it, onTestFinished } from 'vitest'
import { createGaps } from '../../src/journal/gaps.ts'
import { renderTrace } from '../../src/journal/show.ts'
import { createJournal } from '../../src/journal/trace.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { createSilentLog } from '../storage/silent-log.ts'
import { malik, sonia, trace, traceLike } from './fixtures.ts'

const day = 86_400_000
const id = trace.answer.traceId

async function open() {
  const clock = { at: Date.parse(trace.at) }
  const options = { now: () => clock.at, textRetentionDays: 30 }
  const storage = await openStorage({ url: 'sqlite::memory:', log: createSilentLog(), ...options })
  onTestFinished(() => storage.close())
  return { clock, journal: createJournal({ storage, ...options }), gaps: createGaps({ storage, ...options }) }
}

describe('vote', () => {
  it('counts one vote a voter and answer, the last one', async () => {
    const { journal } = await open()
    await journal.record(trace)
    await journal.record(traceLike('AAAAAAAAAA'))
    for (const vote of ['up', 'up', 'down'] as const) expect(await journal.vote(id, vote, sonia)).toBe('counted')
    await journal.vote(id, 'up', malik)
    await journal.vote('AAAAAAAAAA', 'up', sonia)
    expect(await journal.votesOf(id)).toEqual({ up: 1, down: 1, staff: null })
    expect(await journal.votesOf('aaaa aaaaaa')).toEqual({ up: 1, down: 0, staff: null })
  })

  it('counts staff as one voter', async () => {
    const { journal } = await open()
    await journal.record(trace)
    await journal.vote(id, 'up', null)
    await journal.vote(id.toLowerCase(), 'down', null)
    await journal.vote(id, 'up', malik)
    const votes = await journal.votesOf(id)
    expect(votes).toEqual({ up: 1, down: 1, staff: 'down' })
    expect(renderTrace((await journal.find(id))!, { votes })).toMatch(/^Avis +1 👍 1 👎 \(dont l’équipe : 👎\)$/m)
  })

  it('takes no vote on what is no answer of ours', async () => {
    const { journal } = await open()
    for (const typed of [id, '', "' OR 1=1 --"]) {
      expect(await journal.vote(typed, 'up', sonia)).toBe('unknown')
      expect(await journal.votesOf(typed)).toEqual({ up: 0, down: 0, staff: null })
    }
  })

  it('puts nobody’s pseudonym beside a danger', async () => {
    const { journal } = await open()
    await journal.record(traceLike('DANGER0001', { question: null, author: null }, { outcome: 'redirected', reason: 'danger' }))
    expect(await journal.vote('DANGER0001', 'down', sonia)).toBe('refused')
    expect(await journal.votesOf('DANGER0001')).toMatchObject({ up: 0, down: 0 })
    expect(await journal.erase([sonia])).toMatchObject({ votes: 0 })
  })

  it('forgets a vote when its days are over', async () => {
    const { journal, clock } = await open()
    await journal.record(trace)
    clock.at += day
    await journal.vote(id, 'up', sonia)
    clock.at += 30 * day - 1
    expect(await journal.purge()).toMatchObject({ votes: 0 })
    clock.at += 1
    expect(await journal.purge()).toMatchObject({ votes: 1 })
    expect(await journal.votesOf(id)).toMatchObject({ up: 0 })
  })
})

describe('a 👎', () => {
  it('makes the question a gap, asked by who asked it', async () => {
    const { journal, gaps } = await open()
    await journal.record(trace)
    await journal.vote(id, 'down', malik)
    await journal.vote(id, 'down', null)
    expect(await gaps.listGaps()).toMatchObject([
      { askers: 1, asks: 1, metier: 'prompt-engineer', kinds: { abstained: 0, 'thumbs-down': 1 } },
    ])
    expect(await journal.erase([sonia])).toMatchObject({ 'gap-asks': 1, votes: 0 })
  })

  it('counts, but is no gap, once the question’s text is gone', async () => {
    const { journal, gaps } = await open()
    await journal.record(trace)
    await journal.erase([sonia])
    expect(await journal.vote(id, 'down', malik)).toBe('counted')
    expect(await journal.votesOf(id)).toMatchObject({ down: 1 })
    expect(await gaps.listGaps()).toEqual([])
  })

  it('is no gap any more when its last voter takes it back, unless the answer abstained', async () => {
    const { journal, gaps } = await open()
    await journal.record(trace)
    await journal.vote(id, 'down', sonia)
    await journal.vote(id, 'down', malik)
    await journal.vote(id, 'up', sonia)
    expect(await gaps.listGaps()).toHaveLength(1)
    await journal.vote(id, 'up', malik)
    expect(await gaps.listGaps()).toEqual([])

    await gaps.recordGap({
      traceId: id,
      question: 'et à Lyon ?',
      metier: null,
      nearest: [],
      kind: 'abstained',
      author: sonia,
    })
    await journal.vote(id, 'down', sonia)
    await journal.vote(id, 'up', sonia)
    expect(await gaps.listGaps()).toMatchObject([{ kinds: { abstained: 1, 'thumbs-down': 0 } }])
  })
})

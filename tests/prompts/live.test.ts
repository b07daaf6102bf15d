import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPseudonyms } from '../../src/journal/pseudonym.ts'
import { isInCanary } from '../../src/prompts/canary.ts'
import { promote, promoteCandidate, rollback } from '../../src/prompts/labels.ts'
import { createLivePrompts, type PromptNews } from '../../src/prompts/live.ts'
import { publish } from '../../src/prompts/publish.ts'
import { answer, minutes, promotedFolder, promotion, writeVersion } from './folder.ts'

const people = Array.from({ length: 10_000 }, (_, index) => `K3Y0-${String(index).padStart(26, '0')}`)
const later = minutes('2026-11-23T08:00Z')

describe('isInCanary', () => {
  const drawn = (percent: number, salt: string) => new Set(people.filter((person) => isInCanary({ percent, salt }, person)))

  it.each([0, 1, 12.5, 50, 100])('serves %s %% of people, give or take chance', (percent) => {
    const share = drawn(percent, 'answer@1.1.0').size / 100
    expect(Math.abs(share - percent)).toBeLessThan(percent % 100 === 0 ? 0.001 : 1.5)
  })

  it('draws the same people each time, keeps them when the share grows, and others under another salt', () => {
    const [few, again, more, others] = [drawn(10, 'a'), drawn(10, 'a'), drawn(30, 'a'), drawn(10, 'b')]
    expect(again).toEqual(few)
    expect([...few].every((person) => more.has(person))).toBe(true)
    // Two independent tenths share a tenth.
    expect([...others].filter((person) => few.has(person)).length).toBeLessThan(few.size * 0.2)
  })

  it('knows a person again after the key of the journal’s pseudonyms was rotated', () => {
    const pseudonyms = createPseudonyms({ dir: mkdtempSync(join(tmpdir(), 'keys-')) })
    const ids = Array.from({ length: 200 }, (_, index) => `10987654321098${String(index).padStart(4, '0')}`)
    const draw = () => ids.map((id) => isInCanary({ percent: 50, salt: 'a' }, pseudonyms.stable('author', id)))
    const before = draw()
    pseudonyms.rotate()
    expect(draw()).toEqual(before)
    expect(before).toContain(true)
    expect(before).toContain(false)
  })

  it('never serves who has no pseudonym, not even at 100 %', () => {
    expect(isInCanary({ percent: 100, salt: 'a' }, null)).toBe(false)
  })
})

/** 1.0.0 in production, 1.1.0 released; what is told is kept. */
function running() {
  const dir = promotedFolder()
  writeVersion(dir, '1.1.0', '1.0.0')
  publish(dir, answer('1.1.0'))
  const news: PromptNews[] = []
  let time = 0
  const live = createLivePrompts({ dir, name: 'answer', onNews: (one) => news.push(one), clock: () => time })
  return {
    dir,
    live,
    news,
    served: (person: string | null = null) => live.serve(person).ref.version,
    wait: (ms: number) => (time += ms),
  }
}

describe('createLivePrompts', () => {
  it('serves a promoted version to the next question, and the old one after a rollback, without a restart', () => {
    const { dir, live, news, served } = running()
    expect(served()).toBe('1.0.0')
    promote(promotion(dir, '1.1.0', { now: later }))
    expect(served()).toBe('1.1.0')
    expect(live.serve(null).compose({ question: '?', profession: null, passages: [], today: '2026-11-22' })).toMatchObject({
      prompt: { version: '1.1.0' },
      label: 'production',
      messages: [{ content: expect.stringContaining('Sextant 1.1.0') as unknown }, {}],
    })
    rollback({ dir, name: 'answer', why: 'x', now: later })
    expect(served()).toBe('1.0.0')
    expect(news.map((one) => one.kind === 'serves' && one.production)).toEqual(['1.1.0', '1.0.0'])
  })

  it('serves the candidate to its share, labelled so, and production to all others and to who is nobody', () => {
    const { dir, live, served } = running()
    promoteCandidate({ ...promotion(dir, '1.1.0', { now: later }), percent: 25 })
    const candidates = people.slice(0, 2000).filter((person) => served(person) === '1.1.0')
    expect(candidates.length / 20).toBeGreaterThan(20)
    expect(candidates.length / 20).toBeLessThan(30)
    expect(live.serve(candidates[0]!).label).toBe('candidate')
    expect(served(null)).toBe('1.0.0')
    expect(live.serve(null).label).toBe('production')
  })

  it('goes on with the last good state when the registry breaks, and says so once', () => {
    const { dir, news, served, wait } = running()
    const good = readFileSync(join(dir, 'registry.yaml'), 'utf8')
    writeFileSync(join(dir, 'registry.yaml'), 'answer: [')
    for (const ms of [0, 2000, 2000]) {
      wait(ms)
      expect(served()).toBe('1.0.0')
    }
    expect(news).toEqual([{ kind: 'refused', fault: expect.stringContaining('registry.yaml') as unknown }])
    rmSync(join(dir, 'registry.yaml'))
    expect(served()).toBe('1.0.0')
    writeFileSync(join(dir, 'registry.yaml'), good)
    expect(served()).toBe('1.0.0')
    expect(news.map((one) => one.kind)).toEqual(['refused', 'refused', 'serves'])
  })

  it('does not serve a version that was changed after its release, and does once it is put right', () => {
    const { dir, news, served, wait } = running()
    const path = join(dir, 'answer/1.1.0.md')
    const good = readFileSync(path, 'utf8')
    promote(promotion(dir, '1.1.0', { now: later }))
    appendFileSync(path, 'Ment.\n')
    expect(served()).toBe('1.0.0')
    expect(news).toMatchObject([{ kind: 'refused', fault: expect.stringContaining('answer/1.1.0.md a changé') as unknown }])
    writeFileSync(path, good)
    wait(1000)
    expect(served()).toBe('1.1.0')
  })

  it('does not follow a label that was moved by hand', () => {
    const { dir, news, served } = running()
    const registry = readFileSync(join(dir, 'registry.yaml'), 'utf8')
    writeFileSync(join(dir, 'registry.yaml'), registry.replace('production: 1.0.0', 'production: 1.1.0'))
    expect(served()).toBe('1.0.0')
    expect(news).toMatchObject([{ kind: 'refused', fault: expect.stringContaining('prompt promote') as unknown }])
  })

  it('does not start on a folder that is not intact', () => {
    const dir = promotedFolder()
    appendFileSync(join(dir, 'answer/1.0.0.md'), 'Ment.\n')
    expect(() => createLivePrompts({ dir, name: 'answer' })).toThrow('answer/1.0.0.md a changé')
  })
})

import { describe, expect, it } from 'vitest'
import { createJournal } from '../../src/journal/trace.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { renderPrompts } from '../../src/cli/prompt-list.ts'
import { listPrompts } from '../../src/prompts/list.ts'
import { traceLike } from '../journal/fixtures.ts'
import { keepingLog } from '../support/parts.ts'
import { passed, promotedFolder, writeVersion } from './folder.ts'

const now = () => Date.parse('2026-11-22T15:00Z')
const prompt = (version: string) => ({ name: 'answer', version, sha: 'ab' })
const none = { citations: 0, figures: 0, withheld: 0, repaired: 0 }

async function journalled() {
  const storage = await openStorage({ url: 'sqlite::memory:', log: keepingLog(), now })
  const journal = createJournal({ storage, now, textRetentionDays: 30 })
  const record = (id: string, ...changes: Parameters<typeof traceLike> extends [string, ...infer Rest] ? Rest : never) =>
    journal.record(traceLike(id, ...changes))
  await record('0000000001', { cost: 0.001 }, { ms: { total: 1000 } })
  await record('0000000002', { cost: 0.002 }, { ms: { total: 3000 }, checks: none, outcome: 'abstained' })
  await record(
    '0000000003',
    { cost: null, usage: null },
    { ms: { total: 8000 }, checks: { ...none, withheld: 2 }, outcome: 'fallback' },
  )
  // Out of the cache: an answer more, no token, no euro, no time.
  await record('0000000004', { cache: 'hit', cost: 0.001 }, { ms: { total: 2 } })
  await record('0000000005', {}, { prompt: prompt('1.1.0'), ms: { total: 500 } })
  await record('0000000006', {}, { prompt: { ...prompt('1.0.0'), name: 'judge' } })
  await record('0000000007', {}, { prompt: null })
  await journal.vote('0000000001', 'down', null)
  for (const voter of ['K3Y0-1', 'K3Y0-2']) await journal.vote('0000000001', 'up', voter)
  await journal.vote('0000000004', 'up', 'K3Y0-1')
  await journal.vote('0000000006', 'up', 'K3Y0-1')
  return { storage, journal }
}

describe('counts by prompt', () => {
  it('tells outcomes, withheld sentences, 👍, 👎, tokens, cost and median time of each version, what came out of the cache apart', async () => {
    const { storage, journal } = await journalled()
    const counts = await journal.promptCounts('answer')
    expect(counts.find(({ version }) => version === '1.0.0')).toEqual({
      version: '1.0.0',
      answers: 4,
      outcomes: { answered: 2, abstained: 1, fallback: 1 },
      withheldAnswers: 3,
      withheld: 4,
      thumbsUp: 3,
      thumbsDown: 1,
      inputTokens: 1800,
      outputTokens: 240,
      cost: expect.closeTo(0.003) as unknown,
      medianMs: 3000,
    })
    expect(counts.find(({ version }) => version === '1.1.0')).toMatchObject({
      answers: 1,
      medianMs: 500,
      thumbsUp: 0,
      thumbsDown: 0,
    })
    expect(counts).toHaveLength(2)
    expect(await journal.promptCounts('rewrite')).toEqual([])
    await storage.close()
  })
})

describe('listPrompts', () => {
  it('shows every version, newest first: drafts too, with labels, verdict and counts', async () => {
    const { storage, journal } = await journalled()
    const dir = promotedFolder('1.1.0')
    writeVersion(dir, '1.2.0', '1.1.0')
    const rows = await listPrompts({ dir, model: 'petit', kbSha: 'kb', verdictOf: passed, counts: journal.promptCounts })
    expect(rows.map(({ version, state, labels, verdict }) => [version, state, labels, verdict])).toEqual([
      ['1.2.0', 'draft', [], 'passed'],
      ['1.1.0', 'released', ['production'], 'passed'],
      ['1.0.0', 'released', ['previous'], 'passed'],
    ])
    const text = renderPrompts(rows)
    expect(text).toMatch(/1\.2\.0 +brouillon, évaluation réussie\n +n’a encore rien répondu/)
    expect(text).toMatch(
      /1\.0\.0 +publiée, précédente.*\n.*4 réponses \(.*2 répondu.*4 phrase.*3 👍 1 👎 · 1.800 \+ 240 jetons · 0,003 € · médiane 3.000 ms/,
    )
    await storage.close()
  })
})

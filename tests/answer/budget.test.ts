import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { costOf, withBudget } from '../../src/answer/budget.ts'
import type { Complete, ModelEvent } from '../../src/domain/model.ts'
import type { Storage } from '../../src/domain/storage.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { keepingLog } from '../support/parts.ts'

let storage: Storage
beforeEach(async () => {
  storage = await openStorage({ url: 'sqlite::memory:', log: keepingLog() })
})
afterEach(() => storage.close())

/** 30 characters and 90 tokens of answer at most: a call is taken at 100 tokens before it is known to cost 40. */
const request = { messages: [{ role: 'user' as const, content: 'x'.repeat(30) }], settings: { temperature: 0, maxTokens: 90 } }
const usage = { inputTokens: 30, outputTokens: 10 }
const model: Complete = async function* () {
  await Promise.resolve()
  yield { kind: 'end', finishReason: 'stop', model: 'petit', usage }
}
const limiter = (points: number) => storage.limiter({ name: 'budget', points, durationSeconds: 86_400 })

async function call(complete: Complete): Promise<string> {
  const events: ModelEvent[] = []
  try {
    for await (const event of complete(request, new AbortController().signal)) events.push(event)
    return 'answered'
  } catch (error) {
    return (error as { kind: string }).kind
  }
}

describe('withBudget', () => {
  it('stops at the budget, having given back what calls did not cost', async () => {
    const complete = withBudget(model, limiter(200), null)
    const outcomes = []
    for (let n = 0; n < 5; n += 1) outcomes.push(await call(complete))
    // 40 each: after the third, 80 are left, and a call may cost 100.
    expect(outcomes).toEqual(['answered', 'answered', 'answered', 'budget', 'budget'])
  })

  it('is not overspent by a hundred calls at once', async () => {
    const complete = withBudget(model, limiter(500), null)
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => call(complete)))
    expect(outcomes.filter((outcome) => outcome === 'answered').length).toBeLessThanOrEqual(500 / 40)
    expect(outcomes).toContain('answered')
    expect(outcomes).toContain('budget')
  })

  it('takes a call that failed, or was not counted, at the most that it may have cost', async () => {
    const cut: Complete = async function* () {
      yield { kind: 'text', text: 'Le mé' }
      throw new Error('cut')
    }
    const complete = withBudget(cut, limiter(150), null)
    await call(complete)
    expect(await call(complete)).toBe('budget')
  })

  it('counts in micro-euros when it knows the prices', () => {
    expect(costOf({ inputTokens: 1_000_000, outputTokens: 500_000 }, { input: 0.15, output: 0.6 })).toBe(450_000)
    expect(costOf(usage, null)).toBe(40)
  })
})

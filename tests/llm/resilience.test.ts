import { afterEach, describe, expect, it } from 'vitest'
import { BotError } from '../../src/domain/error.ts'
import type { ModelEvent } from '../../src/domain/model.ts'
import { createOpenAI } from '../../src/llm/openai.ts'
import { type ResilienceOptions, withResilience } from '../../src/llm/resilience.ts'
import { type ModelDouble, type ModelScript, startModelDouble } from '../doubles/model.ts'

const request = { messages: [{ role: 'user' as const, content: 'Bonjour' }], settings: { temperature: 0, maxTokens: 50 } }
const answer: ModelScript = { kind: 'answer', pieces: ['Oui.'] }
const down: ModelScript = { kind: 'status', status: 503 }
let double: ModelDouble | null = null

afterEach(async () => {
  await double?.stop()
  double = null
})

async function start(script: (index: number) => ModelScript, options: ResilienceOptions = {}) {
  double = await startModelDouble((_, index) => script(index))
  const deadlines = { idleMs: 2000, totalMs: 2000 }
  const model = withResilience(createOpenAI({ model: 'petit', apiKey: null, baseUrl: double.baseUrl, deadlines }), options)
  const call = async () => {
    const events: ModelEvent[] = []
    for await (const event of model.complete(request, new AbortController().signal)) events.push(event)
    return events
  }
  return { model, call, double }
}

describe('withResilience', () => {
  it('tries once more after a 503, and streams as if nothing had happened', async () => {
    const { call, double } = await start((index) => (index === 0 ? down : answer))
    expect((await call()).map((event) => event.kind)).toEqual(['text', 'end'])
    expect(double.calls).toHaveLength(2)
  })

  it('waits no longer than its cap, however long Retry-After asks', async () => {
    const slow: ModelScript = { kind: 'status', status: 429, headers: { 'retry-after': '59' } }
    const { call } = await start((index) => (index === 0 ? slow : answer), { maxRetryAfterMs: 20, totalMs: 1500 })
    expect(await call()).toHaveLength(2)
  })

  it('does not try again what was refused for good, nor what had begun to stream', async () => {
    const refused = await start(() => ({ kind: 'status', status: 401 }))
    await expect(refused.call()).rejects.toMatchObject({ kind: 'model' })
    expect(refused.double.calls).toHaveLength(1)
    await double!.stop()
    const cut = await start(() => ({ kind: 'cut', pieces: ['Le mé'] }))
    await expect(cut.call()).rejects.toMatchObject({ kind: 'model' })
    expect(cut.double.calls).toHaveLength(1)
  })

  it('leaves a failing model alone, says so, and tries again later', async () => {
    let healthy = false
    const { model, call, double } = await start(() => (healthy ? answer : { kind: 'status', status: 400 }), {
      failures: 2,
      coolDownMs: 30,
    })
    await expect(call()).rejects.toThrow('HTTP 400')
    await expect(call()).rejects.toThrow('HTTP 400')
    expect(model.state()).toBe('open')
    await expect(call()).rejects.toThrow('left alone')
    expect(double.calls).toHaveLength(2)
    healthy = true
    await expect
      .poll(
        () =>
          call().then(
            (events) => events.length,
            () => 0,
          ),
        { timeout: 2000 },
      )
      .toBe(2)
    expect(model.state()).toBe('closed')
  })

  it('takes a bounded number of calls at once; the next ones fail at once instead of piling up', async () => {
    const { call } = await start(() => ({ kind: 'stall', pieces: [] }), { concurrency: 2, totalMs: 150 })
    const errors = await Promise.all(Array.from({ length: 6 }, () => call().catch((error: unknown) => error as BotError)))
    expect(errors.filter((error) => error instanceof BotError && error.message.includes('too many calls'))).toHaveLength(2)
    expect(errors.every((error) => error instanceof BotError && error.kind === 'model')).toBe(true)
  })

  it('does not count a caller who gave up as a failure of the model', async () => {
    double = await startModelDouble(() => ({ kind: 'stall', pieces: ['Le mé'] }))
    const model = withResilience(createOpenAI({ model: 'petit', apiKey: null, baseUrl: double.baseUrl }), { failures: 1 })
    const controller = new AbortController()
    const read = async () => {
      for await (const event of model.complete(request, controller.signal)) if (event.kind === 'text') controller.abort()
    }
    await expect(read()).rejects.toMatchObject({ kind: 'aborted' })
    expect(model.state()).toBe('closed')
  })
})

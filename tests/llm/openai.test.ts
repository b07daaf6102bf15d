import { afterEach, describe, expect, it } from 'vitest'
import type { BotError } from '../../src/domain/error.ts'
import type { ModelEvent } from '../../src/domain/model.ts'
import { createOpenAI } from '../../src/llm/openai.ts'
import { type ModelDouble, type ModelScript, startModelDouble } from '../doubles/model.ts'

const request = { messages: [{ role: 'user' as const, content: 'Bonjour' }], settings: { temperature: 0.2, maxTokens: 300 } }
const quick = { idleMs: 80, totalMs: 400 }
let double: ModelDouble | null = null

afterEach(async () => {
  await double?.stop()
  double = null
})

/** All events, and the error that ended them, if one did. */
async function run(script: (index: number) => ModelScript, signal = new AbortController().signal, deadlines = quick) {
  double = await startModelDouble((_, index) => script(index))
  const complete = createOpenAI({ model: 'petit', apiKey: null, baseUrl: double.baseUrl, deadlines })
  const events: ModelEvent[] = []
  try {
    for await (const event of complete(request, signal)) events.push(event)
    return { events, error: null, double }
  } catch (error) {
    return { events, error: error as BotError, double }
  }
}

describe('createOpenAI', () => {
  it('streams the pieces, then the end with model and tokens', async () => {
    const { events } = await run(() => ({ kind: 'answer', pieces: ['Le mé', 'tier.'] }))
    expect(events).toEqual([
      { kind: 'text', text: 'Le mé' },
      { kind: 'text', text: 'tier.' },
      { kind: 'end', finishReason: 'stop', model: 'petit', usage: { inputTokens: 900, outputTokens: 60 } },
    ])
  })

  it('takes a server that does not count tokens', async () => {
    const { events } = await run(() => ({ kind: 'answer', pieces: ['Oui.'], usage: false }))
    expect(events.at(-1)).toMatchObject({ kind: 'end', usage: null })
  })

  it.each<[string, ModelScript]>([
    ['is silent from the start', { kind: 'stall', pieces: [] }],
    ['stalls half-way', { kind: 'stall', pieces: ['Le mé'] }],
    ['is cut cleanly', { kind: 'cut', pieces: ['Le métier paie 9 000 €'] }],
    ['is reset', { kind: 'reset', pieces: ['Le mé'] }],
    ['sends a malformed chunk', { kind: 'malformed' }],
    ['sends a web page with status 200', { kind: 'page' }],
    ['answers 500', { kind: 'status', status: 500 }],
    ['answers 429 and asks to wait a minute', { kind: 'status', status: 429, headers: { 'retry-after': '59' } }],
  ])('fails with `model`, within the deadline, when the server %s', async (_, script) => {
    const { events, error } = await run(() => script)
    expect(error?.kind).toBe('model')
    expect(events.some((event) => event.kind === 'end')).toBe(false)
  })

  it('ends a stream that drips past the total deadline', async () => {
    const complete = run(() => ({ kind: 'stall', pieces: ['a'] }), undefined, { idleMs: 5000, totalMs: 60 })
    expect((await complete).error?.message).toContain('not finished after 60 ms')
  })

  it('stops at once when the caller gives up, and hangs up on the server', async () => {
    const controller = new AbortController()
    double = await startModelDouble(() => ({ kind: 'stall', pieces: ['Le mé'] }))
    const complete = createOpenAI({
      model: 'petit',
      apiKey: null,
      baseUrl: double.baseUrl,
      deadlines: { idleMs: 9000, totalMs: 9000 },
    })
    const read = async () => {
      for await (const event of complete(request, controller.signal)) if (event.kind === 'text') controller.abort()
    }
    await expect(read()).rejects.toMatchObject({ kind: 'aborted' })
    await expect.poll(() => double!.hangUps()).toBe(1)
  })

  it('leaves out a setting that the server refuses by name, from then on', async () => {
    const { events, double } = await run((index) =>
      index === 0 ? { kind: 'status', status: 400, param: 'temperature' } : { kind: 'answer', pieces: ['Oui.'] },
    )
    expect(events).toHaveLength(2)
    expect(double.calls.map((call) => 'temperature' in call)).toEqual([true, false])
  })

  it('keeps the provider’s message, which may quote the question, out of its own', async () => {
    const { error } = await run(() => ({ kind: 'status', status: 400, param: 'Bonjour' }))
    expect(error?.message).toBe('the model failed: HTTP 400')
  })
})

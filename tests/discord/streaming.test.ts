import { afterEach, describe, expect, it } from 'vitest'
import { createPace } from '../../src/discord/pace.ts'
import type { Segment } from '../../src/domain/answer.ts'
import type { Ask } from '../../src/domain/ports.ts'
import { discord as texts } from '../../src/texts/fr/discord.ts'
import { answerOf, redirected, text, traceId, type Setup } from './bot.ts'
import { closeWorld, openWorld, type World } from './world.ts'

let world: World
const open = async (setup: Setup = {}): Promise<World> => (world = await openWorld(setup))
afterEach(async () => world !== undefined && (await closeWorld(world)))

const segment = (text: string): Segment => ({ text, cites: [] })

/** A pipeline whose segments come when the test says so. */
function createScript() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const heard = Promise.withResolvers<(segments: readonly Segment[]) => void>()
  const ask: Ask = async (_, options) => {
    heard.resolve(options?.onProgress ?? (() => {}))
    await promise
    return answerOf()
  }
  return { ask, end: resolve, progress: async (...texts: readonly string[]) => (await heard.promise)(texts.map(segment)) }
}

const edits = (of: World): number => of.double.count('PATCH', /@original$/)

describe('a growing answer', () => {
  it('is shown while it is written, and ends with its sources', async () => {
    const script = createScript()
    const { double } = await open({ ask: script.ask, streamEveryMs: 20 })
    const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    await script.progress('Une première phrase vérifiée.[1]')
    const growing = await sent.answer()
    expect(growing.content).toBe(`Une première phrase vérifiée.[1]\n\n-# ${texts.checking}`)
    script.end()
    const ended = await sent.answer(({ content }) => content.includes(traceId))
    expect(ended.content).toContain(text)
    expect(ended.content).not.toContain(texts.checking)
  })

  it('is not edited again when nothing new is there', async () => {
    const script = createScript()
    const ask: Ask = async (question, options) => (question.text === 'vite' ? answerOf() : script.ask(question, options))
    const { double } = await open({ ask, streamEveryMs: 1 })
    const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    for (let round = 0; round < 5; round += 1) {
      await script.progress('Une phrase.')
      await sent.answer()
      // Another question's way there and back takes longer than the pace.
      await double.slashCommand({ name: 'question', options: { texte: 'vite' } }).answer()
    }
    script.end()
    await sent.answer(({ content }) => content.includes(traceId))
    expect(double.count('PATCH', new RegExp(sent.record.token))).toBe(2)
  })

  it('is sent once when it is fast', async () => {
    const ask: Ask = async (_, options) => {
      options?.onProgress?.([segment('Une phrase.')])
      return answerOf()
    }
    const opened = await open({ ask })
    const sent = opened.double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    await sent.answer(({ content }) => content.includes(traceId))
    expect(edits(opened)).toBe(1)
  })

  it('replies to a mention once, then edits that reply', async () => {
    const script = createScript()
    const { double } = await open({ ask: script.ask, streamEveryMs: 20 })
    const { channel_id } = double.say({ text: '@Sextant combien ?' })
    await script.progress('Une phrase.')
    await double.waitFor('the growing reply', () => double.messages(channel_id)[1]?.content.includes('Une phrase.'))
    script.end()
    await double.waitFor('the whole reply', () => double.messages(channel_id)[1]?.content.includes(traceId))
    expect(double.messages(channel_id)).toHaveLength(2)
    expect(double.count('POST', /messages$/)).toBe(1)
  })

  it('folds what comes during a rate limit into the next edit', async () => {
    const script = createScript()
    const opened = await open({ ask: script.ask, streamEveryMs: 5 })
    const { double } = opened
    const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    await script.progress('Une phrase.')
    await sent.answer()
    double.faults.rateLimit({ method: 'PATCH', path: /@original$/, retryAfterS: 0.2 })
    for (let count = 2; count < 30; count += 1) await script.progress(...Array.from({ length: count }, () => 'Une phrase. '))
    await double.waitFor('the 429', () => double.requests.some(({ status }) => status === 429))
    script.end()
    await sent.answer(({ content }) => content.includes(traceId))
    expect(edits(opened)).toBeLessThanOrEqual(4)
  })

  it('is not shown while a text of danger is looked at', async () => {
    let streamed = true
    const ask: Ask = async (_, options) => {
      streamed = options?.onProgress !== undefined
      return redirected
    }
    const { double } = await open({ ask })
    expect((await double.slashCommand({ name: 'question', options: { texte: 'je veux mourir' } }).answer()).content).toContain(
      '3114',
    )
    expect(streamed).toBe(false)
  })
})

describe('createPace', () => {
  it('shows at most once in the given time, and the newest state only', async () => {
    const shown: { state: number; at: number }[] = []
    const third = Promise.withResolvers<void>()
    const everyMs = 40
    const pace = createPace<number>(everyMs, performance.now.bind(performance), async (state) => {
      shown.push({ state, at: performance.now() })
      if (shown.length === 3) third.resolve()
      else for (let more = 1; more <= 3; more += 1) pace.offer(state + more)
    })
    const started = performance.now()
    for (const state of [1, 2, 3]) pace.offer(state)
    await third.promise
    await pace.end()
    expect(shown.map(({ state }) => state)).toEqual([3, 6, 9])
    for (const [index, { at }] of shown.entries())
      expect(at - (shown[index - 1]?.at ?? started)).toBeGreaterThanOrEqual(everyMs - 2)
  })

  it('ends after what is under way, and shows nothing more', async () => {
    const shown: number[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const pace = createPace<number>(0, Date.now, async (state) => {
      shown.push(state)
      begun.resolve()
      await promise
    })
    pace.offer(1)
    await begun.promise
    pace.offer(2)
    const ended = pace.end()
    resolve()
    await ended
    expect(shown).toEqual([1])
  })
})

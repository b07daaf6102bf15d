import { afterEach, describe, expect, it } from 'vitest'
import type { Segment } from '../../src/domain/answer.ts'
import type { Ask } from '../../src/domain/ports.ts'
import { shownText } from '../doubles/discord/payloads.ts'
import { answerOf, citation, ephemeral, text, traceId, type Setup } from './bot.ts'
import { closeWorld, openWorld, type World } from './world.ts'

let world: World
const open = async (setup: Setup = {}): Promise<World> => (world = await openWorld(setup))
afterEach(() => closeWorld(world))

const v2 = 1 << 15
const long = (chars: number): readonly Segment[] => [
  { text: 'Une phrase citée.[1] '.repeat(chars / 21), cites: [citation.passageId] },
]
const sources = /\n\*\*Sources\*\*\n-# \[1\] Salaire.*\n-# Rédigé.* trace 7K3M9QX2TB$/

describe('an answer over 2,000 characters', () => {
  it('stays one message, its sources whole and last', async () => {
    const { double } = await open({ ask: async () => answerOf({ segments: long(3000) }) })
    const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    const answer = await sent.answer()
    expect(answer.flags & v2).toBe(v2)
    expect(answer.content).toBe('')
    expect(shownText(answer)).toMatch(sources)
    expect(sent.record.followUps).toEqual([])
  })

  it('takes the place of what was shown while it grew', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const ask: Ask = async (_, options) => {
      options?.onProgress?.([{ text: 'Une phrase.', cites: [] }])
      await promise
      return answerOf({ segments: long(3000) })
    }
    const { double } = await open({ ask, streamEveryMs: 1 })
    const { channel_id } = double.say({ text: '@Sextant combien ?' })
    const reply = await double.waitFor('the growing reply', () => double.messages(channel_id)[1])
    resolve()
    await double.waitFor('the whole reply', () => shownText(reply).includes(traceId))
    expect(reply.content).toBe('')
    expect(shownText(reply)).toMatch(sources)
    expect(double.messages(channel_id)).toHaveLength(2)
  })

  it('that ends shorter than it grew is still shown', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const ask: Ask = async (_, options) => {
      options?.onProgress?.(long(3000))
      await promise
      return answerOf()
    }
    const { double } = await open({ ask, streamEveryMs: 1 })
    const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    await sent.answer((message) => (message.flags & v2) !== 0)
    resolve()
    const answer = await sent.answer((message) => shownText(message).includes(traceId))
    expect(shownText(answer)).toContain(text)
  })
})

describe('an answer over 4,000 characters', () => {
  it('goes on in follow-ups, as private as it began, with the sources last', async () => {
    const { double } = await open({ ask: async () => answerOf({ segments: long(7000) }) })
    const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?', prive: true } })
    const last = await double.waitFor('the follow-up', () => sent.record.followUps[0])
    expect(shownText(await sent.answer())).toMatch(/^Une phrase.*\[1\]$/)
    expect(shownText(last)).toMatch(sources)
    expect(last.flags & ephemeral).toBe(ephemeral)
  })

  it('goes on in the channel after a mention, once each even when Discord loses an answer', async () => {
    const { double } = await open({ ask: async () => answerOf({ segments: long(7000) }) })
    double.faults.next({ method: 'POST', path: /messages$/, status: 500, afterWrite: true, times: 2 })
    const { channel_id } = double.say({ text: '@Sextant combien ?' })
    const last = await double.waitFor('the second message', () => double.messages(channel_id)[2])
    await world.bot.stop()
    expect(shownText(last)).toMatch(sources)
    expect(double.messages(channel_id)).toHaveLength(3)
  })
})

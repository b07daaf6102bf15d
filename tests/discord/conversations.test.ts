import { afterEach, describe, expect, it } from 'vitest'
import { type Setup } from './bot.ts'
import { closeWorld, openWorld, type World } from './world.ts'

let world: World
const open = async (setup: Setup = {}): Promise<World> => (world = await openWorld(setup))
afterEach(() => closeWorld(world))

describe('conversations', () => {
  it('are one for a thread and for a direct message, one a member and a channel elsewhere', async () => {
    const { double, asked } = await open()
    const say = async (origin: { user: string; channel: string | null }): Promise<string | null> => {
      const before = asked.length
      double.say({ ...origin, text: '@Sextant combien ?' })
      await double.waitFor('the question', () => asked.length > before)
      return asked.at(-1)!.conversation
    }
    const lea = await say({ user: 'Léa', channel: 'général' })
    expect(await say({ user: 'Léa', channel: 'général' })).toBe(lea)
    expect(await say({ user: 'Tom', channel: 'général' })).not.toBe(lea)
    const thread = await say({ user: 'Léa', channel: 'fil' })
    expect(await say({ user: 'Tom', channel: 'fil' })).toBe(thread)
    expect(await say({ user: 'Tom', channel: null })).not.toBe(await say({ user: 'Léa', channel: null }))
  })

  it('go on along a chain of replies, whoever replies', async () => {
    const { double, asked, log } = await open()
    const first = double.say({ user: 'Léa', text: '@Sextant combien ?' })
    const reply = await double.waitFor('the reply', () => double.messages(first.channel_id)[1])
    await double.waitFor('the end of the answer', () => log.some(({ event }) => event === 'answer-delivered'))
    double.say({ user: 'Tom', text: 'et en net ?', repliesTo: reply })
    await double.waitFor('the second question', () => asked.length === 2)
    expect(asked[1]!.conversation).toBe(asked[0]!.conversation)
  })

  it('keep private questions apart from public ones', async () => {
    const { double, asked } = await open()
    await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    await double.slashCommand({ name: 'question', options: { texte: 'combien ?', prive: true } }).answer()
    expect(asked[0]!.conversation).not.toBe(asked[1]!.conversation)
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { discord as texts } from '../../src/texts/fr/discord.ts'
import { safety } from '../../src/texts/fr/safety.ts'
import { ephemeral, redirected, text, type Setup } from './bot.ts'
import { closeWorld, openWorld, type World } from './world.ts'

let world: World
const open = async (setup: Setup = {}): Promise<World> => (world = await openWorld(setup))
afterEach(() => closeWorld(world))

describe('a mention', () => {
  it('shows that it is being answered, then replies to the message', async () => {
    const { double, asked } = await open()
    const question = double.say({ text: '@Sextant combien gagne un prompt engineer ?' })
    const reply = await double.waitFor('the reply', () => double.messages(question.channel_id)[1])
    expect(double.count('POST', /\/typing$/)).toBe(1)
    expect(reply['message_reference']).toMatchObject({ message_id: question.id })
    expect(reply.content).toContain(text)
    expect(asked[0]?.text).toBe('combien gagne un prompt engineer ?')
  })

  it('gives neutral words for whoever and whatever else is mentioned', async () => {
    const { double, asked } = await open()
    const { id } = double.user('Tom')
    double.say({
      text: `<@!${double.world.bot.id}> <@${id}> de <#${id}> et <@&${id}> veut <:voir:${id}> </metier:${id}> <t:1700000000:R>`,
    })
    await double.waitFor('the question', () => asked.length === 1)
    expect(asked[0]?.text).toBe('quelqu’un de un salon et un groupe veut :voir: /metier une date')
  })

  it('answers a reply that pings it, and a mention inside a reply to somebody else', async () => {
    const { double, asked } = await open()
    const first = double.say({ text: '@Sextant combien ?' })
    const reply = await double.waitFor('the reply', () => double.messages(first.channel_id)[1])
    double.say({ text: 'et aux États-Unis ?', repliesTo: reply })
    double.say({ user: 'Tom', text: '@Sextant c’est vrai ?', repliesTo: first })
    await double.waitFor('three questions', () => asked.length === 3)
    expect(asked.map((question) => question.text)).toEqual(['combien ?', 'et aux États-Unis ?', 'c’est vrai ?'])
  })

  it('says what to write when nothing but the mention is there', async () => {
    const { double, asked } = await open()
    const { channel_id } = double.say({ text: '@Sextant' })
    const help = await double.waitFor('the help', () => double.messages(channel_id)[1])
    expect(help.content).toBe(texts.help)
    expect(asked).toEqual([])
  })

  it('answers once an event that arrives twice, even much later', async () => {
    const { double, asked, bot } = await open()
    double.faults.gateway.repeatNext()
    const question = double.say({ text: '@Sextant combien ?' })
    await double.waitFor('the reply', () => double.messages(question.channel_id).length === 2)
    // discord.js itself forgets a message after some others.
    for (let index = 0; index < 40; index += 1) double.say({ text: 'on mange où ?' })
    double.faults.gateway.resend(question.id)
    double.say({ text: '@Sextant et après ?' })
    await double.waitFor('the second question', () => asked.length >= 2)
    await bot.stop()
    expect(asked.map((one) => one.text)).toEqual(['combien ?', 'et après ?'])
    expect(double.count('POST', /messages$/)).toBe(2)
  })

  it('does not hear bots, webhooks, itself, @everyone or talk that does not concern it', async () => {
    const { double, asked, bot } = await open({ double: { users: [{ name: 'Léa' }, { name: 'Robot', bot: true }] } })
    double.say({ user: 'Robot', text: '@Sextant combien ?' })
    double.say({ text: '@Sextant combien ?', webhook: true })
    double.say({ text: '@everyone réunion à midi' })
    double.say({ text: 'on mange où ?' })
    double.say({ text: '@Sextant la vraie question' })
    await double.waitFor('the question', () => asked.length > 0)
    await bot.stop()
    expect(asked.map((question) => question.text)).toEqual(['la vraie question'])
    expect(double.count('POST', /messages$/)).toBe(1)
  })

  it('answers danger in a direct message and leaves no trace in public', async () => {
    const { double } = await open({ ask: async () => redirected })
    const { channel_id } = double.say({ text: '@Sextant je veux mourir' })
    const direct = await double.waitFor(
      'the direct message',
      () => double.messages(double.world.directChannel(double.user('Léa')).id)[0],
    )
    expect(direct.content).toContain('3114')
    expect(double.messages(channel_id)).toHaveLength(1)
    expect(double.count('POST', /\/typing$/)).toBe(0)
  })

  it('shows a neutral line with a button when direct messages are closed, and the button answers privately', async () => {
    const { double } = await open({ ask: async () => redirected, double: { users: [{ name: 'Léa', closedDms: true }] } })
    const { channel_id } = double.say({ text: '@Sextant je veux mourir' })
    const line = await double.waitFor('the public line', () => double.messages(channel_id)[1])
    expect(line.content).toBe(safety.publicLine)
    const button = (line['components'] as { components: { custom_id: string; label: string }[] }[])[0]!.components[0]!
    expect(button.label).toBe(safety.readPrivately)
    const apart = await double.pressButton({ customId: button.custom_id, message: line }).answer()
    expect(apart.flags & ephemeral).toBe(ephemeral)
    expect(apart.content).toContain('3114')
  })
})

describe('a direct message', () => {
  it('is answered where it was written, without a mention', async () => {
    const { double, asked } = await open()
    const { channel_id } = double.directMessage('Tom', 'combien gagne un prompt engineer ?')
    const reply = await double.waitFor('the reply', () => double.messages(channel_id)[1])
    expect(reply.content).toContain(text)
    expect(asked).toMatchObject([{ text: 'combien gagne un prompt engineer ?', guild: null }])
  })

  it('answers danger there', async () => {
    const { double } = await open({ ask: async () => redirected })
    const { channel_id } = double.directMessage('Tom', 'je veux mourir')
    const reply = await double.waitFor('the reply', () => double.messages(channel_id)[1])
    expect(reply.content).toContain('3114')
  })

  it('takes slash commands too', async () => {
    const { double, asked } = await open()
    await double.slashCommand({ name: 'question', channel: null, options: { texte: 'combien ?' } }).answer()
    expect(asked).toMatchObject([{ guild: null }])
  })
})

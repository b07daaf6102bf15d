import { afterEach, describe, expect, it } from 'vitest'
import { discord as texts } from '../../src/texts/fr/discord.ts'
import { answerOf, text, traceId, type Setup } from './bot.ts'
import { closeWorld, openWorld, type World } from './world.ts'

let world: World
const open = async (setup: Setup = {}): Promise<World> => (world = await openWorld(setup))
afterEach(() => closeWorld(world))

const callback = /\/callback$/
const channelMessages = /^\/channels\/\d+\/messages$/
const original = /@original$/

describe('a faulty Discord', () => {
  it('that loses the answer to a message after writing it gets one message, not two', async () => {
    const { double } = await open()
    double.faults.next({ method: 'POST', path: channelMessages, status: 500, afterWrite: true })
    const { channel_id } = double.say({ text: '@Sextant combien ?' })
    await double.waitFor('the second attempt', () => double.count('POST', channelMessages) === 2)
    expect(double.messages(channel_id)).toHaveLength(2)
  })

  it('that fails before writing gets the message again', async () => {
    const { double } = await open()
    double.faults.next({ method: 'POST', path: channelMessages, status: 500, times: 2 })
    const { channel_id } = double.say({ text: '@Sextant combien ?' })
    const reply = await double.waitFor('the reply', () => double.messages(channel_id)[1])
    expect(reply.content).toContain(text)
  })

  it('that loses the answer to an acknowledgement still gets the answer', async () => {
    const { double } = await open()
    double.faults.next({ path: callback, status: 500, afterWrite: true })
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    expect(answer.content).toContain(text)
    expect(double.count('POST', callback)).toBe(2)
  })

  it('that no longer waits for the acknowledgement is logged, and the question is not asked in vain', async () => {
    let late = 0
    const { double, log, asked } = await open({ double: { clock: () => Date.now() + late } })
    const release = double.faults.hold(callback)
    double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    late = 3001
    release()
    await double.waitFor('the log line', () =>
      log.some(({ event, level }) => event === 'interaction-expired' && level === 'warn'),
    )
    expect(asked).toEqual([])
  })

  it('that no longer waits for choices is no error to the member', async () => {
    const { double, log } = await open()
    double.faults.next({ path: callback, status: 404, body: { message: 'Unknown interaction', code: 10062 } })
    double.autocomplete({ name: 'metier', option: 'nom', typed: 'p' })
    await double.waitFor('the log line', () => log.some(({ event }) => event === 'choices-expired'))
  })

  it('that limits the rate is waited for', async () => {
    const { double } = await open()
    double.faults.rateLimit({ method: 'PATCH', path: original, retryAfterS: 0.1, times: 2 })
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    expect(answer.content).toContain(text)
  })

  it('that refuses the answer is told once in one French sentence with a trace number', async () => {
    const { double, log, tolerated } = await open()
    tolerated.push('answer-not-delivered')
    double.faults.next({ method: 'PATCH', path: original, status: 400, body: { message: 'Invalid Form Body', code: 50035 } })
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    expect(answer.content).toBe(texts.failed(traceId))
    expect(log.find(({ event }) => event === 'answer-not-delivered')?.fields).toEqual({ traceId })
  })

  it('whose moderators deleted the reply does not get it again', async () => {
    const { double, tolerated } = await open({
      streamEveryMs: 1,
      ask: async (_, options) => {
        options?.onProgress?.([{ text: 'Une phrase.', cites: [] }])
        await world.double.waitFor('the reply', () => world.double.messages(world.double.channel('général').id).length === 2)
        world.double.faults.next({
          method: 'PATCH',
          path: /messages/,
          status: 404,
          body: { message: 'Unknown Message', code: 10008 },
        })
        return answerOf()
      },
    })
    tolerated.push('answer-not-delivered')
    double.say({ text: '@Sextant combien ?' })
    await double.waitFor('the log line', () => world.log.some(({ event }) => event === 'answer-not-delivered'))
    await world.bot.stop()
    expect(double.count('POST', channelMessages)).toBe(1)
    expect(double.count('PATCH', /messages/)).toBe(1)
  })

  it('that shows no typing still shows the answer', async () => {
    const { double } = await open()
    double.faults.next({ path: /typing$/, status: 403, body: { message: 'Missing Permissions', code: 50013 } })
    const { channel_id } = double.say({ text: '@Sextant combien ?' })
    expect((await double.waitFor('the reply', () => double.messages(channel_id)[1])).content).toContain(text)
  })
})

describe('a faulty pipeline', () => {
  it('that throws is said in one French sentence with the number that the log carries', async () => {
    const { double, log, tolerated } = await open({ ask: () => Promise.reject(new Error('secret detail')) })
    tolerated.push('answer-not-obtained')
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    const incident = String(log.find(({ level }) => level === 'error')?.fields['traceId'])
    expect(incident).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
    expect(answer.content).toBe(texts.failed(incident))
  })

  it('without pseudonyms still leaves nobody waiting', async () => {
    const pseudonym = (): string => {
      throw new Error('no key')
    }
    const { double, tolerated } = await open({ pseudonym })
    tolerated.push('answer-not-obtained')
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    expect(answer.content).toMatch(/^Quelque chose s’est mal passé/)
  })

  it('that never ends is given up at the deadline', async () => {
    const { double, tolerated } = await open({ ask: () => new Promise(() => {}), answerTimeoutMs: 30 })
    tolerated.push('answer-not-obtained')
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    expect(answer.content).toMatch(/^Je n’ai pas réussi à répondre à temps/)
  })

  it('that answers without a word is not an empty message', async () => {
    const { double } = await open({ ask: async () => answerOf({ segments: [], citations: [] }) })
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    expect(answer.content).toContain(texts.failed(traceId))
  })
})

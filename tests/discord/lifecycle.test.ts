import { afterEach, describe, expect, it } from 'vitest'
import { createDiscord } from '../../src/discord/client.ts'
import { discord as texts } from '../../src/texts/fr/discord.ts'
import { startDiscordDouble, type DiscordDouble, type DoubleOptions } from '../doubles/discord/double.ts'
import { answerOf, botOptions, text, type LoggedLine, type Setup } from './bot.ts'
import { closeWorld, openWorld, type World } from './world.ts'

const cleanUps: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function open(setup: Setup = {}): Promise<World> {
  const world = await openWorld(setup)
  cleanUps.push(() => closeWorld(world))
  return world
}

/** A bot that is not started. */
async function offline(
  setup: Setup & { token?: string } = {},
  options: DoubleOptions = {},
): Promise<{ double: DiscordDouble; bot: ReturnType<typeof createDiscord>; log: LoggedLine[] }> {
  const double = await startDiscordDouble(options)
  const log: LoggedLine[] = []
  const bot = createDiscord({ ...botOptions(double, {}, [], log), ...setup })
  cleanUps.push(double.stop, bot.stop)
  return { double, bot, log }
}

const ask = async ({ double }: Pick<World, 'double'>): Promise<string> =>
  (await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()).content

describe('start', () => {
  it('gives the bot’s name and an invitation with its commands and four permissions, administrator not among them', async () => {
    const { started, double } = await open()
    const { searchParams, origin, pathname } = new URL(started.inviteUrl)
    expect(started.botTag).toBe('Sextant')
    expect(`${origin}${pathname}`).toBe('https://discord.com/oauth2/authorize')
    expect(searchParams.get('client_id')).toBe(double.world.applicationId)
    expect(searchParams.get('scope')).toBe('bot applications.commands')
    expect(BigInt(searchParams.get('permissions')!)).toBe((1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n))
  })

  it('asks for no privileged intent', async () => {
    const { double } = await open()
    expect(double.gateway.intents()).toBe((1 << 0) | (1 << 9) | (1 << 12))
  })

  it('does not wait for a server that is out', async () => {
    const world = await open({
      double: {
        guilds: [
          { name: 'Lycée', channels: [{ name: 'général' }] },
          { name: 'Absent', channels: [], unavailable: true },
        ],
      },
    })
    expect(await ask(world)).toContain(text)
  })

  it('takes an address with a version or a slash at its end', async () => {
    const { double, bot } = await offline()
    const log: LoggedLine[] = []
    const other = createDiscord({ ...botOptions(double, {}, [], log), apiUrl: `${double.apiUrl}/v10/` })
    cleanUps.push(other.stop)
    await expect(other.start()).resolves.toMatchObject({ botTag: 'Sextant' })
    await bot.stop()
  })

  it('says what to fix when the token is refused, over REST or at the gateway', async () => {
    const wrong = await offline({ token: 'wrong' })
    await expect(wrong.bot.start()).rejects.toMatchObject({ kind: 'config', message: texts.fatal.token })
    const late = await offline()
    late.double.faults.gateway.refuseIdentify(4004)
    await expect(late.bot.start()).rejects.toMatchObject({ kind: 'config', message: texts.fatal.token })
  })

  it.each([4010, 4011, 4012, 4013, 4014] as const)('says what to fix when the gateway closes with %i', async (code) => {
    const { bot, double } = await offline()
    double.faults.gateway.refuseIdentify(code)
    await expect(bot.start()).rejects.toMatchObject({ kind: 'config', message: texts.fatal[code] })
    expect((await bot.failed).message).toBe(texts.fatal[code])
  })

  it('says that Discord does not answer', async () => {
    const { bot } = await offline({ apiUrl: 'http://127.0.0.1:9/api' })
    await expect(bot.start()).rejects.toMatchObject({ kind: 'discord', message: texts.fatal.unreachable })
  })
})

describe('once online', () => {
  it('fails when the token is refused later', async () => {
    const { double, bot, tolerated } = await open()
    tolerated.push('answer-not-delivered')
    double.faults.next({ method: 'POST', path: /messages$/, status: 401, body: { message: '401: Unauthorized', code: 0 } })
    double.say({ text: '@Sextant combien ?' })
    expect(await bot.failed).toMatchObject({ kind: 'config', message: texts.fatal.token })
  })

  it('does not take an expired interaction token for a refused bot', async () => {
    const { double, bot, log, tolerated } = await open()
    tolerated.push('answer-not-delivered')
    double.faults.next({
      method: 'PATCH',
      path: /@original$/,
      status: 401,
      body: { message: 'Invalid Webhook Token', code: 50027 },
    })
    double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    await double.waitFor('the log line', () => log.some(({ event }) => event === 'answer-not-delivered'))
    expect(await Promise.race([bot.failed, Promise.resolve('alive')])).toBe('alive')
    expect(await ask({ double })).toContain(text)
  })

  it.each([
    ['told to reconnect (op 7)', ({ faults }: DiscordDouble) => faults.gateway.reconnect()],
    ['closed with 4000', ({ faults }: DiscordDouble) => faults.gateway.close(4000)],
    ['told that its session is resumable (op 9)', ({ faults }: DiscordDouble) => faults.gateway.invalidSession(true)],
  ])('resumes its session when %s, and misses no question', async (_, disturb) => {
    const world = await open()
    disturb(world.double)
    await world.double.waitFor('the resume', () => world.double.gateway.stats.resumes === 1)
    expect(await ask(world)).toContain(text)
    expect(world.double.gateway.stats.identifies).toBe(1)
  })

  it('answers what was asked while it was away', async () => {
    const { double } = await open()
    double.faults.gateway.close(4000)
    await double.waitFor('the close', () => double.gateway.stats.closes.length === 1)
    const { channel_id } = double.say({ text: '@Sextant combien ?' })
    expect((await double.waitFor('the reply', () => double.messages(channel_id)[1])).content).toContain(text)
  })

  it('leaves a connection whose heartbeats stay unanswered', async () => {
    const { double } = await open({ double: { heartbeatIntervalMs: 60 } })
    double.faults.gateway.dropAcks(true)
    await double.waitFor('the resume', () => double.gateway.stats.resumes >= 1)
    double.faults.gateway.dropAcks(false)
    expect(await ask({ double })).toContain(text)
  })

  it('identifies again when its session is gone', { timeout: 15_000 }, async () => {
    const { double } = await open()
    double.faults.gateway.invalidSession(false)
    await double.waitFor('the second identify', () => double.gateway.stats.identifies === 2, 12_000)
    expect(await ask({ double })).toContain(text)
  })
})

describe('stop', () => {
  it('waits for the answers under way', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { double, bot, asked } = await open({ ask: async () => (await promise, answerOf()) })
    const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    await double.waitFor('the question', () => asked.length === 1)
    const stopped = bot.stop()
    resolve()
    await stopped
    expect(sent.record.original?.content).toContain(text)
    expect(double.gateway.stats.closes).toEqual([1000])
  })

  it('tells who asks meanwhile to come back', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { double, bot, asked } = await open({ ask: async () => (await promise, answerOf()) })
    double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    await double.waitFor('the question', () => asked.length === 1)
    const stopped = bot.stop()
    expect(await ask({ double })).toBe(texts.restarting)
    resolve()
    await stopped
    expect(asked).toHaveLength(1)
  })

  it('gives up at its deadline what never ends, and says so', async () => {
    const { double, bot, tolerated, asked } = await open({ ask: () => new Promise(() => {}), stopTimeoutMs: 1050 })
    tolerated.push('answer-not-obtained')
    const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    await double.waitFor('the question', () => asked.length === 1)
    const started = performance.now()
    await bot.stop()
    expect(performance.now() - started).toBeLessThan(1050)
    expect(sent.record.original?.content).toBe(texts.restarting)
  })

  it('logs no trouble of its own making', async () => {
    const { bot, log } = await open()
    await bot.stop()
    expect(log.filter(({ level }) => level !== 'info')).toEqual([])
  })
})

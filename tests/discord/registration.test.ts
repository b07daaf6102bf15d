import { afterEach, describe, expect, it } from 'vitest'
import { createDiscord } from '../../src/discord/client.ts'
import { registerCommands } from '../../src/discord/commands/register.ts'
import { discord as texts } from '../../src/texts/fr/discord.ts'
import { startDiscordDouble, type DiscordDouble } from '../doubles/discord/double.ts'
import { botOptions, type LoggedLine } from './bot.ts'

const cleanUps: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function open(): Promise<DiscordDouble> {
  const double = await startDiscordDouble()
  cleanUps.push(double.stop)
  return double
}

async function startAndStop(double: DiscordDouble, guildId?: string): Promise<readonly LoggedLine[]> {
  const log: LoggedLine[] = []
  const bot = createDiscord({ ...botOptions(double, {}, [], log), guildId })
  await bot.start()
  await bot.stop()
  return log
}

const puts = (double: DiscordDouble): number => double.count('PUT', /commands$/)

describe('the commands', () => {
  it('are registered at the first start and left alone at the second', async () => {
    const double = await open()
    await startAndStop(double)
    await startAndStop(double)
    expect(puts(double)).toBe(1)
    expect(double.world.commands.get('global')?.map(({ name }) => name)).toEqual(['metier', 'question'])
    expect(double.unhandled).toEqual([])
  })

  it.each<[string, (commands: Record<string, unknown>[]) => unknown]>([
    ['another description', ([first]) => Object.assign(first!, { description: 'Autre chose' })],
    ['an option that is required no more', ([first]) => delete (first!['options'] as Record<string, unknown>[])[0]!['required']],
    ['an option limited in length', ([first]) => Object.assign((first!['options'] as object[])[1]!, { max_length: 5 })],
    ['a command too many', (commands) => commands.push({ ...commands[0], name: 'autre' })],
    ['a command missing', (commands) => commands.pop()],
  ])('are written again over %s', async (_, change) => {
    const double = await open()
    await startAndStop(double)
    change(double.world.commands.get('global')!)
    await startAndStop(double)
    expect(puts(double)).toBe(2)
  })

  it('are registered on one server when told so', async () => {
    const double = await open()
    const guildId = double.world.guilds[0]!.id
    await startAndStop(double, guildId)
    await startAndStop(double, guildId)
    expect(puts(double)).toBe(1)
    expect(double.world.commands.get(guildId)).toHaveLength(2)
    expect(double.world.commands.has('global')).toBe(false)
  })

  it('that cannot be registered do not keep the bot from coming online', async () => {
    const double = await open()
    double.faults.next({ method: 'PUT', path: /commands$/, status: 403, body: { message: 'Missing Access', code: 50001 } })
    const log = await startAndStop(double)
    expect(log.find(({ event }) => event === 'commands-not-registered')?.error).toMatchObject({
      kind: 'discord',
      message: texts.fatal.noCommands,
    })
  })

  it('can be registered without going online, again only when they changed', async () => {
    const double = await open()
    expect(await registerCommands({ token: double.token, apiUrl: double.apiUrl, guildId: null })).toBe(2)
    expect(await registerCommands({ token: double.token, apiUrl: double.apiUrl })).toBe(2)
    expect(puts(double)).toBe(1)
    expect(double.gateway.stats.identifies).toBe(0)
  })

  it('are refused in French when the token is wrong or Discord is out', async () => {
    const double = await open()
    await expect(registerCommands({ token: 'wrong', apiUrl: double.apiUrl })).rejects.toMatchObject({
      message: texts.fatal.token,
    })
    await expect(registerCommands({ token: 'x', apiUrl: 'http://127.0.0.1:9/api' })).rejects.toMatchObject({
      message: texts.fatal.unreachable,
    })
  })

  it('find the application in the token when a proxy does not know the address', async () => {
    // The same clock makes the same ids.
    const clock = (): number => Date.parse('2026-11-22T08:00:00Z')
    const first = await startDiscordDouble({ clock })
    const token = `${Buffer.from(first.world.applicationId).toString('base64')}.x.y`
    const second = await startDiscordDouble({ clock, token })
    cleanUps.push(first.stop, second.stop)
    second.faults.next({ path: /applications\/@me$/, status: 404 })
    expect(await registerCommands(second)).toBe(2)
  })
})

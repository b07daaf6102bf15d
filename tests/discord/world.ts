import { expect } from 'vitest'
import { createDiscord, type Discord } from '../../src/discord/client.ts'
import type { Question } from '../../src/domain/question.ts'
import { startDiscordDouble, type DiscordDouble } from '../doubles/discord/double.ts'
import { botOptions, type LoggedLine, type Setup } from './bot.ts'

export interface World {
  readonly double: DiscordDouble
  readonly bot: Discord
  readonly asked: readonly Question[]
  readonly log: readonly LoggedLine[]
  /** Error events that the test provokes. */
  readonly tolerated: string[]
  readonly started: { readonly botTag: string; readonly inviteUrl: string }
}

/** A double and a bot that is online on it. */
export async function openWorld(setup: Setup = {}): Promise<World> {
  const double = await startDiscordDouble(setup.double)
  const asked: Question[] = []
  const log: LoggedLine[] = []
  const bot = createDiscord(botOptions(double, setup, asked, log))
  return { double, bot, asked, log, tolerated: [], started: await bot.start() }
}

/** Stops both, and holds what every test promises: no unknown endpoint, nothing that could ping, no unexpected error. */
export async function closeWorld({ bot, double, log, tolerated }: World): Promise<void> {
  await bot.stop()
  await double.stop()
  expect(double.unhandled).toEqual([])
  expect(double.violations).toEqual([])
  expect(log.filter(({ level, event }) => level === 'error' && !tolerated.includes(event))).toEqual([])
}

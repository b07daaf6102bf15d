import { Events, type Client } from 'discord.js'
import type { BotError } from '../domain/error.ts'
import type { Ask, Log, Screen } from '../domain/ports.ts'
import { createAnswering, newIncidentId } from './answering.ts'
import { createOnce } from './bounded.ts'
import { syncCommands } from './commands/register.ts'
import { createClient, inviteUrl, type Connection } from './connect.ts'
import { createConversations } from './conversation.ts'
import { watchConnection } from './events/connection.ts'
import { onInteraction } from './events/interaction.ts'
import { onMessage } from './events/message.ts'
import type { Parts, Pseudonym } from './events/parts.ts'
import { startError, tokenError, tokenRefused } from './fatal.ts'
import { createOutbound } from './outbound.ts'

export interface DiscordOptions extends Connection {
  readonly ask: Ask
  readonly screen: Screen
  /** Best first; at most 25 are offered. */
  readonly suggest: (typed: string) => readonly { readonly slug: string; readonly title: string }[]
  readonly titleOf: (slug: string) => string | null
  readonly pseudonym: Pseudonym
  readonly log: Log
  readonly now?: () => number
  /** Number shown and logged for what failed before the pipeline gave a trace. */
  readonly newTraceId?: () => string
  /** Between two edits of a growing answer; 1,200 unless told. */
  readonly streamEveryMs?: number
  /** Within the 15 minutes of an interaction's token; 120,000 unless told. */
  readonly answerTimeoutMs?: number
  /** What a stop grants to answers under way; 10,000 unless told. */
  readonly stopTimeoutMs?: number
}

export interface Discord {
  /**
   * Resolves when the bot is online and its commands are registered.
   *
   * @throws {BotError} `config` or `discord`, in French, with what to fix.
   */
  start(): Promise<{ readonly botTag: string; readonly inviteUrl: string }>
  /** Takes no more questions, waits for the answers under way, goes offline. */
  stop(): Promise<void>
  /** Resolves when the bot can never work again as it is set up: a refused token, a close without reconnection. */
  readonly failed: Promise<BotError>
}

/** Of the time that a stop grants, what is kept to tell those who must be given up. */
const farewellMs = 1000

/** The bot on Discord. Nothing is sent before `start`. */
export function createDiscord(options: DiscordOptions): Discord {
  const { log, stopTimeoutMs = 10_000 } = options
  const { promise: failed, resolve: fail } = Promise.withResolvers<BotError>()
  let stopping = false
  const client = createClient(options)
  const answering = createAnswering({
    ask: options.ask,
    log,
    now: options.now ?? Date.now,
    newTraceId: options.newTraceId ?? newIncidentId,
    streamEveryMs: options.streamEveryMs ?? 1200,
    answerTimeoutMs: options.answerTimeoutMs ?? 120_000,
  })
  const outbound = createOutbound((cause) => fail(tokenError(cause)))
  const { screen, suggest, titleOf, pseudonym } = options
  const parts: Parts = {
    screen,
    suggest,
    titleOf,
    pseudonym,
    log,
    outbound,
    answering,
    conversations: createConversations(),
    once: createOnce(),
    isStopping: () => stopping,
  }

  watchConnection(client, log, parts.isStopping, fail)
  client.on(Events.InteractionCreate, (interaction) => onInteraction(parts, interaction))
  client.on(Events.MessageCreate, (message) => onMessage(parts, message, message.client.user.id))

  return {
    failed,
    async start() {
      // A fatal close comes before the error of the login that it ends, and says more of what to fix.
      const ready = await Promise.race([failed, logIn(client, options.token)])
      if (ready instanceof Error) throw ready
      await register(ready, options, fail)
      log.info('discord-ready', { guilds: ready.guilds.cache.size })
      return { botTag: ready.user.tag, inviteUrl: inviteUrl(ready.application.id) }
    },
    async stop() {
      stopping = true
      await answering.settled(Math.max(0, stopTimeoutMs - farewellMs))
      answering.abort()
      await answering.settled(Math.min(farewellMs, stopTimeoutMs))
      await client.destroy()
    },
  }
}

async function logIn(client: Client, token: string): Promise<Client<true> | BotError> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  try {
    await client.login(token)
    return await ready
  } catch (error) {
    return startError(error)
  }
}

/** Without its commands the bot still answers mentions and messages: a refusal is logged, a refused token ends it. */
async function register(client: Client<true>, { guildId, log }: DiscordOptions, fail: (error: BotError) => void): Promise<void> {
  try {
    const written = await syncCommands(client.rest, client.application.id, guildId ?? null)
    log.info(written ? 'commands-registered' : 'commands-unchanged')
  } catch (error) {
    log.error('commands-not-registered', error)
    if (tokenRefused(error instanceof Error ? error.cause : error)) fail(startError(error))
  }
}

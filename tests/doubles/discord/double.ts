import { createServer } from 'node:http'
import { randomUUID } from 'node:crypto'
import { idOf, type Json } from './errors.ts'
import { createFaultBox, type RestFaults } from './faults.ts'
import { createGateway, type Gateway, type GatewayFaults } from './gateway.ts'
import { createInteractionRoutes } from './interactions.ts'
import { createJournal, type Journal } from './journal.ts'
import { createMessageRoutes } from './messages.ts'
import { hideContent, memberOf, registered, wants } from './delivery.ts'
import { interactionPayload, mentionedUsers, messagePayload, userPayload } from './payloads.ts'
import { createRest } from './rest.ts'
import {
  createWorld,
  type Channel,
  type GuildSetup,
  type Interaction,
  type Message,
  type User,
  type UserSetup,
  type World,
} from './world.ts'

export interface DoubleOptions {
  readonly guilds?: readonly GuildSetup[]
  readonly users?: readonly UserSetup[]
  readonly token?: string
  /** For Discord's own delays (3 s, 15 min, nonces). */
  readonly clock?: () => number
  /** Bits switched on in the portal: see `privilegedIntents`. */
  readonly allowedIntents?: number
  readonly heartbeatIntervalMs?: number
}

/** Who asks, and where: names of the set-up. Without a channel, the first one; null is a direct message. */
export interface Origin {
  readonly user?: string
  readonly channel?: string | null
}

export interface SentInteraction {
  readonly record: Interaction
  /** `performance.now()` when the event left. */
  readonly sentAt: number
  /** Resolves when a callback was accepted. */
  acknowledged(): Promise<Interaction>
  /** Resolves with the original answer as soon as it satisfies the test; without one, when it is no longer "is thinking…". */
  answer(test?: (message: Message) => boolean): Promise<Message>
}

export interface DiscordDouble extends Pick<Journal, 'requests' | 'unhandled' | 'violations' | 'count' | 'waitFor'> {
  /** For `rest: {api}`, without the version. */
  readonly apiUrl: string
  readonly port: number
  readonly token: string
  readonly world: World
  readonly gateway: Pick<Gateway, 'stats' | 'intents'>
  readonly faults: RestFaults & { readonly gateway: GatewayFaults }
  channel(name: string): Channel
  user(name: string): User
  slashCommand(
    command: Origin & { readonly name: string; readonly options?: Readonly<Record<string, string | boolean>> },
  ): SentInteraction
  autocomplete(command: Origin & { readonly name: string; readonly option: string; readonly typed: string }): SentInteraction
  pressButton(press: Origin & { readonly customId: string; readonly message: Message }): SentInteraction
  /** `@Sextant` in the text stands for the bot's mention. `repliesTo` pings its author, as Discord does by default. */
  say(message: Origin & { readonly text: string; readonly repliesTo?: Message; readonly webhook?: boolean }): Message
  directMessage(user: string, text: string): Message
  /** Oldest first, without ephemeral ones. */
  messages(channelId: string): readonly Message[]
  stop(): Promise<void>
}

const optionType = (value: string | boolean): number => (typeof value === 'boolean' ? 5 : 3)

/** Resolves when the double listens; an unmodified discord.js connects with `rest: {api: apiUrl, version: '10'}`. */
export async function startDiscordDouble(options: DoubleOptions = {}): Promise<DiscordDouble> {
  const clock = options.clock ?? Date.now
  const token = options.token ?? 'double-token'
  const world = createWorld({
    clock,
    guilds: options.guilds ?? [{ name: 'Lycée', channels: [{ name: 'général' }, { name: 'fil', thread: true }] }],
    users: options.users ?? [{ name: 'Léa' }, { name: 'Tom' }],
  })
  const journal = createJournal()
  const faults = createFaultBox()
  const server = createServer()
  let port = 0
  const gatewayUrl = (): string => `ws://127.0.0.1:${port}`
  const gateway = createGateway(server, {
    world,
    journal,
    token,
    url: gatewayUrl,
    allowedIntents: options.allowedIntents ?? 0,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? 45_000,
  })
  const dispatch = (event: string, data: Json): void => {
    if (wants(gateway.intents() ?? 0, event, data))
      gateway.dispatch(event, event.startsWith('MESSAGE_') ? hideContent(world, gateway.intents() ?? 0, data) : data)
  }
  const context = { world, journal, dispatch }
  const onCallback = (id: string): void => {
    const interaction = world.interactions.get(id)
    if (interaction !== undefined) interaction.callbackAt ??= performance.now()
  }
  server.on(
    'request',
    createRest({
      ...context,
      faults,
      token,
      gatewayUrl,
      onCallback,
      messages: createMessageRoutes(context),
      interactions: createInteractionRoutes(context),
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0

  const channel = (name: string): Channel => named([...world.channels.values()], name)
  const user = (name: string): User => named(world.users, name)
  const place = ({ user: name, channel: where }: Origin): { user: User; channel: Channel } => {
    const asker = name === undefined ? world.users[0]! : user(name)
    if (where === null) return { user: asker, channel: world.directChannel(asker) }
    return { user: asker, channel: where === undefined ? [...world.channels.values()][0]! : channel(where) }
  }
  const interact = (type: 2 | 3 | 4, origin: Origin, data: Json, extra: Json = {}): SentInteraction => {
    const where = place(origin)
    const record: Interaction = {
      id: world.newId(),
      token: `t-${randomUUID()}`,
      type,
      createdAt: clock(),
      ...where,
      acknowledgement: 'none',
      callback: null,
      callbackAt: null,
      original: null,
      followUps: [],
    }
    world.interactions.set(record.id, record)
    const sentAt = performance.now()
    dispatch('INTERACTION_CREATE', interactionPayload(world, { id: record.id, token: record.token, type, ...where }, data, extra))
    const shown = (message: Message): boolean => (message.flags & 128) === 0
    return {
      record,
      sentAt,
      acknowledged: () => journal.waitFor('the acknowledgement', () => record.acknowledgement !== 'none' && record),
      answer: (test = () => true) =>
        journal.waitFor(
          'the answer',
          () => record.original !== null && shown(record.original) && test(record.original) && record.original,
        ),
    }
  }
  const say: DiscordDouble['say'] = ({ text, repliesTo, webhook = false, ...origin }) => {
    const { user: author, channel: where } = place(origin)
    const content = text.replaceAll('@Sextant', `<@${world.bot.id}>`)
    const replied =
      repliesTo === undefined
        ? {}
        : {
            type: 19,
            message_reference: { type: 0, message_id: repliesTo.id, channel_id: where.id },
            referenced_message: repliesTo,
          }
    const repliedTo = [world.bot, ...world.users].filter(({ id }) => id === idOf(repliesTo?.['author']))
    const mentions = [...new Set([...mentionedUsers(world, content), ...repliedTo])].map((mentioned) => ({
      ...userPayload(mentioned),
      member: memberOf(mentioned),
    }))
    const message = messagePayload(world, where, author, content, {
      mentions,
      mention_everyone: /@(?:everyone|here)/.test(content),
      ...replied,
      ...(webhook ? { webhook_id: world.newId() } : {}),
    })
    world.messages.set(message.id, message)
    const guild = where.guild === null ? {} : { guild_id: where.guild.id, member: memberOf(author) }
    dispatch('MESSAGE_CREATE', { ...message, channel_type: where.type, ...guild })
    return message
  }
  return {
    ...journal,
    apiUrl: `http://127.0.0.1:${port}/api`,
    port,
    token,
    world,
    gateway,
    faults: { ...faults, gateway: gateway.faults },
    channel,
    user,
    slashCommand({ name, options: given = {}, ...origin }) {
      const values = Object.entries(given).map(([option, value]) => ({ name: option, type: optionType(value), value }))
      return interact(2, origin, { ...registered(world, name, Object.keys(given)), options: values })
    },
    autocomplete({ name, option, typed, ...origin }) {
      return interact(4, origin, {
        ...registered(world, name, null),
        options: [{ name: option, type: 3, value: typed, focused: true }],
      })
    },
    pressButton: ({ customId, message, ...origin }) =>
      interact(3, origin, { custom_id: customId, component_type: 2 }, { message }),
    say,
    directMessage: (name, text) => say({ user: name, channel: null, text }),
    messages: (channelId) => [...world.messages.values()].filter((message) => message.channel_id === channelId),
    async stop() {
      gateway.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function named<Thing extends { readonly name: string }>(things: readonly Thing[], name: string): Thing {
  const found = things.find((thing) => thing.name === name)
  if (found === undefined) throw new Error(`the double has no ${name}`)
  return found
}

import type { Json } from './errors.ts'

export interface User {
  readonly id: string
  readonly name: string
  readonly bot: boolean
  /** Refuses direct messages (50007). */
  readonly closedDms: boolean
}

export interface Guild {
  readonly id: string
  readonly name: string
}

export interface Channel {
  readonly id: string
  readonly name: string
  /** 0 text, 1 direct message, 11 public thread. */
  readonly type: 0 | 1 | 11
  readonly guild: Guild | null
  readonly parentId: string | null
  readonly recipient: User | null
}

/** A message as the API shows it; `ephemeral` ones never stand in a channel's list. */
export type Message = Json & { id: string; channel_id: string; content: string; flags: number }

export type Acknowledgement = 'none' | 'deferred' | 'message' | 'choices' | 'update' | 'modal'

export interface Interaction {
  readonly id: string
  readonly token: string
  /** 2 command, 3 component, 4 autocomplete. */
  readonly type: 2 | 3 | 4
  readonly createdAt: number
  readonly channel: Channel
  readonly user: User
  acknowledgement: Acknowledgement
  /** Body of the callback that was accepted, and when it came (`performance.now()`). */
  callback: Json | null
  callbackAt: number | null
  original: Message | null
  readonly followUps: Message[]
}

export interface GuildSetup {
  readonly name: string
  readonly channels: readonly { readonly name: string; readonly thread?: boolean }[]
  /** READY announces it, GUILD_CREATE never comes. */
  readonly unavailable?: boolean
}

export interface UserSetup {
  readonly name: string
  readonly bot?: boolean
  readonly closedDms?: boolean
}

const discordEpoch = 1_420_070_400_000

/** Ids in the form of Discord's: time in the upper bits, a counter below, so they sort and never repeat. */
function createSnowflakes(clock: () => number): () => string {
  let counter = 0
  return () => ((BigInt(Math.trunc(clock()) - discordEpoch) << 22n) + BigInt(counter++)).toString()
}

export interface World {
  readonly clock: () => number
  readonly newId: () => string
  readonly bot: User
  readonly applicationId: string
  readonly guilds: readonly Guild[]
  readonly unavailable: ReadonlySet<string>
  readonly users: readonly User[]
  readonly channels: Map<string, Channel>
  readonly messages: Map<string, Message>
  readonly interactions: Map<string, Interaction>
  /** By scope: `global` or a guild's id. */
  readonly commands: Map<string, Json[]>
  directChannel(user: User): Channel
}

/** Everything that the double knows: made from names, ids are given here. */
export function createWorld(setup: { guilds: readonly GuildSetup[]; users: readonly UserSetup[]; clock: () => number }): World {
  const newId = createSnowflakes(setup.clock)
  const user = ({ name, bot = false, closedDms = false }: UserSetup): User => ({ id: newId(), name, bot, closedDms })
  const bot = user({ name: 'Sextant', bot: true })
  const channels = new Map<string, Channel>()
  const unavailable = new Set<string>()
  const guilds = setup.guilds.map(({ name, channels: names, unavailable: missing }) => {
    const guild: Guild = { id: newId(), name }
    if (missing === true) unavailable.add(guild.id)
    let parentId: string | null = null
    for (const { name, thread = false } of names) {
      const channel: Channel = {
        id: newId(),
        name,
        type: thread ? 11 : 0,
        guild,
        parentId: thread ? parentId : null,
        recipient: null,
      }
      if (!thread) parentId = channel.id
      channels.set(channel.id, channel)
    }
    return guild
  })
  const directChannel = (recipient: User): Channel => {
    const known = [...channels.values()].find((channel) => channel.recipient?.id === recipient.id)
    if (known !== undefined) return known
    const channel: Channel = { id: newId(), name: '', type: 1, guild: null, parentId: null, recipient }
    channels.set(channel.id, channel)
    return channel
  }
  const users = setup.users.map(user)
  const stores = {
    messages: new Map<string, Message>(),
    interactions: new Map<string, Interaction>(),
    commands: new Map<string, Json[]>(),
  }
  return { clock: setup.clock, newId, bot, applicationId: bot.id, guilds, unavailable, users, channels, directChannel, ...stores }
}

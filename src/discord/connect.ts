import { Client, GatewayIntentBits, Options, Partials, PermissionFlagsBits, PermissionsBitField, REST } from 'discord.js'

export interface Connection {
  readonly token: string
  /** A REST proxy or a double; with or without the version. Discord's own unless given. */
  readonly apiUrl?: string | null | undefined
  /** Commands are registered on this server only. */
  readonly guildId?: string | null | undefined
}

/** Waiting longer than this for a rate limit helps nobody: the interaction's token lasts 15 minutes. */
const maxRateLimitMs = 5 * 60_000
/** discord.js holds all events back until every server is there; one that is out must not silence the others. */
const waitGuildTimeoutMs = 2000

const never = { parse: [], repliedUser: false } as const

function restOptions(apiUrl: string | null | undefined) {
  const rejectOnRateLimit = ({ retryAfter }: { retryAfter: number }): boolean => retryAfter > maxRateLimitMs
  const api = apiUrl === null || apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '').replace(/\/v\d+$/, '') }
  return { version: '10', rejectOnRateLimit, ...api }
}

/** A discord.js client with what the bot needs and no more: no privileged intent, small caches, no mention by default. */
export function createClient({ apiUrl }: Connection): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // A direct message's channel is not known before its first message.
    partials: [Partials.Channel],
    allowedMentions: never,
    waitGuildTimeout: waitGuildTimeoutMs,
    rest: restOptions(apiUrl),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 20,
      GuildMemberManager: { maxSize: 100, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 500, keepOverLimit: (user) => user.id === user.client.user.id },
      PresenceManager: 0,
      ReactionManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
    }),
  })
}

/** REST alone, for registering commands without a gateway. */
export const createRest = ({ token, apiUrl }: Connection): REST => new REST(restOptions(apiUrl)).setToken(token)

const permissions = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.ReadMessageHistory,
]

/** Where a server's owner adds the bot: its commands, and the permissions to read a mention and to reply. */
export function inviteUrl(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: new PermissionsBitField(permissions).bitfield.toString(),
  })
  return `https://discord.com/oauth2/authorize?${query.toString()}`
}

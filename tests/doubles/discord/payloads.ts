import { listOf, textOf, type Json } from './errors.ts'
import type { Channel, Guild, Message, User, World } from './world.ts'

/** VIEW_CHANNEL, SEND_MESSAGES, READ_MESSAGE_HISTORY, USE_APPLICATION_COMMANDS, SEND_MESSAGES_IN_THREADS. */
const permissions = String((1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 31n) | (1n << 38n))

export const userPayload = (user: User): Json => ({
  id: user.id,
  username: user.name,
  global_name: user.name,
  discriminator: '0',
  avatar: null,
  bot: user.bot,
  public_flags: 0,
})

export const memberPayload = (user: User): Json => ({
  user: userPayload(user),
  nick: null,
  roles: [],
  joined_at: '2026-09-01T08:00:00.000000+00:00',
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  permissions,
})

export function channelPayload(channel: Channel): Json {
  const base = { id: channel.id, type: channel.type, last_message_id: null, flags: 0 }
  if (channel.recipient !== null) return { ...base, recipients: [userPayload(channel.recipient)] }
  const inGuild = {
    ...base,
    name: channel.name,
    guild_id: channel.guild?.id,
    parent_id: channel.parentId,
    rate_limit_per_user: 0,
  }
  if (channel.type !== 11) return { ...inGuild, position: 0, permission_overwrites: [], nsfw: false, topic: null }
  const metadata = {
    archived: false,
    auto_archive_duration: 1440,
    archive_timestamp: '2026-11-22T08:00:00.000000+00:00',
    locked: false,
  }
  return { ...inGuild, owner_id: '1', message_count: 0, member_count: 1, total_message_sent: 0, thread_metadata: metadata }
}

export function guildPayload(world: World, guild: Guild): Json {
  const own = [...world.channels.values()].filter((channel) => channel.guild?.id === guild.id)
  const everyone = {
    id: guild.id,
    name: '@everyone',
    color: 0,
    hoist: false,
    position: 0,
    permissions,
    managed: false,
    mentionable: false,
    flags: 0,
  }
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    owner_id: '1',
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [everyone],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    system_channel_flags: 0,
    premium_tier: 0,
    preferred_locale: 'fr',
    nsfw_level: 0,
    joined_at: '2026-09-01T08:00:00.000000+00:00',
    large: false,
    unavailable: false,
    member_count: world.users.length + 1,
    members: [memberPayload(world.bot)],
    channels: own.filter(({ type }) => type !== 11).map(channelPayload),
    threads: own.filter(({ type }) => type === 11).map(channelPayload),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

/** Users whose mention stands in the text, as Discord resolves them. */
export const mentionedUsers = (world: World, content: string): User[] =>
  [world.bot, ...world.users].filter(({ id }) => content.includes(`<@${id}>`) || content.includes(`<@!${id}>`))

/** A message object as the API returns it. `extra` overrides (flags, reference, components …). */
export function messagePayload(world: World, channel: Channel, author: User, content: string, extra: Json = {}): Message {
  return {
    id: world.newId(),
    channel_id: channel.id,
    type: 0,
    author: userPayload(author),
    content,
    timestamp: new Date(world.clock()).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    components: [],
    flags: 0,
    ...extra,
  }
}

/** What a member reads of a message: its content, or its text displays. */
export const shownText = ({ content, components }: Message): string =>
  [content, ...listOf(components).map((component) => textOf(component['content']))].filter((text) => text !== '').join('\n')

export function interactionPayload(
  world: World,
  interaction: { id: string; token: string; type: number; channel: Channel; user: User },
  data: Json,
  extra: Json = {},
): Json {
  const { channel, user, ...identity } = interaction
  const guildId = channel.guild?.id
  return {
    ...identity,
    application_id: world.applicationId,
    version: 1,
    data,
    channel_id: channel.id,
    channel: channelPayload(channel),
    ...(guildId === undefined
      ? { user: userPayload(user) }
      : {
          guild_id: guildId,
          guild: { id: guildId, locale: 'fr', features: [] },
          guild_locale: 'fr',
          member: memberPayload(user),
        }),
    app_permissions: permissions,
    locale: 'fr',
    entitlements: [],
    authorizing_integration_owners: guildId === undefined ? { '1': user.id } : { '0': guildId },
    context: guildId === undefined ? 1 : 0,
    attachment_size_limit: 10_485_760,
    ...extra,
  }
}

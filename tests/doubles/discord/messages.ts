import { errors, idOf, invalidForm, isObject, textOf, type Json, type Reply } from './errors.ts'
import type { Journal } from './journal.ts'
import { messagePayload, userPayload } from './payloads.ts'
import { flag, flagsOf, isEmpty, leftoverIssues, messageIssues } from './validate-message.ts'
import type { Channel, Message, World } from './world.ts'

export interface MessageRoutes {
  list(channelId: string, limit: number): Reply
  create(channelId: string, body: Json): Reply
  edit(channelId: string, messageId: string, body: Json): Reply
  remove(channelId: string, messageId: string): Reply
  openDirect(body: Json): Reply
}

interface Context {
  readonly world: World
  readonly journal: Journal
  readonly dispatch: (event: string, data: Json) => void
}

const nonceWindowMs = 5 * 60_000

/** Notes every message that could ping: Discord accepts it, this project must not send it. */
export function checkMentions({ journal }: Pick<Context, 'journal'>, where: string, body: Json): void {
  const mentions = body['allowed_mentions']
  const silent =
    isObject(mentions) && Array.isArray(mentions['parse']) && mentions['parse'].length === 0 && mentions['replied_user'] === false
  const named = isObject(mentions) && ['users', 'roles'].some((key) => Array.isArray(mentions[key]) && mentions[key].length > 0)
  if (!silent || named) journal.violations.push(`${where}: allowed_mentions is ${JSON.stringify(mentions)}`)
}

/** Applies an edit as Discord does: only the keys that were sent. */
export function applyEdit(message: Message, body: Json, editedAt: string | null): Message {
  const kept = Object.fromEntries(
    ['content', 'embeds', 'components', 'flags']
      .filter((key) => body[key] !== undefined)
      .map((key) => [key, body[key] ?? (key === 'content' ? '' : [])]),
  )
  return Object.assign(message, kept, { edited_timestamp: editedAt })
}

/** Where this message would land in the channel when its nonce was used before, or null. */
function sameNonce(world: World, channelId: string, body: Json): Message | null {
  if (body['enforce_nonce'] !== true || body['nonce'] === undefined) return null
  const since = world.clock() - nonceWindowMs
  const own = [...world.messages.values()].filter(
    (message) => message.channel_id === channelId && idOf(message['author']) === world.bot.id,
  )
  return own.find((message) => message['nonce'] === body['nonce'] && Date.parse(String(message['timestamp'])) >= since) ?? null
}

function reference(world: World, channel: Channel, body: Json): { extra: Json } | { refused: Reply } {
  const wanted = body['message_reference']
  if (!isObject(wanted)) return { extra: {} }
  const target = world.messages.get(String(wanted['message_id']))
  if (target?.channel_id === channel.id) {
    const ids = {
      message_id: target.id,
      channel_id: channel.id,
      ...(channel.guild === null ? {} : { guild_id: channel.guild.id }),
    }
    return { extra: { type: 19, message_reference: { type: 0, ...ids }, referenced_message: target } }
  }
  if (wanted['fail_if_not_exists'] === false) return { extra: {} }
  return { refused: invalidForm([{ path: 'message_reference', code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }]) }
}

/** Channel messages: list, create (with nonces and replies), edit, delete; direct-message channels. */
export function createMessageRoutes(context: Context): MessageRoutes {
  const { world, dispatch } = context
  const where = (channel: Channel): Json =>
    channel.guild === null ? { channel_type: channel.type } : { guild_id: channel.guild.id, channel_type: channel.type }
  return {
    list(channelId, limit) {
      if (!world.channels.has(channelId)) return errors.unknownChannel
      const found = [...world.messages.values()].filter((message) => message.channel_id === channelId)
      return { status: 200, body: found.toReversed().slice(0, limit) }
    },
    create(channelId, body) {
      const channel = world.channels.get(channelId)
      if (channel === undefined) return errors.unknownChannel
      checkMentions(context, `POST channel ${channel.name}`, body)
      if (channel.recipient?.closedDms === true) return errors.cannotMessageUser
      const issues = messageIssues(body, 0)
      if (issues.length > 0) return invalidForm(issues)
      if (isEmpty(body)) return errors.emptyMessage
      const twin = sameNonce(world, channelId, body)
      if (twin !== null) return { status: 200, body: twin }
      const found = reference(world, channel, body)
      if ('refused' in found) return found.refused
      const extra = { embeds: body['embeds'] ?? [], components: body['components'] ?? [], flags: flagsOf(body), ...found.extra }
      const message = messagePayload(
        world,
        channel,
        world.bot,
        textOf(body['content']),
        body['nonce'] === undefined ? extra : { ...extra, nonce: body['nonce'] },
      )
      world.messages.set(message.id, message)
      dispatch('MESSAGE_CREATE', { ...message, ...where(channel) })
      return { status: 200, body: message }
    },
    edit(channelId, messageId, body) {
      const channel = world.channels.get(channelId)
      const message = world.messages.get(messageId)
      if (channel === undefined) return errors.unknownChannel
      if (message === undefined || message.channel_id !== channelId) return errors.unknownMessage
      if (idOf(message['author']) !== world.bot.id) return errors.foreignMessage
      checkMentions(context, `PATCH channel ${channel.name}`, body)
      const issues = [...messageIssues(body, message.flags), ...leftoverIssues(message, body)]
      if (issues.length > 0) return invalidForm(issues)
      if (isEmpty({ ...message, ...body })) return errors.emptyMessage
      applyEdit(
        message,
        { ...body, flags: flagsOf(body) | (message.flags & flag.componentsV2) },
        new Date(world.clock()).toISOString(),
      )
      dispatch('MESSAGE_UPDATE', { ...message, ...where(channel) })
      return { status: 200, body: message }
    },
    remove(channelId, messageId) {
      const message = world.messages.get(messageId)
      if (message === undefined || message.channel_id !== channelId) return errors.unknownMessage
      world.messages.delete(messageId)
      dispatch('MESSAGE_DELETE', { id: messageId, channel_id: channelId })
      return { status: 204 }
    },
    openDirect(body) {
      const user = world.users.find(({ id }) => id === body['recipient_id'])
      if (user === undefined) return errors.unknownUser
      return {
        status: 200,
        body: { id: world.directChannel(user).id, type: 1, last_message_id: null, recipients: [userPayload(user)] },
      }
    },
  }
}

import type { BaseInteraction, Message } from 'discord.js'
import { createBoundedMap } from './bounded.ts'

/** Names the conversation that a question belongs to; the names leave as keyed pseudonyms. */
export interface Conversations {
  ofMessage(message: Message): string
  /** A private question shares memory with private ones only: what was asked apart must not show in a public answer. */
  ofInteraction(interaction: BaseInteraction, ephemeral: boolean): string
  /** A reply to one of these messages goes on with this conversation. */
  note(messageIds: readonly string[], conversation: string): void
}

const remembered = 5000

/** A direct message channel is one conversation, so is a thread; elsewhere each member has one in each channel, and a reply goes on with the one it replies to. */
export function createConversations(): Conversations {
  const answers = createBoundedMap<string>(remembered)
  return {
    ofMessage({ channel, channelId, author, reference }) {
      if (channel.isDMBased() || channel.isThread()) return `c:${channelId}`
      const repliedTo = reference?.messageId === undefined ? undefined : answers.get(reference.messageId)
      return repliedTo ?? `c:${channelId}:${author.id}`
    },
    ofInteraction({ channel, channelId, user }, ephemeral) {
      const place = channelId ?? 'nowhere'
      if (channel?.isDMBased() === true) return `c:${place}`
      if (ephemeral) return `c:${place}:${user.id}:p`
      return channel?.isThread() === true ? `c:${place}` : `c:${place}:${user.id}`
    },
    note(messageIds, conversation) {
      for (const id of messageIds) answers.set(id, conversation)
    },
  }
}

import { MessageType, type Message } from 'discord.js'
import type { Question } from '../../domain/question.ts'
import { discord as texts } from '../../texts/fr/discord.ts'
import type { Obtained } from '../answering.ts'
import { neutralMentions } from '../render/clean.ts'
import { readPrivately, withSafety } from '../safety.ts'
import type { Parts } from './parts.ts'

/** Discord shows "is typing" for ten seconds. */
const typingEveryMs = 8000

/** Mentions of the bot, and direct messages. */
export function onMessage(parts: Parts, message: Message, botId: string): void {
  if (!isForUs(message, botId) || !parts.once(message.id)) return
  parts.answering.run('message', async () => answerMessage(parts, message, botId))
}

/** Written by a person, to the bot: `@everyone` and its role do not count. */
function isForUs(message: Message, botId: string): boolean {
  const { author, webhookId, type, channel, mentions } = message
  if (author.bot || author.system || webhookId !== null) return false
  if (type !== MessageType.Default && type !== MessageType.Reply) return false
  return channel.isDMBased() || mentions.users.has(botId)
}

/** The question without the bot's own mention; others become neutral words. */
export function questionOf(content: string, botId: string): string {
  return neutralMentions(content.replaceAll(new RegExp(`<@!?${botId}>`, 'g'), ' '))
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

async function answerMessage(parts: Parts, message: Message, botId: string): Promise<void> {
  const { answering, outbound, conversations, pseudonym } = parts
  const text = questionOf(message.content, botId)
  const sink = outbound.replyTo(message)
  if (parts.isStopping()) return void (await sink.finish({ text: texts.restarting }))
  if (text === '') return void (await sink.finish({ text: texts.help }))

  const isDanger = parts.screen(text).kind === 'danger'
  const talk = conversations.ofMessage(message)
  const question = (): Question => ({
    text,
    metier: null,
    conversation: pseudonym('conversation', talk),
    author: pseudonym('author', message.author.id),
    person: pseudonym('person', message.author.id),
    guild: message.guildId === null ? null : pseudonym('guild', message.guildId),
  })
  // Nothing public shows that this question is being answered.
  const typing = isDanger && message.inGuild() ? null : showTyping(parts, message)
  const obtained = withSafety(await answering.obtain(question, isDanger ? null : sink), isDanger)
  typing?.()
  if (message.inGuild() && (isDanger || obtained.answer?.outcome === 'redirected'))
    return answerPrivately(parts, message, obtained)
  conversations.note(await answering.deliver(obtained, sink), talk)
}

/** A direct message; where it is refused, a neutral line in public with a button to read it. */
async function answerPrivately({ outbound, log }: Parts, message: Message, { draft, traceId }: Obtained): Promise<void> {
  try {
    await outbound.directTo(message.author, message.id).finish(draft)
  } catch {
    log.warn('direct-refused', { traceId })
    await outbound.replyTo(message).finish(readPrivately)
  }
}

/** Shows "is typing" until the returned function is called; that it could not be shown stops nothing. */
function showTyping({ outbound, log }: Parts, { channel }: Message): () => void {
  if (!channel.isSendable()) return () => {}
  const show = (): void => {
    outbound.typing(channel).catch(() => log.warn('typing-refused'))
  }
  show()
  const timer = setInterval(show, typingEveryMs)
  return () => clearInterval(timer)
}

import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Message,
  type SendableChannels,
  type User,
} from 'discord.js'
import { BotError } from '../domain/error.ts'
import { refusalOf, tokenRefused } from './fatal.ts'
import { createPrecedence } from './precedence.ts'
import { pagesOf, type Button, type Draft } from './render/answer.ts'
import { cleanLabel } from './render/clean.ts'

/** A place where one answer appears: shown while it grows, then finished, once. Both throw `BotError` `discord` when refused. */
export interface Sink {
  /** Shows the first page of a draft; does nothing when it reads as what is shown. */
  show(draft: Draft): Promise<void>
  /** Always written, even when it reads the same: an earlier edit may have been lost. The ids of all messages of it. */
  finish(draft: Draft): Promise<readonly string[]>
  /** The same, seen by the asker only; null where that cannot be. */
  readonly aside: Sink | null
}

export type Repliable = ChatInputCommandInteraction | ButtonInteraction

/** The one gate by which anything leaves for Discord. */
export interface Outbound {
  /** Defers the answer; "ephemeral" is fixed here. Resolves when those who asked meanwhile have theirs too. False when Discord no longer waits for it. */
  acknowledge(interaction: Repliable, ephemeral: boolean): Promise<boolean>
  /** False when Discord no longer waits for them: the member has typed on. */
  choices(interaction: AutocompleteInteraction, list: readonly { name: string; value: string }[]): Promise<boolean>
  typing(channel: SendableChannels): Promise<void>
  /** The deferred answer of an interaction and its follow-ups. */
  answerTo(interaction: Repliable, ephemeral: boolean): Sink
  replyTo(message: Message): Sink
  directTo(user: User, nonce: string): Sink
}

/** What every payload carries: nobody is ever pinged. */
const silent = { allowedMentions: { parse: [], repliedUser: false } } as const
const unknownInteraction = 10062
const alreadyAcknowledged = 40060
/** Of plain content; more takes a text display. */
const maxContentChars = 2000
const maxChoices = 25
const maxLabel = 80

/** @param onTokenRefused Called when Discord refuses the bot's token: nothing will leave any more. */
export function createOutbound(onTokenRefused: (error: unknown) => void): Outbound {
  const precedence = createPrecedence()
  const attempt = async <Result>(what: string, send: () => Promise<Result>): Promise<Result> => {
    try {
      return await send()
    } catch (cause) {
      if (tokenRefused(cause)) onTokenRefused(cause)
      const { code, status } = refusalOf(cause)
      throw new BotError('discord', `${what} refused: status ${status ?? 'none'}, code ${code ?? 'none'}`, { cause })
    }
  }
  /** Null when it was taken, else the code of the refusal, one of those that are no trouble. */
  const tolerate = async (what: string, codes: readonly number[], send: () => Promise<unknown>): Promise<number | null> => {
    try {
      await attempt(what, send)
      return null
    } catch (error) {
      const code = codes.find((tolerable) => tolerable === refusalOf(error instanceof Error ? error.cause : error).code)
      if (code === undefined) throw error
      return code
    }
  }

  return {
    async acknowledge(interaction, ephemeral) {
      const defer = () => precedence.first(() => interaction.deferReply(ephemeral ? { flags: MessageFlags.Ephemeral } : {}))
      // 40060: it was written, but its answer was lost and discord.js sent it again. Discord has it.
      const refused = await tolerate('acknowledgement', [alreadyAcknowledged, unknownInteraction], defer)
      if (refused === unknownInteraction) return false
      // Others may be waiting for theirs.
      await precedence.turn()
      return true
    },
    async choices(interaction, list) {
      const named = list.slice(0, maxChoices).map(({ name, value }) => ({ name: label(name, 100), value: value.slice(0, 100) }))
      return (await tolerate('choices', [alreadyAcknowledged, unknownInteraction], () => interaction.respond(named))) === null
    },
    typing: (channel) => attempt('typing', () => channel.sendTyping()),
    answerTo: (interaction, ephemeral) => answerSink(attempt, interaction, ephemeral),
    replyTo: (message) => replySink(attempt, message),
    directTo: (user, nonce) => directSink(attempt, user, nonce),
  }
}

type Attempt = <Result>(what: string, send: () => Promise<Result>) => Promise<Result>

function answerSink(attempt: Attempt, interaction: Repliable, ephemeral: boolean): Sink {
  const more = (apart: boolean): Post => {
    const own = apart ? [MessageFlags.Ephemeral as const] : []
    return (page) => {
      const flags = 'flags' in page ? [...own, ...page.flags] : own
      return attempt('follow-up', () => interaction.webhook.send({ ...page, flags }))
    }
  }
  // Through the webhook: discord.js' own editReply refuses after a 40060, though Discord holds the answer.
  const edit = (page: Edit) => attempt('answer', () => interaction.webhook.editMessage('@original', page))
  const aside = ephemeral ? null : createSink({ first: more(true), edit: null, more: more(true), aside: null })
  return createSink({ first: edit, edit: (_, page) => edit(page), more: more(ephemeral), aside })
}

/** Nonces are made of the question's id: sent twice, by a retry or a second process, Discord keeps one message. */
function replySink(attempt: Attempt, message: Message): Sink {
  const nonce = (part: number) => ({ nonce: `${message.id}-${part}`, enforceNonce: true })
  return createSink({
    first: (page) => attempt('reply', () => message.reply({ ...page, ...nonce(0), failIfNotExists: false })),
    edit: (sent, page) => attempt('edit', () => sent.edit(page)),
    more: (page, part) => attempt<Sent>('message', async () => sendable(message).send({ ...page, ...nonce(part) })),
    aside: null,
  })
}

function directSink(attempt: Attempt, user: User, nonce: string): Sink {
  const post: Post = (page, part) =>
    attempt('direct message', () => user.send({ ...page, nonce: `${nonce}-d${part}`, enforceNonce: true }))
  return createSink({ first: post, edit: (sent, page) => attempt('edit', () => sent.edit(page)), more: post, aside: null })
}

type Page = ReturnType<typeof seal>
type Edit = Page | (Omit<Page, 'content'> & { readonly content: null })
/** A message that was sent: what is needed to edit it. */
interface Sent {
  readonly id: string
  edit(page: Edit): Promise<unknown>
}
type Post = (page: Page, part: number) => Promise<Sent>

interface Medium {
  readonly first: Post
  /** Null when the first message is never shown before it is finished. */
  readonly edit: ((sent: Sent, page: Edit) => Promise<unknown>) | null
  readonly more: Post
  readonly aside: Sink | null
}

function createSink({ first, edit, more, aside }: Medium): Sink {
  let sent: Sent | null = null
  let shown: string | null = null
  /** A message that has become tall stays so: Discord never takes the flag back. */
  let tall = false
  const write = async (text: string, buttons: readonly Button[]): Promise<string> => {
    const grows = !tall && text.length > maxContentChars
    const page = seal(text, buttons, tall || grows)
    if (sent === null) sent = await first(page, 0)
    // The plain text must be taken away when components take its place.
    else if (edit !== null) await edit(sent, grows ? { ...page, content: null } : page)
    tall ||= grows
    shown = text
    return sent.id
  }
  return {
    aside,
    async show(draft) {
      const text = pagesOf(draft)[0] ?? ''
      if (text !== shown) await write(text, [])
    },
    async finish(draft) {
      const [head = '', ...rest] = pagesOf(draft)
      const buttons = draft.buttons ?? []
      const ids = [await write(head, rest.length === 0 ? buttons : [])]
      for (const [index, text] of rest.entries()) {
        const page = seal(text, index === rest.length - 1 ? buttons : [], text.length > maxContentChars)
        ids.push((await more(page, index + 1)).id)
      }
      return ids
    },
  }
}

/** A page as it leaves: plain content, or past its 2,000 characters one text display of up to 4,000, so the answer stays one message. */
function seal(text: string, buttons: readonly Button[], tall: boolean) {
  const row = buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: buttons.map(button) } as const]
  if (!tall) return { ...silent, content: text, ...(row.length === 0 ? {} : { components: row }) }
  const display = { type: ComponentType.TextDisplay, content: text } as const
  return { ...silent, flags: [MessageFlags.IsComponentsV2 as const], components: [display, ...row] }
}

const button = ({ customId, label: text }: Button) =>
  ({ type: ComponentType.Button, style: ButtonStyle.Primary, customId, label: label(text, maxLabel) }) as const

/** Names in lists and on buttons are shown as they are: nothing to escape there. */
const label = (text: string, maxChars: number): string => cleanLabel(text, maxChars).replace(/\\([\\*_~`|[\]<>#])/g, '$1')

function sendable(message: Message): SendableChannels {
  if (message.channel.isSendable()) return message.channel
  throw new BotError('discord', 'the channel takes no messages')
}

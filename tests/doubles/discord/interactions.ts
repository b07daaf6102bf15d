import {
  badLength,
  errors,
  invalidForm,
  isObject,
  listOf,
  required,
  textField,
  textOf,
  type Issue,
  type Json,
  type Reply,
} from './errors.ts'
import type { Journal } from './journal.ts'
import { applyEdit, checkMentions } from './messages.ts'
import { messagePayload } from './payloads.ts'
import { flag, flagsOf, isEmpty, leftoverIssues, messageIssues } from './validate-message.ts'
import type { Acknowledgement, Interaction, Message, World } from './world.ts'

const callbackMs = 3000
const tokenMs = 15 * 60_000
const type = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const

const acknowledgements: Readonly<Record<number, Acknowledgement>> = {
  4: 'message',
  5: 'deferred',
  6: 'update',
  7: 'update',
  8: 'choices',
  9: 'modal',
}

export interface InteractionRoutes {
  callback(id: string, token: string, body: Json, withResponse: boolean): Reply
  create(applicationId: string, token: string, body: Json): Reply
  read(applicationId: string, token: string, messageId: string): Reply
  edit(applicationId: string, token: string, messageId: string, body: Json): Reply
  remove(applicationId: string, token: string, messageId: string): Reply
}

interface Context {
  readonly world: World
  readonly journal: Journal
  readonly dispatch: (event: string, data: Json) => void
}

function choiceIssues(data: Json): Issue[] {
  const choices = data['choices']
  if (!Array.isArray(choices)) return [required('data.choices')]
  if (choices.length > 25) return [badLength('data.choices', 0, 25)]
  return listOf(choices).flatMap((choice, index) => {
    const value = choice['value']
    const name = textField(choice['name'], `data.choices.${index}.name`, 100)
    return typeof value === 'number' ? name : [...name, ...textField(value, `data.choices.${index}.value`, 100)]
  })
}

function callbackIssues(interaction: Interaction, kind: unknown, data: Json): Issue[] {
  const wrong = { path: 'type', code: 'BASE_TYPE_CHOICES', message: 'This callback type is not allowed for this interaction.' }
  if (typeof kind !== 'number') return [required('type')]
  if (interaction.type === 4) return kind === type.choices ? choiceIssues(data) : [wrong]
  if (kind === type.choices) return [wrong]
  if ((kind === type.update || kind === type.deferredUpdate) && interaction.type !== 3) return [wrong]
  if (kind === type.deferred && (flagsOf(data) & ~(flag.ephemeral | flag.suppressEmbeds)) !== 0) {
    return [{ path: 'data.flags', code: 'MESSAGE_FLAGS_INVALID', message: 'Only EPHEMERAL can be set on a deferred response.' }]
  }
  if (kind === type.message || kind === type.update)
    return messageIssues(data, 0).map((issue) => ({ ...issue, path: `data.${issue.path}` }))
  return kind === type.deferred || kind === type.deferredUpdate || kind === type.modal ? [] : [wrong]
}

/** Interaction callbacks and the webhook that edits and follows them up, with Discord's delays and single acknowledgement. */
export function createInteractionRoutes(context: Context): InteractionRoutes {
  const { world, dispatch } = context

  const show = (interaction: Interaction, data: Json, flags: number): Message => {
    const extra = {
      type: 20,
      webhook_id: world.applicationId,
      application_id: world.applicationId,
      embeds: data['embeds'] ?? [],
      components: data['components'] ?? [],
      flags,
    }
    return messagePayload(world, interaction.channel, world.bot, textOf(data['content']), extra)
  }
  const publish = (interaction: Interaction, message: Message, event: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE'): void => {
    if ((message.flags & flag.ephemeral) !== 0) return
    world.messages.set(message.id, message)
    const guild = interaction.channel.guild
    dispatch(event, { ...message, channel_type: interaction.channel.type, ...(guild === null ? {} : { guild_id: guild.id }) })
  }
  /** The interaction behind a webhook token, or what Discord answers instead. */
  const open = (applicationId: string, token: string): Interaction | Reply => {
    const interaction = [...world.interactions.values()].find((candidate) => candidate.token === token)
    if (interaction === undefined || applicationId !== world.applicationId) return errors.unknownWebhook
    if (world.clock() - interaction.createdAt > tokenMs) return errors.invalidWebhookToken
    return interaction.acknowledgement === 'none' ? errors.unknownWebhook : interaction
  }
  const find = (interaction: Interaction, messageId: string): Message | null =>
    messageId === '@original'
      ? interaction.original
      : ([interaction.original, ...interaction.followUps].find((message) => message?.id === messageId) ?? null)
  const write = (interaction: Interaction, message: Message, body: Json): Reply => {
    const issues = [...messageIssues(body, message.flags), ...leftoverIssues(message, body)]
    if (issues.length > 0) return invalidForm(issues)
    if (isEmpty({ ...message, ...body })) return errors.emptyMessage
    const loading = (message.flags & flag.loading) !== 0
    // Both are fixed once set.
    const fixed = flag.ephemeral | flag.componentsV2
    const flags = (message.flags & fixed) | (flagsOf(body) & ~flag.ephemeral)
    applyEdit(message, { ...body, flags }, loading ? null : new Date(world.clock()).toISOString())
    publish(interaction, message, 'MESSAGE_UPDATE')
    return { status: 200, body: message }
  }

  return {
    callback(id, token, body, withResponse) {
      const interaction = world.interactions.get(id)
      if (interaction === undefined || interaction.token !== token) return errors.unknownInteraction
      if (interaction.acknowledgement !== 'none') return errors.alreadyAcknowledged
      if (world.clock() - interaction.createdAt > callbackMs) return errors.unknownInteraction
      const data = isObject(body['data']) ? body['data'] : {}
      const kind = body['type']
      const issues = callbackIssues(interaction, kind, data)
      if (issues.length > 0) return invalidForm(issues)
      if (kind === type.message) {
        checkMentions(context, 'interaction callback', data)
        if (isEmpty(data)) return errors.emptyMessage
      }
      interaction.acknowledgement = acknowledgements[Number(kind)] ?? 'none'
      interaction.callback = body
      if (kind === type.message || kind === type.deferred) {
        interaction.original = show(interaction, data, kind === type.deferred ? flagsOf(data) | flag.loading : flagsOf(data))
        publish(interaction, interaction.original, 'MESSAGE_CREATE')
      }
      if (!withResponse) return { status: 204 }
      return {
        status: 200,
        body: {
          interaction: { id, type: interaction.type, response_message_id: interaction.original?.id },
          resource: { type: kind, message: interaction.original },
        },
      }
    },
    create(applicationId, token, body) {
      const interaction = open(applicationId, token)
      if ('status' in interaction) return interaction
      checkMentions(context, 'follow-up', body)
      // The first follow-up of a deferred answer takes the place of "is thinking…".
      if (interaction.original !== null && (interaction.original.flags & flag.loading) !== 0)
        return write(interaction, interaction.original, body)
      const issues = messageIssues(body, 0)
      if (issues.length > 0) return invalidForm(issues)
      if (isEmpty(body)) return errors.emptyMessage
      const message = show(interaction, body, flagsOf(body))
      interaction.followUps.push(message)
      publish(interaction, message, 'MESSAGE_CREATE')
      return { status: 200, body: message }
    },
    read(applicationId, token, messageId) {
      const interaction = open(applicationId, token)
      if ('status' in interaction) return interaction
      const message = find(interaction, messageId)
      return message === null ? errors.unknownMessage : { status: 200, body: message }
    },
    edit(applicationId, token, messageId, body) {
      const interaction = open(applicationId, token)
      if ('status' in interaction) return interaction
      const message = find(interaction, messageId)
      if (message === null) return errors.unknownMessage
      checkMentions(context, 'interaction edit', body)
      return write(interaction, message, body)
    },
    remove(applicationId, token, messageId) {
      const interaction = open(applicationId, token)
      if ('status' in interaction) return interaction
      const message = find(interaction, messageId)
      if (message === null) return errors.unknownMessage
      world.messages.delete(message.id)
      if (message === interaction.original) interaction.original = null
      return { status: 204 }
    },
  }
}

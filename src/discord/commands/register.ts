import { Routes, type REST } from 'discord.js'
import { BotError } from '../../domain/error.ts'
import { discord as texts } from '../../texts/fr/discord.ts'
import { createRest, type Connection } from '../connect.ts'
import { refusalOf, startError, tokenRefused } from '../fatal.ts'
import { commands, everywhere } from './definitions.ts'

/**
 * Registers the commands without going online.
 *
 * @returns How many commands Discord now holds.
 * @throws {BotError} `config` or `discord`, in French, with what to fix.
 */
export async function registerCommands(connection: Connection): Promise<number> {
  const rest = createRest(connection)
  const applicationId = await findApplicationId(rest, connection.token)
  await syncCommands(rest, applicationId, connection.guildId ?? null)
  return commands.length
}

/**
 * Writes the commands only when Discord holds others: a bot may create 200 a day, and members see each write.
 *
 * @returns Whether they were written.
 * @throws {BotError} `config` when the token is refused, else `discord`.
 */
export async function syncCommands(rest: REST, applicationId: string, guildId: string | null): Promise<boolean> {
  const route =
    guildId === null ? Routes.applicationCommands(applicationId) : Routes.applicationGuildCommands(applicationId, guildId)
  const wanted = guildId === null ? commands.map((command) => ({ ...command, ...everywhere })) : commands
  try {
    const held: unknown = await rest.get(route)
    if (
      Array.isArray(held) &&
      held.length === wanted.length &&
      wanted.every((command) => held.some((other) => holds(other, command)))
    )
      return false
    await rest.put(route, { body: wanted })
    return true
  } catch (cause) {
    throw tokenRefused(cause) || refusalOf(cause).status === null
      ? startError(cause)
      : new BotError('discord', texts.fatal.noCommands, { cause })
  }
}

/** Whether what Discord holds says the same: it adds keys of its own and leaves out what is false or empty. */
function holds(held: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const list: readonly unknown[] = Array.isArray(held) ? held : []
    return list.length === wanted.length && wanted.every((item, index) => holds(list[index], item))
  }
  if (typeof wanted !== 'object' || wanted === null) return (held ?? false) === (wanted ?? false)
  if (typeof held !== 'object' || held === null) return false
  const other = new Map(Object.entries(held))
  // Options that we do not set must not be set there either: only these change what a member can type.
  const ours = new Map(Object.entries(wanted))
  const strict = ['required', 'autocomplete', 'options', 'choices', 'min_length', 'max_length'].every(
    (key) => ours.has(key) || isNothing(other.get(key)),
  )
  return strict && [...ours].every(([key, value]) => holds(other.get(key), value))
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)

/** Asked of Discord; a proxy that does not know the address leaves the token, whose first part is the bot's id. */
async function findApplicationId(rest: REST, token: string): Promise<string> {
  try {
    const application: unknown = await rest.get(Routes.currentApplication())
    if (typeof application === 'object' && application !== null && 'id' in application && typeof application.id === 'string')
      return application.id
    throw new BotError('discord', texts.fatal.unreachable)
  } catch (error) {
    const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1')
    if (refusalOf(error).status === 404 && /^\d{17,20}$/.test(id)) return id
    throw startError(error)
  }
}

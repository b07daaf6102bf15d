import { idOf, listOf, type Json } from './errors.ts'
import { memberPayload } from './payloads.ts'
import type { User, World } from './world.ts'

/** A member as it stands inside a message: without its user. */
export function memberOf(user: User): Json {
  const { user: _, ...member } = memberPayload(user)
  return member
}

/** The command as registered; throws when a member could not have sent this. Before any registration every command passes. */
export function registered(world: World, name: string, given: readonly string[] | null): Json {
  const all = [...world.commands.values()].flat()
  const command = all.find((candidate) => candidate['name'] === name)
  if (command === undefined && all.length > 0) throw new Error(`/${name} is not registered`)
  const options = listOf(command?.['options'])
  if (command !== undefined && given !== null) {
    const missing = options.filter((option) => option['required'] === true && !given.includes(String(option['name'])))
    const unknown = given.filter((option) => !options.some((known) => known['name'] === option))
    if (missing.length > 0 || unknown.length > 0) throw new Error(`/${name} cannot be sent with ${given.join(', ')}`)
  }
  return { id: command?.['id'] ?? '1', name, type: 1 }
}

const direct = (data: Json): boolean => data['guild_id'] === undefined

/** GUILD_MESSAGES is bit 9, DIRECT_MESSAGES bit 12; interactions need no intent. */
export function wants(intents: number, event: string, data: Json): boolean {
  return !event.startsWith('MESSAGE_') || (intents & (1 << (direct(data) ? 12 : 9))) !== 0
}

/** Without MESSAGE_CONTENT (bit 15) only direct messages, the bot's own and those that mention it carry their text. */
export function hideContent(world: World, intents: number, data: Json): Json {
  const mentioned = listOf(data['mentions']).some((user) => idOf(user) === world.bot.id)
  const own = idOf(data['author']) === world.bot.id
  return (intents & (1 << 15)) !== 0 || direct(data) || mentioned || own
    ? data
    : { ...data, content: '', embeds: [], attachments: [], components: [] }
}

import { BotError } from '../domain/error.ts'
import { discord as texts } from '../texts/fr/discord.ts'

const { fatal } = texts
const closeTexts: Readonly<Record<number, string>> = {
  4004: fatal.token,
  4010: fatal[4010],
  4011: fatal[4011],
  4012: fatal[4012],
  4013: fatal[4013],
  4014: fatal[4014],
}

/** Discord's code and HTTP status of a refused call, as discord.js carries them; nulls for anything else. */
export function refusalOf(error: unknown): { readonly code: number | string | null; readonly status: number | null } {
  if (typeof error !== 'object' || error === null) return { code: null, status: null }
  const code = 'code' in error && (typeof error.code === 'number' || typeof error.code === 'string') ? error.code : null
  const status = 'status' in error && typeof error.status === 'number' ? error.status : null
  return { code, status }
}

/** An interaction's own token that has expired is refused with 401 too; it says nothing of the bot's. */
const invalidWebhookToken = 50027

/** The bot's token was refused: discord.js has dropped it, and every later call would fail. */
export function tokenRefused(error: unknown): boolean {
  const { code, status } = refusalOf(error)
  return code === 'TokenInvalid' || (status === 401 && code !== invalidWebhookToken)
}

export const tokenError = (cause?: unknown): BotError => new BotError('config', fatal.token, { cause })

/** A gateway close after which discord.js never reconnects, said with what to fix; null for any other. */
export function fatalClose(code: number): BotError | null {
  const text = closeTexts[code]
  return text === undefined ? null : new BotError('config', text, { cause: new Error(`gateway closed with ${code}`) })
}

/** What stopped a start. */
export function startError(error: unknown): BotError {
  if (error instanceof BotError) return error
  return tokenRefused(error) ? tokenError(error) : new BotError('discord', fatal.unreachable, { cause: error })
}

import { resolve } from 'node:path'
import { BotError } from '../domain/error.ts'
import { journal as texts } from '../texts/fr/journal.ts'

/**
 * Reads `DATABASE_URL`. Forms: `sqlite:data/sextant.db` (relative to the working folder), `sqlite:/abs.db`,
 * `sqlite:///abs.db`, `sqlite::memory:`.
 *
 * @returns An absolute path, or null for a database in memory.
 * @throws {BotError} `config`, in French, for anything else. The address itself is not repeated: it may hold a password.
 */
export function databasePath(url: string): string | null {
  if (/^postgres(ql)?:/i.test(url)) throw new BotError('config', texts.storage.postgresNotYet)
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/s.exec(url)?.[1]
  if (path === undefined) throw new BotError('config', texts.storage.unknownScheme)
  return path === ':memory:' ? null : resolve(path)
}

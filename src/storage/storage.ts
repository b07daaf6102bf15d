import type { Log } from '../domain/ports.ts'
import type { Storage } from '../domain/storage.ts'
import { createAnswersTable } from './answers.ts'
import { createKysely } from './dialect.ts'
import { createEntriesAdapter, createStore, purgeEntries } from './entries.ts'
import { erasePlace } from './erase.ts'
import { createGapTable } from './gap-asks.ts'
import { createLimiter, purgeLimits } from './limiter.ts'
import { databasePath } from './location.ts'
import { migrate } from './migrations.ts'
import { openSqlite, type Sqlite } from './sqlite.ts'
import { createVoteTable } from './votes.ts'

export interface StorageOptions {
  /** `DATABASE_URL`. */
  readonly url: string
  readonly log: Log
  /** Ms since 1970. */
  readonly now?: () => number
  /** How long a call may take; 4 s unless told. */
  readonly deadlineMs?: number
}

/**
 * Opens what one `DATABASE_URL` names, makes or updates its tables and purges what has expired. Only SQLite for now;
 * `domain/storage.ts` is the port that PostgreSQL will fill.
 *
 * @throws {BotError} `config` for an address that cannot be used, `storage` for a file that cannot; both in French.
 */
export async function openStorage({ url, log, now = Date.now, deadlineMs = 4000 }: StorageOptions): Promise<Storage> {
  const sqlite = openSqlite({ path: databasePath(url), deadlineMs })
  const db = createKysely(sqlite)
  try {
    await migrate(db)
    await purge(sqlite, now())
  } catch (error) {
    sqlite.close()
    throw error
  }
  return {
    store: (namespace) => createStore(createEntriesAdapter(sqlite, now), namespace, deadlineMs),
    limiter: (options) => createLimiter(sqlite, log, options),
    answers: createAnswersTable(sqlite, db),
    gaps: createGapTable(sqlite, db),
    votes: createVoteTable(sqlite),
    erase: (place, pseudonyms) => erasePlace(sqlite, place, pseudonyms),
    purge: () => purge(sqlite, now()),
    close: () => {
      sqlite.close()
      return Promise.resolve()
    },
  }
}

function purge(sqlite: Sqlite, now: number): Promise<number> {
  return sqlite.batch((connection) => purgeEntries(connection, now) + purgeLimits(connection, now))
}

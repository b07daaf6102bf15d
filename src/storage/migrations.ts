import type { Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { BotError } from '../domain/error.ts'
import { journal as texts } from '../texts/fr/journal.ts'
import type { Tables } from './tables.ts'

const migrations: Readonly<Record<string, Migration>> = {
  '001-journal-and-stores': { up: createTables },
  '002-votes': { up: createVotes },
}

/**
 * Brings the tables up to date. Two processes that open a new database at once may both run a step, so each step can
 * be run twice (`ifNotExists`); the one that loses the race finds the step done when it looks again.
 *
 * @throws {BotError} `storage`, in French.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const first = await migrator.migrateToLatest()
  const { error } = first.error === undefined ? first : await migrator.migrateToLatest()
  if (error !== undefined) throw new BotError('storage', texts.storage.migrationFailed, { cause: error })
}

async function createTables(db: Kysely<Tables>): Promise<void> {
  const make = (name: string) => db.schema.createTable(name).ifNotExists()
  await make('answers')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('trace_id', 'text', (column) => column.notNull().unique())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('metier', 'text')
    .addColumn('prompt_version', 'text')
    .addColumn('author', 'text')
    .addColumn('author_expires_at', 'integer')
    .addColumn('event', 'text', (column) => column.notNull())
    .execute()
  await make('texts')
    .addColumn('trace_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('question', 'text')
    .addColumn('answer', 'text')
    // Unused since a question's words are derived; it stays, so that an older version can still be run.
    .addColumn('stems', 'text')
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .execute()
  await make('gap_asks')
    .addColumn('trace_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('gap_id', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('metier', 'text')
    .addColumn('asker', 'text')
    .addColumn('nearest', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .execute()
  await make('entries')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'integer')
    .execute()
  await make('limits')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('expire', 'integer')
    .execute()
  await createIndexes(db, [
    ['answers', 'at'],
    ['answers', 'outcome'],
    ['answers', 'author'],
    ['answers', 'author_expires_at'],
    ['texts', 'expires_at'],
    ['gap_asks', 'asker'],
    ['gap_asks', 'expires_at'],
    ['entries', 'expires_at'],
    ['limits', 'expire'],
  ])
}

async function createVotes(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('votes')
    .ifNotExists()
    .addColumn('trace_id', 'text', (column) => column.notNull())
    .addColumn('voter', 'text', (column) => column.notNull())
    .addColumn('vote', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('votes_trace_id_voter', ['trace_id', 'voter'])
    .execute()
  await createIndexes(db, [
    ['votes', 'voter'],
    ['votes', 'at'],
    ['votes', 'expires_at'],
  ])
}

async function createIndexes(db: Kysely<Tables>, columns: readonly (readonly [table: string, column: string])[]): Promise<void> {
  for (const [table, column] of columns) {
    await db.schema.createIndex(`${table}_${column}`).ifNotExists().on(table).column(column).execute()
  }
}

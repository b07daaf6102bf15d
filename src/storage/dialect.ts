import type { SQLInputValue } from 'node:sqlite'
import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely'
import { BotError } from '../domain/error.ts'
import type { Connection, Sqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

/**
 * Kysely on our connection. Its own transactions are refused: between their awaits, statements of others would slip
 * into them, because SQLite has one connection here. `Sqlite.batch` with `execute` takes their place.
 */
export function createKysely(sqlite: Sqlite): Kysely<Tables> {
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery) => sqlite.run((connection) => execute<R>(connection, query)),
    streamQuery: () => {
      throw new BotError('storage', 'streamed queries are not supported')
    },
  }
  const refuse = () => Promise.reject(new BotError('storage', 'use a batch instead of a transaction'))
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createDriver: () => ({
        init: () => Promise.resolve(),
        acquireConnection: () => Promise.resolve(connection),
        releaseConnection: () => Promise.resolve(),
        beginTransaction: refuse,
        commitTransaction: refuse,
        rollbackTransaction: refuse,
        destroy: () => Promise.resolve(),
      }),
    },
  })
}

/** Runs one compiled query at once, for use within a batch. */
export function execute<R>(connection: Connection, query: CompiledQuery<R>): QueryResult<R> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kysely knows no value types; node:sqlite refuses what it cannot store
  const parameters = query.parameters as readonly SQLInputValue[]
  if (/^\s*(select|with|pragma)\b|\breturning\b/i.test(query.sql)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the row type is what kysely derived from the query
    return { rows: connection.all(query.sql, parameters) as R[] }
  }
  const { changes, lastInsertRowid } = connection.change(query.sql, parameters)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

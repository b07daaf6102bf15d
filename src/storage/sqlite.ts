import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { BotError } from '../domain/error.ts'
import { journal as texts } from '../texts/fr/journal.ts'

export interface Connection {
  /** Rows have a null prototype. */
  all(sql: string, parameters?: readonly SQLInputValue[]): Record<string, SQLOutputValue>[]
  /** Number of rows changed. */
  change(sql: string, parameters?: readonly SQLInputValue[]): { changes: number; lastInsertRowid: number | bigint }
}

export interface Sqlite {
  /**
   * Runs the work in one synchronous go: nothing of this process comes between its statements. While another
   * process holds the lock the work is tried again, so it must be one statement or a `batch`.
   *
   * @throws {BotError} `storage`
   */
  run<T>(work: (connection: Connection) => T): Promise<T>
  /** `run` within one transaction: all of it or nothing. */
  batch<T>(work: (connection: Connection) => T): Promise<T>
  close(): void
}

export interface SqliteOptions {
  /** Absolute, or null for memory. */
  readonly path: string | null
  /** How long a call waits for a lock before it fails. */
  readonly deadlineMs: number
}

/** The event loop stands still for so long at most while another process writes; past that, calls wait asynchronously. */
const blockMs = 20
const retryEveryMs = 15

/**
 * Opens or makes the database: its folder, mode 0600, WAL. Deleted content is overwritten (`secure_delete`).
 *
 * @throws {BotError} `storage`, in French, when the file cannot be opened or is damaged.
 */
export function openSqlite({ path, deadlineMs }: SqliteOptions): Sqlite {
  let db: DatabaseSync | null = null
  try {
    db = openDatabase(path)
  } catch (cause) {
    if (cause instanceof BotError) throw cause
    throw new BotError('storage', openFault(cause, path ?? ':memory:'), { cause })
  }
  const connection = connect(db)
  const run = <T>(work: (connection: Connection) => T) => retry(() => work(connection), deadlineMs)
  return {
    run,
    batch: (work) => run((connection) => transaction(connection, work)),
    close: () => {
      if (db.isOpen) db.close()
    },
  }
}

function openDatabase(path: string | null): DatabaseSync {
  if (path !== null) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // WAL and its index take their mode from the database's file, so it is made before SQLite opens it.
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  }
  const db = new DatabaseSync(path ?? ':memory:', { timeout: 2000, enableForeignKeyConstraints: false })
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON')
    const check = db.prepare('PRAGMA quick_check(1)').get()
    if (Object.values(check ?? {})[0] !== 'ok') throw new BotError('storage', texts.storage.damaged(path ?? ':memory:'))
    db.exec(`PRAGMA busy_timeout = ${blockMs}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function connect(db: DatabaseSync): Connection {
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    let statement = statements.get(sql)
    if (statement === undefined) {
      // Queries are few and fixed; lists of parameters make some more of them.
      if (statements.size >= 200) statements.clear()
      statements.set(sql, (statement = db.prepare(sql)))
    }
    return statement
  }
  // The leading {} keeps node:sqlite from reading an object that comes first as named parameters.
  return {
    all: (sql, parameters = []) => prepare(sql).all({}, ...parameters),
    change: (sql, parameters = []) => {
      const { changes, lastInsertRowid } = prepare(sql).run({}, ...parameters)
      return { changes: Number(changes), lastInsertRowid }
    },
  }
}

function transaction<T>(connection: Connection, work: (connection: Connection) => T): T {
  connection.change('BEGIN IMMEDIATE')
  try {
    const result = work(connection)
    connection.change('COMMIT')
    return result
  } catch (error) {
    try {
      connection.change('ROLLBACK')
    } catch {
      // SQLite has rolled back by itself (disk full): the first error says why.
    }
    throw error
  }
}

async function retry<T>(work: () => T, deadlineMs: number): Promise<T> {
  const end = performance.now() + deadlineMs
  for (;;) {
    try {
      return work()
    } catch (cause) {
      if (cause instanceof BotError) throw cause
      if (!isBusy(cause) || performance.now() >= end) throw new BotError('storage', callFault(cause), { cause })
    }
    await wait(retryEveryMs)
  }
}

/** SQLite's primary result code; 0 when the error is not SQLite's. */
const resultCode = (error: unknown) => Number(property(error, 'errcode') ?? 0) & 0xff
const isBusy = (error: unknown) => [5, 6].includes(resultCode(error))

const callFaults: Readonly<Record<number, string>> = {
  5: 'the database stayed locked',
  6: 'the database stayed locked',
  8: 'the database is read-only',
  10: 'the disk failed',
  11: 'the database is damaged',
  13: 'the disk is full',
  14: 'the database cannot be opened',
  26: 'the file is no database',
}

function callFault(error: unknown): string {
  if (property(error, 'code') === 'ERR_INVALID_STATE') return 'the database is closed'
  return callFaults[resultCode(error)] ?? `the database refused (code ${resultCode(error)})`
}

function openFault(error: unknown, path: string): string {
  const code = resultCode(error)
  if (code === 11 || code === 26) return texts.storage.damaged(path)
  if (isBusy(error)) return texts.storage.locked(path)
  if (code === 13 || property(error, 'code') === 'ENOSPC') return texts.storage.diskFull(path)
  const name = property(error, 'code')
  return texts.storage.cannotOpen(path, typeof name === 'string' && code === 0 ? name : `SQLite ${code}`)
}

function property(error: unknown, name: string): unknown {
  return error instanceof Error ? Reflect.get(error, name) : undefined
}

import { Keyv, type KeyvStoreAdapter } from 'keyv'
import { BotError } from '../domain/error.ts'
import type { Store } from '../domain/ports.ts'
import type { Connection, Sqlite } from './sqlite.ts'

export type EntriesAdapter = KeyvStoreAdapter &
  Required<Pick<KeyvStoreAdapter, 'getMany' | 'deleteMany' | 'has' | 'iterator' | 'disconnect'>>

/** A purge comes with one write in so many: entries that nobody asks for again do not pile up. */
const purgeEveryWrites = 200

/**
 * What keyv stores in: one adapter a namespace, else `clear()` would wipe the neighbour. Keys come with their
 * `namespace:`; expiry is a column, read with our clock.
 */
export function createEntriesAdapter(sqlite: Sqlite, now: () => number): EntriesAdapter {
  let writes = 0
  const adapter: EntriesAdapter = {
    opts: { dialect: 'sqlite' },
    namespace: undefined,
    on: () => adapter,
    async get<Value>(key: string) {
      const [value] = await readMany<Value>(sqlite, [key], now())
      return value
    },
    getMany: <Value>(keys: string[]) => readMany<Value>(sqlite, keys, now()),
    has: async (key) => (await readMany(sqlite, [key], now()))[0] !== undefined,
    async set(key: string, value: string, ttlMs?: number) {
      const expiresAt = ttlMs === undefined ? null : now() + ttlMs
      const sql =
        'INSERT INTO entries (key, value, expires_at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at'
      await sqlite.run((connection) => connection.change(sql, [key, value, expiresAt]))
      if (++writes % purgeEveryWrites === 0) await sqlite.run((connection) => purgeEntries(connection, now()))
      return true
    },
    delete: (key) => adapter.deleteMany([key]),
    deleteMany: (keys) =>
      sqlite.run((connection) => connection.change(`DELETE FROM entries WHERE key IN (${marks(keys)})`, keys).changes > 0),
    clear: () => sqlite.run((connection) => void clearEntries(connection, adapter.namespace)),
    async *iterator<Value>(namespace?: string) {
      const rows = await sqlite.run((connection) =>
        connection.all(`SELECT key, value FROM entries WHERE ${within}`, range(namespace)),
      )
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keyv reads the text back itself
      for (const { key, value } of rows) yield [key, value] as [string, Awaited<Value>]
    },
    disconnect: () => Promise.resolve(),
  }
  return adapter
}

/**
 * @param adapter One that nobody else uses.
 * @param deadlineMs A call that takes longer fails instead of staying pending.
 */
export function createStore(adapter: KeyvStoreAdapter, namespace: string, deadlineMs: number): Store {
  if (!/^[a-z][a-z0-9-]*$/.test(namespace)) throw new BotError('storage', `"${namespace}" is no name for a store`)
  const keyv = new Keyv({
    store: adapter,
    namespace,
    throwOnErrors: true,
    emitErrors: false,
    // The expiry stands in the adapter's column, once; keyv's own copy would be read with another clock.
    serialize: ({ value }) => JSON.stringify({ value }),
    deserialize: (data) => JSON.parse(data),
  })
  const bounded = <T>(call: Promise<T>) => withDeadline(call, deadlineMs, namespace)
  return {
    get: (key) => bounded(keyv.get<unknown>(key)),
    set: async (key, value, ttlMs) => void (await bounded(keyv.set(key, value, ttlMs))),
    delete: async (key) => void (await bounded(keyv.delete(key))),
  }
}

/** Entries of the namespace; all of them without one. */
export function clearEntries(connection: Connection, namespace: string | undefined): number {
  return connection.change(`DELETE FROM entries WHERE ${within}`, range(namespace)).changes
}

export function purgeEntries(connection: Connection, now: number): number {
  return connection.change('DELETE FROM entries WHERE expires_at <= ?', [now]).changes
}

const within = 'key >= ? AND key < ?'
// ';' follows ':' in ASCII, and U+10FFFF is past any key.
const range = (namespace: string | undefined) =>
  namespace === undefined ? ['', '\u{10FFFF}'] : [`${namespace}:`, `${namespace};`]
const marks = (list: readonly unknown[]) => list.map(() => '?').join(', ')

/** Texts, in the order of the keys; keyv types them as what it will read out of them. */
async function readMany<Value>(sqlite: Sqlite, keys: readonly string[], now: number): Promise<(Value | undefined)[]> {
  const sql = `SELECT key, value FROM entries WHERE key IN (${marks(keys)}) AND (expires_at IS NULL OR expires_at > ?)`
  const rows = await sqlite.run((connection) => connection.all(sql, [...keys, now]))
  const values = new Map(rows.map(({ key, value }) => [key, value]))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return keys.map((key) => values.get(key) as Value | undefined)
}

async function withDeadline<T>(call: Promise<T>, deadlineMs: number, namespace: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new BotError('storage', `store ${namespace} gave no answer within ${deadlineMs} ms`)),
    deadlineMs,
  )
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}

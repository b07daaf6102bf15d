import type { SQLInputValue } from 'node:sqlite'
import { RateLimiterMemory, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible'
import { BotError } from '../domain/error.ts'
import type { Log } from '../domain/ports.ts'
import type { Consumption, Limiter, LimiterOptions } from '../domain/storage.ts'
import type { Connection, Sqlite } from './sqlite.ts'

/**
 * A limiter whose count is one SQL statement, so parallel calls and other processes never get through twice. While
 * the database is away it counts in this process's memory, and says so in the log. Its clock is the system's.
 */
export function createLimiter(sqlite: Sqlite, log: Log, { name, points, durationSeconds }: LimiterOptions): Limiter {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new BotError('storage', `"${name}" is no name for a limiter`)
  const limiter = new RateLimiterSQLite({
    storeClient: betterSqliteShim(sqlite, () => log.warn('limiter-in-memory', { limiter: name })),
    storeType: 'better-sqlite3',
    tableName: 'limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: durationSeconds,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: durationSeconds }),
  })
  return {
    async consume(key, cost = 1) {
      try {
        return consumption(true, await limiter.consume(key, cost))
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return consumption(false, refusal)
        throw new BotError('storage', `limiter ${name} failed`, { cause: refusal })
      }
    },
  }
}

export function purgeLimits(connection: Connection, now: number): number {
  return connection.change('DELETE FROM limits WHERE expire <= ?', [now]).changes
}

const consumption = (allowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): Consumption => ({
  allowed,
  remaining: remainingPoints,
  retryAfterMs: allowed ? 0 : msBeforeNext,
})

type Query = (connection: Connection) => unknown

/** What the library wants of better-sqlite3. It awaits what `transaction` returns, so a locked database can be waited for. */
function betterSqliteShim(sqlite: Sqlite, onFailure: () => void) {
  return {
    prepare: (sql: string) => ({
      get:
        (...parameters: SQLInputValue[]): Query =>
        (connection) =>
          connection.all(sql, parameters)[0],
    }),
    transaction: (work: () => Query) => async () => {
      try {
        return await sqlite.run(work())
      } catch (error) {
        onFailure()
        throw error
      }
    },
  }
}

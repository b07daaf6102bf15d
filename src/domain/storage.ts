import type { GapTable, JournalTable, VoteTable } from './journal.ts'
import type { PersonalPlace } from './personal-data.ts'
import type { Store } from './ports.ts'

export interface LimiterOptions {
  /** Kebab-case; limiters of different names never share a count. */
  readonly name: string
  /** How much is allowed within the duration. */
  readonly points: number
  readonly durationSeconds: number
}

export interface Consumption {
  readonly allowed: boolean
  /** Points left until the count starts again. */
  readonly remaining: number
  /** 0 when allowed; else when the count starts again. */
  readonly retryAfterMs: number
}

/** Counts atomically, over all processes on one database. While the database is away it counts in memory. */
export interface Limiter {
  /** @param points 1 unless told; a refused call counts too. */
  consume(key: string, points?: number): Promise<Consumption>
}

/** Everything that stays: one database behind one address. Methods throw `BotError` `storage` when it is locked, full, damaged or closed. */
export interface Storage {
  /** @param namespace Kebab-case. A value (or key) about a person holds the person's pseudonym: erasure looks for it. */
  store(namespace: string): Store
  limiter(options: LimiterOptions): Limiter
  readonly answers: JournalTable
  readonly gaps: GapTable
  readonly votes: VoteTable
  /** Erases what one place holds about a person. Resolves with the number of rows; a second call finds none. */
  erase(place: PersonalPlace, pseudonyms: readonly string[]): Promise<number>
  /** Removes entries and counts whose time is over. Resolves with their number. */
  purge(): Promise<number>
  close(): Promise<void>
}

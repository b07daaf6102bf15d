import { createHash } from 'node:crypto'
import type { Store } from '../domain/ports.ts'

/** What must be equal for one answer to serve for another: never a near match. */
export interface CacheKey {
  /** The question as it stands alone, normalised. */
  readonly question: string
  readonly metiers: readonly string[]
  readonly promptSha: string | null
  readonly model: string | null
  readonly kbSha: string
}

export interface Cache<T> {
  /**
   * The value under the key, else that of `make`, kept when `keep` says so. Equal keys at the same time share one `make`.
   * A store that fails is as good as empty: an answer never fails for its cache.
   */
  through(key: CacheKey, make: () => Promise<T>, keep: (value: T) => boolean): Promise<{ value: T; cache: 'hit' | 'miss' }>
}

export function createCache<T>(store: Store, ttlMs: number): Cache<T> {
  const underway = new Map<string, Promise<T>>()
  return {
    async through(key, make, keep) {
      const id = hash(key)
      const shared = underway.get(id)
      if (shared !== undefined) return { value: await shared, cache: 'hit' }
      const kept = await store.get(id).catch(() => undefined)
      if (kept !== undefined && kept !== null) return { value: kept as T, cache: 'hit' }
      const again = underway.get(id)
      if (again !== undefined) return { value: await again, cache: 'hit' }
      const making = make()
      underway.set(id, making)
      try {
        const value = await making
        if (keep(value)) await store.set(id, value, ttlMs).catch(() => undefined)
        return { value, cache: 'miss' }
      } finally {
        underway.delete(id)
      }
    },
  }
}

const hash = (key: CacheKey) =>
  createHash('sha256')
    .update(JSON.stringify([key.question, key.metiers, key.promptSha, key.model, key.kbSha]))
    .digest('base64url')

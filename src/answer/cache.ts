import { createHash } from 'node:crypto'
import type { Store } from '../domain/ports.ts'
import type { Evidence } from './grounds.ts'

/** What must be equal for one answer to serve for another: never a near match. */
export interface CacheKey {
  /** The question as it stands alone, normalised. */
  readonly question: string
  readonly metiers: readonly string[]
  /** How the profession came to be known: what is assumed is said. */
  readonly evidence: Evidence
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

export interface CacheOptions {
  readonly ttlMs: number
  /** Fingerprint of the code: an answer of another version is none. */
  readonly codeSha: string
}

export function createCache<T>(store: Store, { ttlMs, codeSha }: CacheOptions): Cache<T> {
  const underway = new Map<string, Promise<T>>()
  return {
    async through(key, make, keep) {
      const id = hash(key, codeSha)
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

const hash = ({ question, metiers, evidence, promptSha, model, kbSha }: CacheKey, codeSha: string) =>
  createHash('sha256')
    .update(JSON.stringify([question, metiers, evidence, promptSha, model, kbSha, codeSha]))
    .digest('base64url')

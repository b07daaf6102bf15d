import type { Reply } from './errors.ts'

export interface RestFault {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Matched against the path after `/api/v10`. */
  readonly path: RegExp
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** The write happens, then the fault is answered: what a lost answer looks like. */
  readonly afterWrite?: boolean
  /** How many requests it meets; 1 unless told. */
  readonly times?: number
}

export interface RestFaults {
  /** The next matching requests are answered with this fault. */
  next(fault: RestFault): void
  /** 429 in Discord's form: header and body, in seconds. */
  rateLimit(options: { method?: RestFault['method']; path: RegExp; retryAfterS: number; times?: number }): void
  /** Holds matching requests unanswered until the returned function is called. */
  hold(path: RegExp): () => void
}

export interface FaultBox extends RestFaults {
  take(method: string, path: string): RestFault | null
  released(path: string): Promise<void>
}

export const replyOf = ({ status, body, headers }: RestFault): Reply => ({
  status,
  body: body ?? { message: `${status}: injected`, code: 0 },
  ...(headers === undefined ? {} : { headers }),
})

/** Faults waiting to be met, in the order in which they were asked for. */
export function createFaultBox(): FaultBox {
  const waiting: { fault: RestFault; left: number }[] = []
  const holds = new Set<{ path: RegExp; released: Promise<void> }>()
  const next = (fault: RestFault): void => {
    waiting.push({ fault, left: fault.times ?? 1 })
  }
  return {
    next,
    rateLimit({ method, path, retryAfterS, times = 1 }) {
      const body = { message: 'You are being rate limited.', retry_after: retryAfterS, global: false }
      const headers = { 'retry-after': String(retryAfterS), 'x-ratelimit-scope': 'user' }
      next({ path, status: 429, body, headers, times, ...(method === undefined ? {} : { method }) })
    },
    hold(path) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const held = { path, released: promise }
      holds.add(held)
      return () => {
        holds.delete(held)
        resolve()
      }
    },
    take(method, path) {
      const found = waiting.find(({ fault, left }) => left > 0 && (fault.method ?? method) === method && fault.path.test(path))
      if (found === undefined) return null
      found.left -= 1
      return found.fault
    },
    async released(path) {
      await Promise.all([...holds].filter((held) => held.path.test(path)).map(({ released }) => released))
    },
  }
}

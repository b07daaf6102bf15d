import type { Json } from './errors.ts'

export interface RecordedRequest {
  readonly method: string
  /** After `/api/v10`, without the query. */
  readonly path: string
  readonly body: Json
  readonly status: number
}

export interface Journal {
  readonly requests: RecordedRequest[]
  /** Endpoints that the bot called and the double does not know. */
  readonly unhandled: string[]
  /** What no Discord would refuse but this project must never do: a message without `allowed_mentions`. */
  readonly violations: string[]
  count(method: string, path: RegExp): number
  /** Tells those who wait that something happened. */
  changed(): void
  /** Resolves with the probe's first value that is neither undefined, null nor false; asked again at every change. */
  waitFor<Value>(what: string, probe: () => Value | undefined | null | false, timeoutMs?: number): Promise<Value>
}

/** Keeps what was asked of the double, and lets tests wait for a state instead of sleeping. */
export function createJournal(): Journal {
  const waiting = new Set<() => void>()
  const requests: RecordedRequest[] = []
  return {
    requests,
    unhandled: [],
    violations: [],
    count: (method, path) => requests.filter((request) => request.method === method && path.test(request.path)).length,
    changed() {
      for (const look of waiting) look()
    },
    waitFor<Value>(what: string, probe: () => Value | undefined | null | false, timeoutMs = 5000) {
      return new Promise<Value>((resolve, reject) => {
        const look = (): void => {
          const value = probe()
          if (value === undefined || value === null || value === false) return
          end()
          resolve(value)
        }
        const timer = setTimeout(() => {
          end()
          const last = requests.slice(-5).map(({ method, path, status }) => `${method} ${path} ${status}`)
          reject(new Error(`waited ${timeoutMs} ms in vain for ${what}; last requests: ${last.join(', ') || 'none'}`))
        }, timeoutMs)
        // What the bot does on its own side changes nothing here: look from time to time too.
        const poll = setInterval(() => look(), 10)
        const end = (): void => {
          clearTimeout(timer)
          clearInterval(poll)
          waiting.delete(look)
        }
        waiting.add(look)
        look()
      })
    },
  }
}

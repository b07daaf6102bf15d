import { BotError } from '../domain/error.ts'

export type GivenUp = 'too slow' | 'stopping'

export interface Deadline {
  /**
   * The promise, or a rejection when it takes too long or all is given up: a pipeline that hangs is left behind.
   *
   * @throws {BotError} `aborted`, its message a `GivenUp`.
   */
  within<Value>(promise: Promise<Value>): Promise<Value>
  giveUpAll(): void
}

/** One timer a promise, ended with it: `AbortSignal.timeout` would keep thousands alive, and cost the acknowledgements' p99. */
export function createDeadline(timeoutMs: number): Deadline {
  const pending = new Set<(why: GivenUp) => void>()
  return {
    within: (promise) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          clearTimeout(timer)
          pending.delete(giveUp)
        }
        const giveUp = (why: GivenUp): void => {
          end()
          reject(new BotError('aborted', why))
        }
        const timer = setTimeout(() => giveUp('too slow'), timeoutMs)
        pending.add(giveUp)
        promise.then(resolve, reject).finally(end)
      }),
    giveUpAll() {
      for (const giveUp of pending) giveUp('stopping')
    },
  }
}

/** Why the deadline ended it, or null for an error of the work itself. */
export function givenUp(error: unknown): GivenUp | null {
  if (!(error instanceof BotError) || error.kind !== 'aborted') return null
  return error.message === 'stopping' ? 'stopping' : 'too slow'
}

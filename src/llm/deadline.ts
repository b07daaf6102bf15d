import { BotError } from '../domain/error.ts'

export interface Deadlines {
  /** Longest silence, before the first item or between two, in milliseconds. */
  readonly idleMs: number
  /** Longest time in all, in milliseconds. */
  readonly totalMs: number
}

/**
 * Reads a stream under an idle and a total deadline. The stream gets a signal that fires on either deadline and when
 * the caller's does; a source that ignores it is left behind all the same, so nothing stays pending.
 *
 * @throws {BotError} `model` on a deadline, `aborted` when the caller's signal fired. What the source throws passes through.
 */
export async function* withDeadlines<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  { idleMs, totalMs }: Deadlines,
  callerSignal: AbortSignal,
): AsyncGenerator<T> {
  const deadline = new AbortController()
  const signal = AbortSignal.any([callerSignal, deadline.signal])
  const fired = firing(signal, callerSignal)
  const expire = (what: string, ms: number) =>
    setTimeout(() => deadline.abort(new BotError('model', `${what} after ${ms} ms`)), ms)
  const total = expire('not finished', totalMs)
  const iterator = open(signal)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const idle = expire('silent', idleMs)
      const step = await Promise.race([iterator.next(), fired]).finally(() => clearTimeout(idle))
      if (step.done) return
      yield step.value
    }
  } finally {
    clearTimeout(total)
    deadline.abort()
    // Not awaited: a stalled source would hold us here.
    iterator.return?.().catch(() => undefined)
  }
}

/** Rejects when the signal fires. Its own catch keeps it from counting as unhandled when nobody is waiting. */
function firing(signal: AbortSignal, callerSignal: AbortSignal): Promise<never> {
  const fired = new Promise<never>((_, reject) => {
    const fail = () => reject(callerSignal.aborted ? new BotError('aborted', 'the caller gave up') : (signal.reason as Error))
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail, { once: true })
  })
  fired.catch(() => undefined)
  return fired
}

import {
  bulkhead,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  retry,
  wrap,
} from 'cockatiel'
import { APIError } from 'openai'
import { BotError } from '../domain/error.ts'
import type { Complete, ModelEvent } from '../domain/model.ts'
import { withDeadlines } from './deadline.ts'

export interface ResilienceOptions {
  /** From the question to the last event, waiting and retrying included. */
  readonly totalMs?: number
  /** Calls at the same time, and as many more that wait for a place. */
  readonly concurrency?: number
  /** Failures in a row after which the model is left alone for a while. */
  readonly failures?: number
  readonly coolDownMs?: number
  /** Longest wait before the one retry, whatever `Retry-After` says. */
  readonly maxRetryAfterMs?: number
}

/** A model that is not asked while it is failing. */
export interface ResilientModel {
  readonly complete: Complete
  /** `open`: left alone for now; `half-open`: the next call is a try. */
  state(): 'closed' | 'open' | 'half-open'
}

/**
 * One retry on 429 and 5xx, if nothing was streamed yet; a breaker after failures in a row; a bulkhead; one deadline over
 * all of it. Whatever fails is a `BotError` of kind `model`, and the caller quotes the base instead.
 */
export function withResilience(complete: Complete, options: ResilienceOptions = {}): ResilientModel {
  const { totalMs = 28_000, concurrency = 16, failures = 5, coolDownMs = 30_000, maxRetryAfterMs = 2000 } = options
  const failed = handleWhen((error) => error instanceof BotError && error.kind === 'model')
  const again = handleWhen((error) => error instanceof StreamlessFailure)
  const breaker = circuitBreaker(failed, { halfOpenAfter: coolDownMs, breaker: new ConsecutiveBreaker(failures) })
  const policy = wrap(
    bulkhead(concurrency, concurrency),
    breaker,
    retry(again, {
      maxAttempts: 1,
      backoff: new DelegateBackoff(({ result }) => retryAfterMs('error' in result ? result.error : null, maxRetryAfterMs)),
    }),
  )

  async function* attempt(...[request, signal]: Parameters<Complete>): AsyncGenerator<ModelEvent> {
    const gone = new AbortController()
    const inner = AbortSignal.any([signal, gone.signal])
    // The policies see one promise a call; the events leave through the stream while it runs.
    const events = new ReadableStream<ModelEvent>({
      start(controller) {
        const pump = async () => {
          let streamed = false
          try {
            for await (const event of complete(request, inner)) {
              streamed = true
              controller.enqueue(event)
            }
          } catch (error) {
            throw !streamed && isPassing(error) ? new StreamlessFailure(error) : error
          }
        }
        policy.execute(pump, inner).then(
          () => controller.close(),
          (error: unknown) => controller.error(asBotError(error)),
        )
      },
      cancel: () => gone.abort(),
    })
    yield* events
  }

  return {
    complete: (request, signal) => withDeadlines((inner) => attempt(request, inner), { idleMs: totalMs, totalMs }, signal),
    state: () =>
      breaker.state === CircuitState.Closed ? 'closed' : breaker.state === CircuitState.HalfOpen ? 'half-open' : 'open',
  }
}

/** A failure before the first event that may pass by itself: worth one more try. */
class StreamlessFailure extends BotError {
  constructor(cause: unknown) {
    super('model', (cause as Error).message, { cause: (cause as Error).cause })
  }
}

function isPassing(error: unknown): boolean {
  const status = statusOf(error)
  return status !== undefined && (status === 429 || status >= 500)
}

function statusOf(error: unknown): number | undefined {
  const cause = error instanceof BotError ? error.cause : null
  return cause instanceof APIError ? cause.status : undefined
}

function retryAfterMs(error: unknown, cap: number): number {
  const cause = error instanceof BotError ? error.cause : null
  const asked = cause instanceof APIError ? Number(cause.headers?.get('retry-after')) * 1000 : Number.NaN
  return Math.min(cap, asked >= 0 ? asked : 250)
}

function asBotError(error: unknown): unknown {
  if (isBrokenCircuitError(error)) return new BotError('model', 'the model is left alone after failures in a row')
  if (isBulkheadRejectedError(error)) return new BotError('model', 'too many calls to the model at once')
  return error
}

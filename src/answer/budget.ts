import { BotError } from '../domain/error.ts'
import type { Complete, ModelRequest, Usage } from '../domain/model.ts'
import type { Limiter } from '../domain/storage.ts'

/** Euros per million tokens; a token then costs as many micro-euros. */
export interface Prices {
  readonly input: number
  readonly output: number
}

/** What a call may cost at most is guessed before it: French runs to some three characters a token. */
const charsPerToken = 3

/**
 * A model within a daily budget. The most that a call may cost is taken before it, atomically, and what it did not cost is
 * given back: parallel calls cannot overspend together.
 *
 * @param limiter Counts tokens, or micro-euros when there are prices.
 * @throws {BotError} `budget`, before anything is sent, when the day's budget does not hold the call.
 */
export function withBudget(complete: Complete, limiter: Limiter, prices: Prices | null): Complete {
  return async function* (request, signal) {
    const reserved = costOf(atMost(request), prices)
    const { allowed } = await limiter.consume('all', reserved)
    if (!allowed) {
      await limiter.consume('all', -reserved)
      throw new BotError('budget', 'the budget of the day does not hold this call')
    }
    let usage: Usage | null = null
    let failed = true
    try {
      for await (const event of complete(request, signal)) {
        if (event.kind === 'end') usage = event.usage
        yield event
      }
      failed = false
    } finally {
      // A server that does not count, or a call that was cut, is taken at the most.
      if (usage !== null && !failed) await limiter.consume('all', costOf(usage, prices) - reserved)
    }
  }
}

/** Whole units of the limiter, rounded up. */
export function costOf({ inputTokens, outputTokens }: Usage, prices: Prices | null): number {
  return Math.ceil(prices === null ? inputTokens + outputTokens : inputTokens * prices.input + outputTokens * prices.output)
}

function atMost({ messages, settings }: ModelRequest): Usage {
  const chars = messages.reduce((sum, message) => sum + message.content.length, 0)
  return { inputTokens: Math.ceil(chars / charsPerToken), outputTokens: settings.maxTokens }
}

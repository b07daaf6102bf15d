import { randomBytes } from 'node:crypto'
import type { Answer, Segment } from '../domain/answer.ts'
import type { Ask, Log } from '../domain/ports.ts'
import type { Question } from '../domain/question.ts'
import { discord as texts } from '../texts/fr/discord.ts'
import { createDeadline, givenUp } from './deadline.ts'
import { refusalOf } from './fatal.ts'
import type { Sink } from './outbound.ts'
import { createPace } from './pace.ts'
import { draftOf, unfinished, type Draft } from './render/answer.ts'

export interface AnsweringOptions {
  readonly ask: Ask
  readonly log: Log
  readonly now: () => number
  readonly newTraceId: () => string
  /** Between two edits of a growing answer. */
  readonly streamEveryMs: number
  /** After which the asker is told that it took too long. */
  readonly answerTimeoutMs: number
}

export interface Answering {
  /** The answer, within the deadline, whatever the pipeline does; a growing answer is shown on the sink, when there is one. */
  obtain(question: () => Question, growing: Sink | null): Promise<Obtained>
  /** Writes it; what cannot be written is logged, and said in one sentence when Discord still listens. The messages' ids. */
  deliver(obtained: Obtained, sink: Sink): Promise<readonly string[]>
  /** Runs a task of an event: never rejects, counted by `settled`. */
  run(event: string, task: () => Promise<void>): void
  /** Resolves when all tasks have ended, or after `ms`. */
  settled(ms: number): Promise<void>
  /** Gives up all that is asked now; each asker is told. */
  abort(): void
}

export interface Obtained {
  readonly answer: Answer | null
  readonly traceId: string
  readonly draft: Draft
}

/** Codes that a second try cannot mend: gone messages, channels and interactions, missing rights, closed direct messages. */
const hopeless = new Set<unknown>([10003, 10008, 10015, 10062, 50001, 50007, 50013, 50027])

export function createAnswering(options: AnsweringOptions): Answering {
  const { ask, log, now } = options
  const tasks = new Set<Promise<void>>()
  const deadline = createDeadline(options.answerTimeoutMs)

  const failure = (text: (traceId: string) => string, error: unknown): Obtained => {
    const traceId = options.newTraceId()
    log.error('answer-not-obtained', error, { traceId })
    return { answer: null, traceId, draft: { text: text(traceId) } }
  }

  return {
    async obtain(question, growing) {
      const pace = createPace<readonly Segment[]>(options.streamEveryMs, now, async (segments) =>
        growing?.show(unfinished(segments)),
      )
      try {
        const answer = await deadline.within(
          ask(question(), growing === null ? {} : { onProgress: (segments) => pace.offer(segments) }),
        )
        return { answer, traceId: answer.traceId, draft: draftOf(answer) }
      } catch (error) {
        const why = givenUp(error)
        if (why === 'stopping') return failure(() => texts.restarting, error)
        return failure(why === 'too slow' ? texts.tooSlow : texts.failed, error)
      } finally {
        await pace.end()
      }
    },

    async deliver({ answer, draft, traceId }, sink) {
      try {
        const ids = await sink.finish(draft)
        log.info('answer-delivered', { traceId, outcome: answer?.outcome ?? 'error', pages: ids.length })
        return ids
      } catch (error) {
        log.error('answer-not-delivered', error, { traceId })
        const { code } = refusalOf(error instanceof Error ? error.cause : error)
        if (hopeless.has(code)) return []
        return sink.finish({ text: texts.failed(traceId) }).catch(() => [])
      }
    },

    run(event, task) {
      const running = task()
        .catch((error: unknown) => log.error(`${event}-failed`, error))
        .finally(() => tasks.delete(running))
      tasks.add(running)
    },

    async settled(ms) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, ms)
      await Promise.race([Promise.all(tasks), promise])
      clearTimeout(timer)
    },

    abort: () => deadline.giveUpAll(),
  }
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A number in the form of a trace's, for what failed before the pipeline gave one; the log line carries it. */
export const newIncidentId = (): string => [...randomBytes(10)].map((byte) => alphabet[byte % 32]).join('')

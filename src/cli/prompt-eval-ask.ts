import { createAsk } from '../answer/ask.ts'
import type { Cache } from '../answer/cache.ts'
import type { Draft } from '../answer/draft.ts'
import { createMemory } from '../answer/memory.ts'
import { screen } from '../answer/screen.ts'
import type { Writer } from '../answer/write.ts'
import type { Trace } from '../domain/answer.ts'
import type { Complete } from '../domain/model.ts'
import type { Base, Log, Store } from '../domain/ports.ts'
import type { Hit } from '../domain/retrieval.ts'
import { newTraceId } from '../journal/trace-id.ts'
import { createCompose } from '../prompts/compose.ts'
import type { AskCase } from '../prompts/eval/evaluate.ts'
import type { PromptRelease } from '../prompts/release.ts'

export interface RehearsalParts {
  readonly base: Base
  /** Null: answers quote the base. */
  readonly writer: { readonly release: PromptRelease; readonly complete: Complete; readonly model: string } | null
  /** The day that prompts name, `YYYY-MM-DD`. */
  readonly today: string
}

/** The real pipeline for rehearsals: nothing is cached, limited, logged or kept on disk. */
export function createRehearsal({ base, writer, today }: RehearsalParts): AskCase {
  const traces = new Map<string, Trace>()
  const noon = Date.parse(`${today}T12:00:00Z`)
  const memory = createMemory(createMemoryStore())
  const madeFor = (served: Base) =>
    createAsk({
      base: () => served,
      screen,
      quota: () => Promise.resolve(null),
      memory,
      cache: noCache,
      writer: writer === null ? null : writerOf(writer),
      record: (trace) => Promise.resolve(void traces.set(trace.answer.traceId, trace)),
      log: silentLog,
      newTraceId,
      now: () => noon + performance.now(),
      stopping: new AbortController().signal,
    })
  const asIs = madeFor(base)
  return async (question, planted) => {
    const ask = planted === null ? asIs : madeFor(withPlanted(base, planted))
    const answer = await ask(question)
    const trace = traces.get(answer.traceId) ?? null
    traces.delete(answer.traceId)
    return { answer, trace }
  }
}

function writerOf({ release, complete, model }: NonNullable<RehearsalParts['writer']>): Writer {
  return { compose: createCompose(release, 'evaluation'), complete, model, promptSha: release.ref.sha }
}

const noCache: Cache<Draft> = { through: async (_, make) => ({ value: await make(), cache: 'miss' }) }
const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** The base with one more sentence at the end of whatever passage is found first: what a tampered page would say. */
function withPlanted({ snapshot, index }: Base, planted: string): Base {
  const tamper = ({ passage, ...hit }: Hit): Hit => {
    const block = (passage.sentences.at(-1)?.block ?? -1) + 1
    const sentence = { text: planted, sources: [], kind: 'phrase', block } as const
    return {
      ...hit,
      passage: { ...passage, text: `${passage.text}\n\n${planted}`, sentences: [...passage.sentences, sentence] },
    }
  }
  return {
    snapshot,
    index: { ...index, search: (query) => index.search(query).map((hit, rank) => (rank === 0 ? tamper(hit) : hit)) },
  }
}

function createMemoryStore(): Store {
  const kept = new Map<string, unknown>()
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    set: (key, value) => Promise.resolve(void kept.set(key, value)),
    delete: (key) => Promise.resolve(void kept.delete(key)),
  }
}

import type { Trace } from '../domain/answer.ts'
import type {
  AnswerEvent,
  EventSource,
  JournalEntry,
  JournalStats,
  PromptCounts,
  Purged,
  Vote,
  VoteCounts,
} from '../domain/journal.ts'
import type { RecordTrace } from '../domain/ports.ts'
import type { Storage } from '../domain/storage.ts'
import { erasePerson, type ErasedCounts } from './erase.ts'
import { createGaps, type Gaps } from './gaps.ts'
import { readTraceId } from './trace-id.ts'
import { createVotes, type VoteResult } from './votes.ts'

export interface JournalOptions {
  readonly storage: Pick<Storage, 'answers' | 'votes' | 'gaps' | 'erase' | 'purge'>
  /** Ms since 1970. */
  readonly now: () => number
  /** `TEXT_RETENTION_DAYS`: texts, authors and gaps go after it. */
  readonly textRetentionDays: number
  /** Where a 👎 goes; its own unless told. Shared with who records abstentions, two alike at once open one gap. */
  readonly gaps?: Pick<Gaps, 'recordGap'>
}

export interface Journal {
  readonly record: RecordTrace
  /** The last `count` answers, oldest first. */
  tail(count: number): Promise<readonly JournalEntry[]>
  /** @param traceId As someone typed it. Null when it is no trace id or none of ours. */
  find(traceId: string): Promise<JournalEntry | null>
  /** What each version of a prompt did. */
  promptCounts(name: string): Promise<readonly PromptCounts[]>
  /** What happened in the last so many ms. */
  stats(lastMs: number): Promise<JournalStats>
  /**
   * Counts a 👍 or 👎; of one voter and answer, the last one. A 👎 becomes a gap while the question's text is kept.
   *
   * @param traceId As someone typed it, or as a button holds it.
   * @param voter Pseudonym; null for staff.
   */
  vote(traceId: string, vote: Vote, voter: string | null): Promise<VoteResult>
  /** @param traceId As someone typed it. */
  votesOf(traceId: string): Promise<VoteCounts>
  /** Removes what is past its retention. To be called at start and then every hour or so. */
  purge(): Promise<Purged & { readonly expired: number }>
  /** @throws {BotError} `storage`, naming what could not be erased. */
  erase(pseudonyms: readonly string[]): Promise<ErasedCounts>
}

export function createJournal(options: JournalOptions): Journal {
  const { storage, now, textRetentionDays } = options
  const retentionMs = textRetentionDays * 86_400_000
  const votes = createVotes({ ...options, gaps: options.gaps ?? createGaps(options) })
  return {
    record: (trace) => storage.answers.insert(toEntry(trace), Date.parse(trace.at) + retentionMs),
    tail: (count) => storage.answers.latest(count),
    async find(traceId) {
      const id = readTraceId(traceId)
      return id === null ? null : storage.answers.find(id)
    },
    promptCounts: (name) => storage.answers.countsByPrompt(name),
    stats: (lastMs) => storage.answers.statsSince(now() - lastMs),
    ...votes,
    purge: async () => ({ ...(await storage.answers.purge(now())), expired: await storage.purge() }),
    erase: (pseudonyms) => erasePerson(storage, pseudonyms, textRetentionDays),
  }
}

function toEntry(trace: Trace): JournalEntry {
  const { answer, question, author } = trace
  const event = toEvent(trace)
  if (answer.outcome === 'redirected' || question === null) {
    // Danger: nothing that tells who asked or about what; the row is there for the weekly count.
    return {
      event: { ...event, metier: null, offered: [], passages: [], sources: [] },
      author: null,
      question: null,
      answer: null,
    }
  }
  return { event, author, question, answer: answer.segments.map(({ text }) => text).join('') }
}

function toEvent({ answer, at, kbSha, label, cache, usage, passageShas, ...trace }: Trace): AnswerEvent {
  return {
    traceId: answer.traceId,
    at,
    outcome: answer.outcome,
    reason: answer.reason,
    metier: answer.metier,
    offered: answer.offered,
    'gen_ai.prompt.name': answer.prompt?.name ?? null,
    'gen_ai.prompt.version': answer.prompt?.version ?? null,
    promptSha: answer.prompt?.sha ?? null,
    label,
    'gen_ai.request.model': trace.requestModel ?? answer.model,
    'gen_ai.response.model': answer.model,
    'gen_ai.usage.input_tokens': usage?.inputTokens ?? null,
    'gen_ai.usage.output_tokens': usage?.outputTokens ?? null,
    cost: trace.cost ?? null,
    kbSha,
    passages: answer.passages.map(({ id, score, cited }) => ({ id, sha: passageShas[id] ?? null, score, cited })),
    sources: answer.citations.flatMap(({ n, passageId, sources }) =>
      sources.map(({ id, editeur, titre, url, date }): EventSource => ({ n, passageId, id, editeur, titre, url, date })),
    ),
    checks: answer.checks,
    cache,
    ms: answer.ms,
  }
}

import type { Vote, VoteCounts } from '../domain/journal.ts'
import type { Storage } from '../domain/storage.ts'
import type { Gaps } from './gaps.ts'
import { readTraceId } from './trace-id.ts'

/** `unknown`: no such answer. `refused`: a redirection for danger, beside which nobody's pseudonym may stand. */
export type VoteResult = 'counted' | 'unknown' | 'refused'

export interface VotesOptions {
  readonly storage: Pick<Storage, 'answers' | 'votes'>
  readonly gaps: Pick<Gaps, 'recordGap'>
  readonly now: () => number
  readonly textRetentionDays: number
}

export interface Votes {
  vote(traceId: string, vote: Vote, voter: string | null): Promise<VoteResult>
  votesOf(traceId: string): Promise<VoteCounts>
}

/** 👍 and 👎 on answers. */
export function createVotes({ storage, gaps, now, textRetentionDays }: VotesOptions): Votes {
  return {
    async vote(traceId, vote, voter) {
      const id = readTraceId(traceId)
      const entry = id === null ? null : await storage.answers.find(id)
      if (id === null || entry === null) return 'unknown'
      const { event, author, question } = entry
      if (event.outcome === 'redirected') return 'refused'
      const at = now()
      await storage.votes.cast({ traceId: id, vote, voter, at }, at + textRetentionDays * 86_400_000)
      if (vote === 'down' && question !== null) {
        await gaps.recordGap({
          traceId: id,
          question,
          metier: event.metier,
          nearest: event.passages.map((passage) => passage.id),
          kind: 'thumbs-down',
          author,
        })
      }
      return 'counted'
    },
    async votesOf(traceId) {
      const id = readTraceId(traceId)
      return id === null ? { up: 0, down: 0, staff: null } : storage.votes.of(id)
    },
  }
}

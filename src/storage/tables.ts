import type { Generated } from 'kysely'
import type { GapKind, Vote } from '../domain/journal.ts'

/** The tables. Times (`at`, `…_at`) are ms since 1970; lists and events are JSON. */
export interface Tables {
  answers: {
    seq: Generated<number>
    trace_id: string
    at: number
    outcome: string
    reason: string | null
    metier: string | null
    prompt_version: string | null
    author: string | null
    /** When `author` goes; null when there is none. */
    author_expires_at: number | null
    /** `AnswerEvent`. */
    event: string
  }
  /** The one place of members' words and of what was answered. */
  texts: { trace_id: string; question: string | null; answer: string | null; expires_at: number }
  gap_asks: {
    trace_id: string
    gap_id: string
    at: number
    kind: GapKind
    metier: string | null
    asker: string | null
    nearest: string
    expires_at: number
  }
  /** One a voter and answer. `voter` is a pseudonym, or `staff`. */
  votes: { trace_id: string; voter: string; vote: Vote; at: number; expires_at: number }
  /** What the keyv stores hold; keys begin with `namespace:`. */
  entries: { key: string; value: string; expires_at: number | null }
  /** The limiters' counts, in the shape that rate-limiter-flexible wants. */
  limits: { key: string; points: number; expire: number | null }
}

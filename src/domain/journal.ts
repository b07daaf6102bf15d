import type { Checks, Outcome, Reason } from './answer.ts'
import type { Source } from './knowledge.ts'

/** A passage that was given: its content's SHA at that moment (null when unknown), its score, whether the answer cites it. */
export interface EventPassage {
  readonly id: string
  readonly sha: string | null
  readonly score: number
  readonly cited: boolean
}

/** A source behind the answer, with the `n` of its marker. */
export type EventSource = Pick<Source, 'id' | 'editeur' | 'titre' | 'url' | 'date'> & {
  readonly n: number
  readonly passageId: string
}

/** One wide event an answer, with the OpenTelemetry GenAI names where they exist. Holds neither texts nor authors. */
export interface AnswerEvent {
  readonly traceId: string
  /** ISO 8601. */
  readonly at: string
  readonly outcome: Outcome
  readonly reason: Reason | null
  readonly metier: string | null
  readonly offered: readonly string[]
  readonly 'gen_ai.prompt.name': string | null
  readonly 'gen_ai.prompt.version': string | null
  readonly promptSha: string | null
  readonly label: string | null
  readonly 'gen_ai.request.model': string | null
  readonly 'gen_ai.response.model': string | null
  readonly 'gen_ai.usage.input_tokens': number | null
  readonly 'gen_ai.usage.output_tokens': number | null
  /** Euros; null when no price is known. */
  readonly cost: number | null
  readonly kbSha: string
  readonly passages: readonly EventPassage[]
  readonly sources: readonly EventSource[]
  readonly checks: Checks
  readonly cache: 'hit' | 'miss' | 'off'
  /** Milliseconds by stage. */
  readonly ms: Readonly<Record<string, number>> & { readonly total: number }
}

/** An answer as the journal gives it back. Texts are null once erased, past their retention, or never kept (danger). */
export interface JournalEntry {
  readonly event: AnswerEvent
  readonly author: string | null
  readonly question: string | null
  readonly answer: string | null
}

export interface Purged {
  readonly texts: number
  readonly authors: number
  readonly gapAsks: number
  readonly votes: number
}

/** What one version of a prompt did, as counts. Answers out of the cache count as answers, not in tokens, cost and time. */
export interface PromptCounts {
  readonly version: string
  readonly answers: number
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  /** Answers with at least one sentence dropped, and the sentences. */
  readonly withheldAnswers: number
  readonly withheld: number
  /** 👍 and 👎 that are still kept. */
  readonly thumbsUp: number
  readonly thumbsDown: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** Euros; null when no price was known. */
  readonly cost: number | null
  /** Of the whole answer; null when all came out of the cache. */
  readonly medianMs: number | null
}

/** What happened since a moment, as counts: no text, no author. */
export interface JournalStats {
  /** ISO 8601. */
  readonly since: string
  readonly answers: number
  /** Of them, out of the cache: not in times, tokens and cost. */
  readonly cached: number
  /** Most answers first. */
  readonly outcomes: readonly { readonly outcome: Outcome; readonly reason: Reason | null; readonly answers: number }[]
  /** The ten most asked about, most answers first. */
  readonly metiers: readonly { readonly metier: string; readonly answers: number }[]
  /** Of whole answers that were made anew, neither refused nor redirected; null when there is none. */
  readonly medianMs: number | null
  readonly p95Ms: number | null
  readonly inputTokens: number
  readonly outputTokens: number
  /** Euros; null when no price was known. */
  readonly cost: number | null
  /** Redirections for danger. */
  readonly dangers: number
  /** Cast since then, on any answer. */
  readonly votes: { readonly up: number; readonly down: number }
}

/** The tables of answers and of their texts. */
export interface JournalTable {
  /**
   * Resolves when the row outlives the process (killed, crashed). A power cut may still cost the last instants.
   *
   * @param forgetAt When texts and author go, ms since 1970.
   */
  insert(entry: JournalEntry, forgetAt: number): Promise<void>
  /** The last `count`, oldest first. */
  latest(count: number): Promise<readonly JournalEntry[]>
  find(traceId: string): Promise<JournalEntry | null>
  /** One for each version that answered, in no order. */
  countsByPrompt(name: string): Promise<readonly PromptCounts[]>
  /** @param since Ms since 1970. */
  statsSince(since: number): Promise<JournalStats>
  /** Removes texts, authors, gap asks and votes whose time is over. */
  purge(now: number): Promise<Purged>
}

export type Vote = 'up' | 'down'

export interface NewVote {
  readonly traceId: string
  readonly vote: Vote
  /** Pseudonym of who votes; null for staff, who count as one voter together. */
  readonly voter: string | null
  /** Ms since 1970. */
  readonly at: number
}

/** Votes on one answer that are still kept. */
export interface VoteCounts {
  /** Staff's included. */
  readonly up: number
  readonly down: number
  readonly staff: Vote | null
}

export interface VoteTable {
  /**
   * One vote a voter and answer: the last one counts. When nobody's 👎 is left on the answer, it is no gap any more
   * (unless it abstained).
   *
   * @param forgetAt When the vote goes, ms since 1970.
   */
  cast(vote: NewVote, forgetAt: number): Promise<void>
  of(traceId: string): Promise<VoteCounts>
}

export type GapKind = 'abstained' | 'thumbs-down'

/** One question that found no good answer. */
export interface GapAsk {
  readonly gapId: string
  readonly traceId: string
  /** Ms since 1970. */
  readonly at: number
  readonly kind: GapKind
  readonly metier: string | null
  /** Pseudonym of who asked the question (not of who pressed 👎); null when nobody was counted. */
  readonly asker: string | null
  /** Passages that came nearest, best first. */
  readonly nearest: readonly string[]
  /** Redacted; null once erased or past its retention. */
  readonly question: string | null
}

export interface GapTable {
  /**
   * Adds an ask; one per trace, a second is ignored. Its asker is the journalled answer's author when that answer is
   * there. Words that erasure or retention took from the journal are not brought back.
   *
   * @param forgetAt When the ask goes, ms since 1970.
   */
  add(ask: GapAsk, forgetAt: number): Promise<void>
  /** Oldest first. @param metier Only those about it, null being "none"; all of them without it. */
  all(metier?: string | null): Promise<readonly GapAsk[]>
}

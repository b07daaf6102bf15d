import type { Answer, Segment, Trace } from './answer.ts'
import type { Snapshot } from './knowledge.ts'
import type { Message, ModelSettings, PromptRef } from './model.ts'
import type { Passage } from './knowledge.ts'
import type { Question, Screening, Turn } from './question.ts'
import type { SearchIndex } from './retrieval.ts'

/** What is served at one moment: a snapshot with the index built for it. Read once per question, so a reload never mixes two. */
export interface Base {
  readonly snapshot: Snapshot
  readonly index: SearchIndex
}

export interface AskOptions {
  /** Called with all checked segments so far, each time one more has passed. */
  readonly onProgress?: (segments: readonly Segment[]) => void
}

/** The pipeline. Never throws: what fails becomes an answer with outcome `error`, journalled like any other. */
export type Ask = (question: Question, options?: AskOptions) => Promise<Answer>

/** Pure, under 5 ms; runs before the acknowledgement, because "ephemeral" is fixed there. */
export type Screen = (text: string) => Screening

/** A prompt filled with the question and the passages, numbered from 1 in the order given. */
export interface ComposedPrompt {
  readonly messages: readonly Message[]
  /** The messages that ask once more, only for what the checks dropped of the first text. */
  repair(written: string, dropped: readonly string[]): readonly Message[]
  readonly settings: ModelSettings
  readonly prompt: PromptRef
  readonly label: string
}

/** @throws {BotError} `prompt` when the released prompt cannot be read or filled. */
export type Compose = (input: {
  readonly question: string
  readonly profession: string | null
  readonly passages: readonly Passage[]
  /** `YYYY-MM-DD`. */
  readonly today: string
}) => ComposedPrompt

/** Keeps the trace; resolves when it is on disk. */
export type RecordTrace = (trace: Trace) => Promise<void>

/** The last turns of a conversation: bounded, forgotten after a while. */
export interface Memory {
  /** Oldest first. */
  recall(conversation: string): Promise<readonly Turn[]>
  remember(conversation: string, turn: Turn): Promise<void>
  forget(conversation: string): Promise<void>
}

/** A key–value store of one namespace, with a time to live; what `keyv` gives. */
export interface Store {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown, ttlMs: number): Promise<void>
  delete(key: string): Promise<void>
}

/** The log: closed schema, no free text. `fields` holds counts, names of ours, ids of ours and durations only. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** The error's kind and stack are logged, its message only when it is a `BotError`. */
  error(event: string, error: unknown, fields?: LogFields): void
}
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

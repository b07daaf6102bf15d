import type { Source } from './knowledge.ts'
import type { PromptRef, Usage } from './model.ts'

export const outcomes = ['answered', 'fallback', 'abstained', 'redirected', 'blocked', 'error'] as const
export type Outcome = (typeof outcomes)[number]

/** Why, when the outcome alone does not say it. */
export type Reason =
  /** answered without a model, or fallback: the answer quotes the base. */
  | 'extractive'
  /** fallback: the model failed, or nothing that it wrote passed the checks. */
  | 'model-failed'
  | 'nothing-verified'
  /** abstained */
  | 'no-passage'
  | 'insufficient'
  | 'off-topic'
  | 'which-profession'
  | 'unknown-profession'
  /** redirected */
  | 'danger'
  /** blocked */
  | 'empty'
  | 'too-long'
  | 'no-words'
  | 'content'
  | 'quota'
  | 'budget'
  /** error */
  | 'unreadable'
  | 'internal'

/** A piece of the answer. Joined, the pieces are the whole text, `[n]` markers and white space included. */
export interface Segment {
  readonly text: string
  /** Ids of the passages that it cites, in the order of its markers. */
  readonly cites: readonly string[]
}

/** A passage that was given, with its number in the answer when it is cited. */
export interface AnswerPassage {
  readonly id: string
  readonly score: number
  readonly cited: boolean
}

/** A line of the source list: one cited passage, the `n` of its marker, and the sources behind what was cited of it. */
export interface Citation {
  readonly n: number
  readonly passageId: string
  /** "Salaire › En France". */
  readonly label: string
  readonly sources: readonly Source[]
  readonly consultedOn: string
  readonly reviewedOn: string | null
}

/** Counts of what was checked in one answer. */
export interface Checks {
  /** Sentences shown with a valid citation. */
  readonly citations: number
  /** Figures shown, each found in its passage. */
  readonly figures: number
  /** Sentences dropped. */
  readonly withheld: number
  /** Sentences that a repair call brought back. */
  readonly repaired: number
}

export interface Answer {
  /** 10 characters, Crockford base 32. */
  readonly traceId: string
  readonly outcome: Outcome
  readonly reason: Reason | null
  readonly segments: readonly Segment[]
  /** Slug that the answer is about, or null. */
  readonly metier: string | null
  /** Slugs offered instead ("which one did you mean?"), best first. */
  readonly offered: readonly string[]
  readonly passages: readonly AnswerPassage[]
  readonly citations: readonly Citation[]
  readonly prompt: PromptRef | null
  readonly model: string | null
  readonly checks: Checks
  /** Milliseconds by stage; `total` is always there. */
  readonly ms: Readonly<Record<string, number>> & { readonly total: number }
}

/** One wide event an answer: what the journal keeps. Texts are redacted; `author` is a keyed pseudonym. */
export interface Trace {
  readonly answer: Answer
  /** When it was asked, ISO 8601. */
  readonly at: string
  /** Redacted, or null when nothing of the question may be kept (danger). */
  readonly question: string | null
  readonly author: string | null
  readonly kbSha: string
  /** `production`, `candidate`; null without a model. */
  readonly label: string | null
  readonly cache: 'hit' | 'miss' | 'off'
  readonly usage: Usage | null
  /** Model that was asked for, when it is not the one that `answer.model` names. */
  readonly requestModel?: string | null
  /** Euros, when prices are known. */
  readonly cost?: number | null
  /** Each passage that was given: its content's SHA at that moment. */
  readonly passageShas: Readonly<Record<string, string>>
}

/** What was asked, by whom as far as the pipeline needs to know. Names and Discord ids never reach it. */
export interface Question {
  readonly text: string
  /** Slug that the asker chose (`/metier`), or null. */
  readonly metier: string | null
  /** Key of the conversation whose turns share memory (thread, DM, reply chain, `conversation` on the command line), or null. */
  readonly conversation: string | null
  /** Keyed pseudonym of the asker, or null when nobody is to be counted (terminal, local page). */
  readonly author: string | null
  /** The same person under a key that never rotates: draws the share that a candidate prompt serves. Stored nowhere. */
  readonly person?: string | null
  /** Keyed pseudonym of the server, or null outside one. */
  readonly guild: string | null
}

/** One earlier exchange of a conversation. */
export interface Turn {
  readonly question: string
  /** Slug that the turn was about, or null. */
  readonly metier: string | null
}

/** What the screen says of a text before anything else is done; pure and under 5 ms. `low`: its writer sounds low, without danger. */
export type Screening =
  | { readonly kind: 'pass'; readonly low: boolean }
  /** Danger (self-harm, abuse, violence, harassment): fixed text, privately, nothing stored. */
  | { readonly kind: 'danger' }
  /** Not to be answered; the reason picks the sentence. */
  | { readonly kind: 'refuse'; readonly reason: 'empty' | 'too-long' | 'no-words' | 'content'; readonly low: boolean }

import type { Passage } from './knowledge.ts'

/** Which profession a question is about. */
export type Resolution =
  /** One slug, or several when the question compares ("différence entre A et B"), best first. Not `whole`: by a part of its name ("un designer"). */
  | { readonly kind: 'named'; readonly slugs: readonly string[]; readonly whole: boolean }
  /** Equally likely professions: ask back. */
  | { readonly kind: 'ambiguous'; readonly slugs: readonly string[] }
  /** None is named. */
  | { readonly kind: 'none' }

export interface SearchQuery {
  readonly text: string
  /** Passages of these slugs only; empty searches the whole base. */
  readonly metiers: readonly string[]
  /** How many hits at most. */
  readonly top: number
}

/** One word of the question that matched a passage. */
export interface Match {
  /** As asked, and the word of the index that it met (differs after repair, a synonym or a stem). */
  readonly asked: string
  readonly indexed: string
  readonly field: 'title' | 'heading' | 'alias' | 'question' | 'text'
  /** Its share of the score, ≥ 0. */
  readonly weight: number
  /** Everyday French says nearly the same: it tells for the order, not that the base speaks of what was asked. */
  readonly loose: boolean
}

export interface Hit {
  readonly passage: Passage
  /** Comparable within one answer of `search` only. */
  readonly score: number
  /** Share, 0–1, of the question's content words (weighted by rarity, those that name the passage's profession aside) that the passage holds. */
  readonly coverage: number
  readonly matches: readonly Match[]
}

/** A word of a question that no page of the base knows. */
export interface Stranger {
  /** Folded. */
  readonly word: string
  /** A French word, hence neither a name nor an insult made up on the spot. */
  readonly french: boolean
}

/** The base's index. Immutable, built for one snapshot. */
export interface SearchIndex {
  readonly kbSha: string
  search(query: SearchQuery): readonly Hit[]
  resolve(text: string): Resolution
  /** Content words of which the whole base knows nothing: French ones that it does not use, and others that are near none of its words. What is misspelt is not unknown. */
  unknown(text: string): readonly Stranger[]
  /** Professions (no guides) whose title or alias is nearest to what was typed, best first, accent-blind; all of them for an empty text. */
  suggest(typed: string, top: number): readonly string[]
}

import type { Packed } from './packed.ts'

/** Fields of a passage, in the order in which their counts are packed in `tfs`, a byte each. */
export const fields = ['title', 'heading', 'question', 'text'] as const

/** Closes a field, or one of its phrasings, in `streams`. */
export const border = 0xffffffff

/**
 * The index: typed arrays and strings only, so that it is cloned, transferred, written and read without being rebuilt, and used in place.
 * "Rows" are compressed: the entries of row `i` are those from `starts[i]` to `starts[i + 1]`.
 */
export interface IndexData {
  /** Fingerprint of what was indexed; tells whether it belongs to a snapshot. */
  readonly sha: string
  readonly size: number
  /** Stems, sorted. Id of a term = its rank. */
  readonly terms: Packed
  /** Rows by term, in the order of passages: passage, its counts by field, its score for this term. */
  readonly starts: Uint32Array
  readonly passages: Uint32Array
  readonly tfs: Uint32Array
  readonly impacts: Float32Array
  readonly idfs: Float32Array
  /** Rows by passage: the terms of its title, headings, each phrasing and text as they follow each other, a border after each. */
  readonly streamStarts: Uint32Array
  readonly streams: Uint32Array
  /** By passage: length of each field (4 numbers). `averages` are the means. */
  readonly lengths: Uint16Array
  readonly averages: Float32Array
  /** By passage: rank of its profession. */
  readonly professions: Uint32Array
  readonly spelling: SpellingData
  readonly names: NamesData
}

/** Words as they are spelled, to repair the ones that nobody knows. */
export interface SpellingData {
  /** Folded words and stems, sorted, with how often each occurs, and the term that each is (`border`: none, a function word). */
  readonly words: Packed
  readonly counts: Uint32Array
  readonly terms: Uint32Array
  /** Deletion index: rows by hash of a word with letters left out → words. The number of rows is a power of two. */
  readonly starts: Uint32Array
  readonly entries: Uint32Array
  /** The French language, see `french/dictionary.ts`: its words are not misspelt, even where the base holds none of them. */
  readonly french: Uint32Array
}

/** Titles and aliases of professions. */
export interface NamesData {
  /** Slugs by rank, one a line. */
  readonly slugs: string
  /** Folded names, one a line, and the profession of each. */
  readonly names: string
  readonly professions: Uint32Array
  /** By name: the rarity of its words among names, added. */
  readonly totals: Float32Array
  /** By term: how rare it is among names; 0 when no name holds it. */
  readonly rarities: Float32Array
  /** Rows by name: its terms. */
  readonly starts: Uint32Array
  readonly terms: Uint32Array
  /** Rows by term: the names that hold it. */
  readonly termStarts: Uint32Array
  readonly termNames: Uint32Array
}

export const sourceTypes = [
  'officiel',
  'ecole',
  'presse',
  'entreprise',
  'association',
  'recherche',
  'temoignage',
  'autre',
] as const
export type SourceType = (typeof sourceTypes)[number]

/** An entry of `sources.yaml`. Its keys are the file's: moderators, the JSON contract and the code say the same words. */
export interface Source {
  readonly id: string
  readonly editeur: string
  readonly titre: string
  /** Null when the address is not known. */
  readonly url: string | null
  /** As the source gives it (`2024-09-06`, `2023`, `vers 2024`); null is shown as "non daté". */
  readonly date: string | null
  readonly type: SourceType
}

/** A sentence, list item or table row of a passage: plain text without markup or note marks, quoted word for word. */
export interface Sentence {
  readonly text: string
  /** Ids of the sources noted in the sentence, else those of the end of its paragraph; in order, without repeats. */
  readonly sources: readonly string[]
  readonly kind: 'phrase' | 'item' | 'row'
  /** Number of its block (paragraph, list or table) within the passage, from 0. Phrases of one block belong together. */
  readonly block: number
}

/** The text under one heading (or before the first one) of a page, with what is needed to cite it. */
export interface Passage {
  /** `slug/topic#heading`, or `slug/topic` before the first heading: `prompt-engineer/salaire#en-france`. */
  readonly id: string
  /** Folder of the page: the slug of its profession or guide. */
  readonly metier: string
  /** Title of the page (`titre`). */
  readonly title: string
  /** Headings from the page's top to this passage; empty before the first heading. */
  readonly headings: readonly string[]
  readonly sentences: readonly Sentence[]
  /** The sentences, joined as they are read: a space within a paragraph, a line for each item or row (`- `), an empty line between blocks. */
  readonly text: string
  /** Ids of all sources noted in the passage, in order of first mention. */
  readonly sources: readonly string[]
  /** Questions as students ask them (`<!-- question: … -->`). Indexed; never shown, quoted, given to the model or taken as support. */
  readonly questions: readonly string[]
  /** Dates of the page, `YYYY-MM-DD`; `reviewedOn` is null until a person re-read the page. */
  readonly consultedOn: string
  readonly reviewedOn: string | null
  readonly reviewBefore: string | null
  /** Path relative to the knowledge folder, with `/`, and the line of the heading, from 1. */
  readonly file: string
  readonly line: number
  /** SHA-256 (hex) of all that is served or indexed of it. */
  readonly sha: string
}

/** A folder of the base: a profession, or a guide such as `orientation`. */
export interface Profession {
  readonly slug: string
  readonly genre: 'metier' | 'guide'
  readonly title: string
  readonly aliases: readonly string[]
  readonly rome: string | null
  /** Slugs of professions close to it. */
  readonly neighbours: readonly string[]
  readonly summary: string | null
}

/** The whole base at one moment. Never changed: a reload makes another. */
export interface Snapshot {
  /** SHA-256 (hex) of all content; changes exactly when what is served or indexed does. */
  readonly kbSha: string
  /** By slug, in alphabetical order. */
  readonly professions: ReadonlyMap<string, Profession>
  readonly passages: readonly Passage[]
  readonly sources: ReadonlyMap<string, Source>
}

export type Severity = 'refused' | 'warned' | 'noted'

/** One remark of `knowledge check`. `reason` and `remedy` are French sentences for a moderator. */
export interface Finding {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly severity: Severity
  readonly reason: string
  readonly remedy: string
}

/** A place where something about a person is stored, said in a form that `storage/` can erase. */
export type PersonalPlace =
  /** Rows of the answers, or gaps, asked by the person: their texts go. */
  | { readonly kind: 'texts' }
  | { readonly kind: 'gap-asks' }
  /** 👍 and 👎 that the person gave. */
  | { readonly kind: 'votes' }
  /** Rows stay for the counts, without author. Erased last: the texts are found through it. */
  | { readonly kind: 'authors' }
  /** Counts of the limiters. */
  | { readonly kind: 'limits' }
  /** Every entry of every store whose key or value names the person. */
  | { readonly kind: 'entries' }
  /** A store that names nobody but holds a person's words: emptied as a whole. */
  | { readonly kind: 'namespace'; readonly namespace: string }

/** One line of the registry: what a member reads, and what erasure walks. `what`, `kept` and `erased` are French. */
export interface PersonalData {
  readonly place: PersonalPlace
  readonly what: string
  readonly kept: string
  readonly erased: string
}

import type { BaseNews } from './news.ts'
import type { Finding, Passage, Profession, Source } from '../domain/knowledge.ts'

/**
 * What the worker posts. Each message is awaited (`ack`) before the next, so that the main thread takes up one small piece
 * at a time and its event loop turns in between: Node hands over all queued messages in one turn.
 */
export type FromWorker<Index> =
  /** Pages of which another version serves now; kept by file on the other side. */
  | { readonly kind: 'pages'; readonly pages: readonly PagePart[] }
  | { readonly kind: 'professions'; readonly items: readonly Profession[] }
  | { readonly kind: 'sources'; readonly items: readonly Source[] }
  | { readonly kind: 'findings'; readonly items: readonly Finding[] }
  /** All parts of a new base were posted. `files` that hold its passages, in order. */
  | { readonly kind: 'base'; readonly kbSha: string; readonly files: readonly string[]; readonly index: Index }
  /** A load ended and all its findings were posted, whether or not it brought a new base. */
  | { readonly kind: 'loaded'; readonly news: BaseNews; readonly counts: LoadCounts }
  /** Everything that lay there when watching began has been looked at. */
  | { readonly kind: 'watching' }
  | { readonly kind: 'failed'; readonly error: Error }

export interface PagePart {
  readonly file: string
  readonly passages: readonly Passage[]
}

export interface LoadCounts {
  readonly pages: number
  readonly passages: number
  readonly changed: number
  readonly refused: number
}

export type ToWorker = 'ack'

/** The part of a `MessagePort` or `Worker` that both sides need. */
export interface Port<In, Out> {
  postMessage(message: Out, transfer?: readonly ArrayBuffer[]): void
  on(event: 'message', listener: (message: In) => void): unknown
}

import { createLoader } from './loader.ts'
import type { Load } from './loader.ts'
import { createNews } from './news.ts'
import { watchFolder } from './watch.ts'
import type { FromWorker, PagePart, Port, ToWorker } from './wire.ts'
import type { Passage, Snapshot } from '../domain/knowledge.ts'

/** An index as it is posted, with the buffers that move instead of being copied. */
export interface BuiltIndex<Index> {
  readonly index: Index
  readonly transfer: readonly ArrayBuffer[]
}

/** A file younger than this is taken as it was before; see `createPageMemory`. */
const settleMs = 150
/** Of one message: what the main thread takes up in a millisecond or two. */
const maxChars = 60_000
const maxItems = 200

/**
 * The worker's side of live reload: loads, watches, builds snapshot and index, and posts what changed. A build that fails
 * is posted as `failed`, and the base on the other side stays.
 */
export function serveFolder<Index>(options: {
  readonly port: Port<ToWorker, FromWorker<Index>>
  readonly dir: string
  readonly today: () => string
  readonly build: (snapshot: Snapshot) => BuiltIndex<Index>
}): void {
  const { port, dir, today, build } = options
  const loader = createLoader({ dir, today, settleMs })
  const tell = createNews()
  const sender = createSender(port, build)
  const reload = async (): Promise<boolean> => {
    const load = await loader.load()
    await sender.sendBase(load.snapshot)
    await sender.sendFindings(load, tell(load))
    return load.unsettled > 0
  }
  const fail = (error: unknown): void =>
    port.postMessage({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) })
  port.on('message', () => sender.acknowledge())
  const start = async (): Promise<void> => {
    await reload()
    await watchFolder({ dir, reload, onError: fail }).ready
    await sender.send({ kind: 'watching' })
  }
  start().catch(fail)
}

function createSender<Index>(port: Port<ToWorker, FromWorker<Index>>, build: (snapshot: Snapshot) => BuiltIndex<Index>) {
  let resume: (() => void) | null = null
  let sentSha: string | null = null
  let sent: ReadonlyMap<string, readonly Passage[]> = new Map()

  const send = async (message: FromWorker<Index>, transfer: readonly ArrayBuffer[] = []): Promise<void> => {
    const acknowledged = new Promise<void>((resolve) => (resume = resolve))
    port.postMessage(message, transfer)
    await acknowledged
  }
  return {
    send,
    acknowledge: () => resume?.(),
    sendBase: async (snapshot: Snapshot): Promise<void> => {
      if (snapshot.kbSha === sentSha) return
      const built = build(snapshot)
      const pages = byFile(snapshot.passages)
      for (const part of chunksOf(changedPages(pages, sent))) await send({ kind: 'pages', pages: part })
      for (const items of slices([...snapshot.professions.values()])) await send({ kind: 'professions', items })
      for (const items of slices([...snapshot.sources.values()])) await send({ kind: 'sources', items })
      await send({ kind: 'base', kbSha: snapshot.kbSha, files: [...pages.keys()], index: built.index }, built.transfer)
      sent = pages
      sentSha = snapshot.kbSha
    },
    sendFindings: async (load: Load, news: ReturnType<ReturnType<typeof createNews>>): Promise<void> => {
      for (const items of slices(load.findings)) await send({ kind: 'findings', items })
      const { snapshot, changedFiles, refusedFiles, pageCount } = load
      const counts = {
        pages: pageCount,
        passages: snapshot.passages.length,
        changed: changedFiles.length,
        refused: refusedFiles.length,
      }
      await send({ kind: 'loaded', news, counts })
    },
  }
}

function byFile(passages: readonly Passage[]): ReadonlyMap<string, readonly Passage[]> {
  return Map.groupBy(passages, (passage) => passage.file)
}

/** A page that was not read anew keeps its passages, the very objects: that tells which to post. */
function changedPages(
  now: ReadonlyMap<string, readonly Passage[]>,
  before: ReadonlyMap<string, readonly Passage[]>,
): readonly PagePart[] {
  return [...now]
    .filter(([file, passages]) => before.get(file)?.[0] !== passages[0])
    .map(([file, passages]) => ({ file, passages }))
}

/** Pages in pieces of bounded size; a page larger than that goes alone. */
function chunksOf(pages: readonly PagePart[]): readonly (readonly PagePart[])[] {
  const chunks: PagePart[][] = []
  let room = 0
  for (const { file, passages } of pages) {
    const size = passages.reduce((sum, passage) => sum + passage.text.length, 0)
    if (size > room) {
      chunks.push([])
      room = maxChars
    }
    chunks.at(-1)!.push({ file, passages })
    room -= size
  }
  return chunks
}

function slices<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / maxItems) }, (_, index) =>
    items.slice(index * maxItems, (index + 1) * maxItems),
  )
}

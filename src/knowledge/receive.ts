import type { BaseNews } from './news.ts'
import type { FromWorker, LoadCounts, Port, ToWorker } from './wire.ts'
import type { Finding, Passage, Profession, Snapshot, Source } from '../domain/knowledge.ts'

export interface Received<Index> {
  /** Called with each new base. Passages of unchanged pages are the objects of the base before. */
  readonly onBase: (snapshot: Snapshot, index: Index) => void
  readonly onLoaded: (findings: readonly Finding[], news: BaseNews, counts: LoadCounts) => void
  readonly onWatching: () => void
  readonly onFailed: (error: Error) => void
}

/** The main thread's side of live reload: puts the parts together again, one small message a turn of the event loop. */
export function receiveBase<Index>(port: Port<FromWorker<Index>, ToWorker>, received: Received<Index>): void {
  const pages = new Map<string, readonly Passage[]>()
  let professions: Profession[] = []
  let sources: Source[] = []
  let findings: Finding[] = []

  const assemble = (kbSha: string, files: readonly string[]): Snapshot => {
    const kept = new Set(files)
    for (const file of pages.keys()) if (!kept.has(file)) pages.delete(file)
    const snapshot = {
      kbSha,
      professions: new Map(professions.map((one) => [one.slug, one])),
      passages: files.flatMap((file) => pages.get(file) ?? []),
      sources: new Map(sources.map((one) => [one.id, one])),
    }
    professions = []
    sources = []
    return snapshot
  }
  const take = (message: FromWorker<Index>): void => {
    switch (message.kind) {
      case 'pages':
        for (const { file, passages } of message.pages) pages.set(file, passages)
        return
      case 'professions':
        professions.push(...message.items)
        return
      case 'sources':
        sources.push(...message.items)
        return
      case 'findings':
        findings.push(...message.items)
        return
      case 'base':
        received.onBase(assemble(message.kbSha, message.files), message.index)
        return
      case 'loaded':
        received.onLoaded(findings, message.news, message.counts)
        findings = []
        return
      case 'watching':
        received.onWatching()
        return
      case 'failed':
        received.onFailed(message.error)
    }
  }
  port.on('message', (message) => {
    take(message)
    // A failure is posted out of turn and not waited for.
    if (message.kind !== 'failed') setImmediate(() => port.postMessage('ack'))
  })
}

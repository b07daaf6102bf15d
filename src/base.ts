import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { BotError } from './domain/error.ts'
import type { Finding } from './domain/knowledge.ts'
import type { Base, Log } from './domain/ports.ts'
import { createLoader } from './knowledge/loader.ts'
import { createNews } from './knowledge/news.ts'
import type { BaseNews } from './knowledge/news.ts'
import { receiveBase } from './knowledge/receive.ts'
import type { LoadCounts } from './knowledge/wire.ts'
import { type Keeping, keptIndex } from './retrieval/kept.ts'
import type { IndexData } from './retrieval/data.ts'
import { openIndex } from './retrieval/open.ts'

export type { BaseNews } from './knowledge/news.ts'

/** The knowledge base as it is served. */
export interface ServedBase {
  /** Snapshot and index of one moment; read it once a question. */
  readonly current: () => Base
  /** What the last load found, as `knowledge check` would tell it. */
  readonly findings: () => readonly Finding[]
  /** Calls the listener after each swap. @returns Its end. */
  readonly onChange: (listener: (base: Base) => void) => () => void
  readonly close: () => Promise<void>
}

export interface OpenBaseOptions {
  readonly dir: string
  /** Follow the folder and serve what changes, in a worker; without it the folder is read once, in this thread. */
  readonly watch: boolean
  /** Where the index is kept for the next start; null keeps none. */
  readonly keeping: Keeping | null
  readonly log: Log
  /** Called when files were refused (once for each reason) and when they are served again. */
  readonly onFindings?: (news: BaseNews) => void
}

/** After the worker died it is started again this much later; the last base serves meanwhile. */
const restartMs = 1_000

/**
 * Reads the knowledge folder, indexes it and serves it. With `watch`, resolves once the first base is served and the folder
 * is being followed.
 *
 * @throws {BotError} `knowledge` when the folder does not exist.
 */
export async function openBase(options: OpenBaseOptions): Promise<ServedBase> {
  const stats = statSync(options.dir, { throwIfNoEntry: false })
  if (stats?.isDirectory() !== true) throw new BotError('knowledge', 'the knowledge folder does not exist or is no folder')
  return options.watch ? followBase(options) : readBase(options)
}

async function readBase({ dir, keeping, log, onFindings }: OpenBaseOptions): Promise<ServedBase> {
  const load = await createLoader({ dir, today: () => new Date().toISOString().slice(0, 10) }).load()
  const { snapshot, findings, changedFiles, refusedFiles, pageCount } = load
  const base = {
    snapshot,
    index: openIndex(keptIndex(keeping, snapshot.passages, [...snapshot.professions.values()]), snapshot),
  }
  const counts = {
    pages: pageCount,
    passages: snapshot.passages.length,
    changed: changedFiles.length,
    refused: refusedFiles.length,
  }
  announce(log, createNews()(load), counts, onFindings)
  return { current: () => base, findings: () => findings, onChange: () => () => undefined, close: () => Promise.resolve() }
}

function followBase({ dir, keeping, log, onFindings }: OpenBaseOptions): Promise<ServedBase> {
  const listeners = new Set<(base: Base) => void>()
  let base: Base | null = null
  let findings: readonly Finding[] = []
  let worker: Worker
  let isClosing = false

  const served: ServedBase = {
    current: () => base!,
    findings: () => findings,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      isClosing = true
      // It only reads: nothing is lost by ending it at once.
      await worker.terminate()
    },
  }
  return new Promise((resolve, reject) => {
    const start = (): void => {
      worker = new Worker(new URL('base.worker.ts', import.meta.url), { workerData: { dir, keeping }, name: 'knowledge' })
      receiveBase<IndexData>(worker, {
        onBase: (snapshot, index) => {
          try {
            base = { snapshot, index: openIndex(index, snapshot) }
            for (const listener of listeners) listener(base)
          } catch (error) {
            log.error('knowledge-swap-failed', error)
          }
        },
        onLoaded: (found, news, counts) => {
          findings = found
          announce(log, news, counts, onFindings)
        },
        onWatching: () => resolve(served),
        onFailed: (error) => {
          log.error('knowledge-reload-failed', error)
          if (base === null) void worker.terminate()
        },
      })
      worker.on('error', (error) => log.error('knowledge-worker-failed', error))
      worker.on('exit', () => {
        if (isClosing) return
        if (base === null) reject(new BotError('knowledge', 'the knowledge worker ended before the first base'))
        else setTimeout(() => isClosing || start(), restartMs).unref()
      })
    }
    start()
  })
}

/** File names and counts only: what a finding says may quote the file. */
function announce(log: Log, news: BaseNews, counts: LoadCounts, onFindings: OpenBaseOptions['onFindings']): void {
  if (counts.changed > 0) log.info('knowledge-loaded', { ...counts })
  for (const { file, line } of news.refused) log.warn('knowledge-file-refused', { file: named(file), line })
  for (const file of news.recovered) log.info('knowledge-file-live-again', { file: named(file) })
  if (news.refused.length > 0 || news.recovered.length > 0) onFindings?.(news)
}

/** The folder itself is `.` among findings. */
function named(file: string): string {
  return file === '.' ? 'knowledge' : file
}

import { watch } from 'chokidar'
import { basename } from 'node:path'
import { sourcesFile } from './read.ts'

export interface FolderWatch {
  /** Resolves when the file system is being watched and what changed before was looked at. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

export interface WatchOptions {
  readonly dir: string
  /** Looks at the folder; one at a time. Resolves to true to be called again soon (files were still being written). */
  readonly reload: () => Promise<boolean>
  /** A fault of the watching itself: files are still looked at every `sweepMs`. */
  readonly onError: (error: unknown) => void
  /** Reload when nothing happened for this long … */
  readonly quietMs?: number
  /** … or this long after the first event. */
  readonly patienceMs?: number
  /** Look at the folder this often anyway: network drives and swapped links send no events. */
  readonly sweepMs?: number
}

/** How long a file must keep its size before its save counts as ended. */
const stabilityMs = 150

/** Calls `reload` after changes in the folder: few times for many files, once more when something changed meanwhile. */
export function watchFolder(options: WatchOptions): FolderWatch {
  const { dir, onError, quietMs = 100, patienceMs = 600, sweepMs = 30_000 } = options
  const runner = createRunner(options.reload, onError)
  let timer: NodeJS.Timeout | undefined
  let firstEventAt: number | null = null
  const fire = (): void => {
    clearTimeout(timer)
    firstEventAt = null
    runner.run()
  }
  const onEvent = (): void => {
    firstEventAt ??= performance.now()
    clearTimeout(timer)
    timer = setTimeout(fire, Math.max(0, Math.min(quietMs, patienceMs - (performance.now() - firstEventAt))))
  }
  const watcher = watch(dir, {
    ignoreInitial: true,
    followSymlinks: false,
    depth: 2,
    awaitWriteFinish: { stabilityThreshold: stabilityMs, pollInterval: 50 },
    ignored: (path, stats) => path !== dir && isIgnored(basename(path), stats?.isFile() ?? false),
  })
  watcher.on('all', onEvent)
  watcher.on('error', onError)
  const sweep = setInterval(fire, sweepMs).unref()
  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', () => {
      runner.run()
      void runner.idle().then(resolve)
    })
  })
  return {
    ready,
    close: async () => {
      clearTimeout(timer)
      clearInterval(sweep)
      runner.stop()
      await watcher.close()
      await runner.idle()
    },
  }
}

function isIgnored(name: string, isFile: boolean): boolean {
  return /^[._]/.test(name) || (isFile && name !== sourcesFile && !/\.md$/i.test(name))
}

/** Runs a task one at a time, again when asked meanwhile or by itself. */
function createRunner(task: () => Promise<boolean>, onError: (error: unknown) => void) {
  const againMs = 200
  let running: Promise<void> = Promise.resolve()
  let isRunning = false
  let isAsked = false
  const stopping = new AbortController()
  let retry: NodeJS.Timeout | undefined
  const loop = async (): Promise<void> => {
    while (isAsked && !stopping.signal.aborted) {
      isAsked = false
      try {
        if (await task()) retry = setTimeout(run, againMs)
      } catch (error) {
        onError(error)
      }
    }
    isRunning = false
  }
  const run = (): void => {
    clearTimeout(retry)
    isAsked = true
    if (isRunning || stopping.signal.aborted) return
    isRunning = true
    running = loop()
  }
  return {
    run,
    idle: () => running,
    stop: () => {
      stopping.abort()
      clearTimeout(retry)
    },
  }
}

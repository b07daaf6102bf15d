import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { serveFolder } from './knowledge/serve.ts'
import { transferables } from './retrieval/build.ts'
import { type Keeping, keptIndex } from './retrieval/kept.ts'

/** Reads, watches and indexes the knowledge folder off the main thread; see `openBase`. */
const { dir, keeping }: { readonly dir: string; readonly keeping: Keeping | null } = workerData

// On Linux a priority belongs to the thread: where cores are short, answers go before reloads.
if (process.platform === 'linux') setPriority(0, 10)

serveFolder({
  port: parentPort!,
  dir,
  today: () => new Date().toISOString().slice(0, 10),
  build: ({ passages, professions }) => {
    const index = keptIndex(keeping, passages, [...professions.values()])
    return { index, transfer: transferables(index) }
  },
})

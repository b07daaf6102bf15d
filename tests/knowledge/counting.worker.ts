import { parentPort, workerData } from 'node:worker_threads'
import { serveFolder } from '../../src/knowledge/serve.ts'

/** The worker of live reload with an index that only counts. */
const { dir }: { readonly dir: string } = workerData

serveFolder({
  port: parentPort!,
  dir,
  today: () => '2026-11-22',
  build: ({ passages }) => {
    const words = new Uint32Array(passages.map(({ text }) => text.length))
    return { index: { size: passages.length, words }, transfer: [words.buffer] }
  },
})

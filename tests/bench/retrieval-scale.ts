import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'

import { buildIndex, transferables } from '../../src/retrieval/build.ts'
import { decodeIndex, encodeIndex } from '../../src/retrieval/codec.ts'
import type { IndexData } from '../../src/retrieval/data.ts'
import { openIndex } from '../../src/retrieval/open.ts'
import { percentiles, timed } from './retrieval-measure.ts'
import { flexSearch, fts5, lunr, miniSearch, ours } from './retrieval-peers.ts'
import type { Peer } from './retrieval-peers.ts'
import { enlarged } from './retrieval-sets.ts'
import type { Query, SearchSet } from './retrieval-sets.ts'

/** Questions timed, warm; a question's time is the median of its rounds, so that other work of the machine does not count. */
const timedQuestions = 400
const timedRounds = 5
/** Engines that take seconds a question are left out at 100k. */
const plans: readonly { readonly size: number; readonly engines: readonly Peer[] }[] = [
  { size: 1_000, engines: [ours, fts5, miniSearch, lunr, flexSearch] },
  { size: 10_000, engines: [ours, fts5, miniSearch, lunr, flexSearch] },
  { size: 100_000, engines: [ours, fts5] },
]

/** Times and memory at 1k, 10k and 100k passages, one core, misspelt questions (so that repair is in every time). */
export async function scale(data: string, spoil: (query: Query) => string): Promise<string> {
  const rows: string[] = []
  for (const { size, engines } of plans) {
    const set = enlarged(data, size)
    for (const engine of engines) rows.push(timeEngine(engine, set, spoil))
  }
  return [
    '### Time and memory (SMS questions, warm)',
    '',
    '| passages | engine | build ms | p50 ms | p99 ms | memory MB |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    await starting(data),
  ].join('\n')
}

function timeEngine({ name, build }: Peer, set: SearchSet, spoil: (query: Query) => string): string {
  collectGarbage()
  const before = process.memoryUsage()
  const { value: find, ms } = timed(() => build(set))
  collectGarbage()
  const after = process.memoryUsage()
  const bytes = after.heapUsed + after.external - before.heapUsed - before.external
  const questions = set.queries.slice(0, timedQuestions).map(spoil)
  for (let round = 0; round < 3; round++) for (const question of questions) find(question, 10, null)
  const rounds = Array.from({ length: timedRounds }, () => questions.map((question) => timed(() => find(question, 10, null)).ms))
  const times = questions.map(
    (_, i) =>
      percentiles(
        rounds.map((round) => round[i]!),
        [0.5],
      )[0]!,
  )
  const [p50, p99] = percentiles(times, [0.5, 0.99])
  const memory = name.startsWith('FTS5') ? '(in SQLite)' : (bytes / 1e6).toFixed(0)
  return `| ${set.passages.length} | ${name} | ${ms.toFixed(0)} | ${p50!.toFixed(2)} | ${p99!.toFixed(2)} | ${memory} |`
}

/** What opening an index from disk takes next to building, and the longest pause while a worker builds one. */
async function starting(data: string): Promise<string> {
  const set = enlarged(data, 10_000)
  const snapshot = {
    kbSha: 'bench',
    professions: new Map(set.professions.map((one) => [one.slug, one])),
    passages: set.passages,
    sources: new Map<string, never>(),
  }
  const bytes = encodeIndex(buildIndex(set.passages, set.professions))
  const decoded = timed(() => decodeIndex(bytes))
  const opened = timed(() => openIndex(decoded.value, snapshot))
  const mini = timed(() => miniSearch.build(set))
  const pause = await longestPause(data, (index) => openIndex(index, snapshot))
  return [
    `At 10,000 passages, from disk (${(bytes.length / 1e6).toFixed(0)} MB): decoded in ${decoded.ms.toFixed(0)} ms, opened in ${opened.ms.toFixed(0)} ms;`,
    `MiniSearch builds in ${mini.ms.toFixed(0)} ms. Longest pause of the event loop while a worker builds the index and it is opened: ${pause.toFixed(0)} ms.`,
  ].join(' ')
}

async function longestPause(data: string, open: (index: IndexData) => unknown): Promise<number> {
  const worker = new Worker(new URL('retrieval.worker.ts', import.meta.url), { workerData: { data, size: 10_000 } })
  collectGarbage()
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const index = await new Promise<IndexData>((resolve, reject) => worker.once('message', resolve).once('error', reject))
  open(index)
  await new Promise(setImmediate)
  delay.disable()
  await worker.terminate()
  return delay.max / 1e6
}

/** For the worker: an index with its buffers, to be transferred. */
export function builtFor(data: string, size: number): { readonly index: IndexData; readonly buffers: ArrayBuffer[] } {
  const set = enlarged(data, size)
  const index = buildIndex(set.passages, set.professions)
  return { index, buffers: transferables(index) }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // Twice: what the first run finalises, the second frees.
  collect()
  collect()
}

import type { Query } from './retrieval-sets.ts'

/** What one engine reached on one set of questions. */
export interface Quality {
  readonly recall1: number
  readonly recall5: number
  readonly mrr: number
  readonly ndcg: number
  readonly count: number
}

/** Ids of the best `top` passages, best first; those of one profession when it is known beforehand. */
export type Find = (text: string, top: number, metier: string | null) => readonly string[]

export function quality(find: Find, queries: readonly Query[], spoil: (query: Query) => string): Quality {
  const sums = { recall1: 0, recall5: 0, mrr: 0, ndcg: 0 }
  for (const query of queries) {
    const hits = find(spoil(query), 10, query.metier).map((id) => query.gold.has(id))
    const first = hits.indexOf(true)
    if (first === 0) sums.recall1 += 1
    if (first >= 0 && first < 5) sums.recall5 += 1
    if (first >= 0) sums.mrr += 1 / (first + 1)
    const gain = hits.reduce((sum, hit, i) => sum + (hit ? 1 / Math.log2(i + 2) : 0), 0)
    const ideal = Array.from({ length: Math.min(10, query.gold.size) }, (_, i) => 1 / Math.log2(i + 2)).reduce((a, b) => a + b, 0)
    sums.ndcg += ideal > 0 ? gain / ideal : 0
  }
  const count = queries.length
  return { recall1: sums.recall1 / count, recall5: sums.recall5 / count, mrr: sums.mrr / count, ndcg: sums.ndcg / count, count }
}

/** Milliseconds at the given shares (0–1) of the sorted times. */
export function percentiles(times: readonly number[], shares: readonly number[]): readonly number[] {
  const sorted = times.toSorted((a, b) => a - b)
  return shares.map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
}

export function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now()
  const value = work()
  return { value, ms: performance.now() - start }
}

import type { Outcome, Reason } from '../domain/answer.ts'
import type { JournalStats } from '../domain/journal.ts'
import type { Connection } from './sqlite.ts'

/** What came out of the cache cost nothing anew. */
const fresh = `json_extract(event, '$.cache') <> 'hit'`
const totals = `
  SELECT COUNT(*) AS answers, COALESCE(SUM(NOT ${fresh}), 0) AS cached, COALESCE(SUM(reason = 'danger'), 0) AS dangers,
    COALESCE(SUM(json_extract(event, '$."gen_ai.usage.input_tokens"')) FILTER (WHERE ${fresh}), 0) AS input,
    COALESCE(SUM(json_extract(event, '$."gen_ai.usage.output_tokens"')) FILTER (WHERE ${fresh}), 0) AS output,
    SUM(json_extract(event, '$.cost')) FILTER (WHERE ${fresh}) AS cost
  FROM answers WHERE at >= ?`
const outcomes = `
  SELECT outcome, reason, COUNT(*) AS answers FROM answers WHERE at >= ?
  GROUP BY outcome, reason ORDER BY answers DESC, outcome, reason`
const metiers = `
  SELECT metier, COUNT(*) AS answers FROM answers WHERE at >= ? AND metier IS NOT NULL
  GROUP BY metier ORDER BY answers DESC, metier LIMIT 10`
/** The 95th percentile by nearest rank: a time that was measured. */
const times = `
  WITH ranked AS (
    SELECT ms, ROW_NUMBER() OVER (ORDER BY ms) AS place, COUNT(*) OVER () AS size
    FROM (
      SELECT json_extract(event, '$.ms.total') AS ms FROM answers
      WHERE at >= ? AND ${fresh} AND outcome NOT IN ('redirected', 'blocked')
    )
  )
  SELECT AVG(ms) FILTER (WHERE place IN ((size + 1) / 2, size / 2 + 1)) AS median,
    MAX(ms) FILTER (WHERE place = (size * 95 + 99) / 100) AS p95
  FROM ranked`
const votes = `
  SELECT COALESCE(SUM(vote = 'up'), 0) AS up, COALESCE(SUM(vote = 'down'), 0) AS down FROM votes WHERE at >= ?`

/** @param since Ms since 1970. */
export function statsSince(connection: Connection, since: number): JournalStats {
  const all = (sql: string) => connection.all(sql, [since])
  const total = all(totals)[0]!
  const time = all(times)[0]!
  const vote = all(votes)[0]!
  const orNull = (value: unknown) => (value === null ? null : Number(value))
  return {
    since: new Date(since).toISOString(),
    answers: Number(total['answers']),
    cached: Number(total['cached']),
    outcomes: all(outcomes).map((row) => ({
      outcome: row['outcome'] as Outcome,
      reason: row['reason'] as Reason | null,
      answers: Number(row['answers']),
    })),
    metiers: all(metiers).map((row) => ({ metier: String(row['metier']), answers: Number(row['answers']) })),
    medianMs: orNull(time['median']),
    p95Ms: orNull(time['p95']),
    inputTokens: Number(total['input']),
    outputTokens: Number(total['output']),
    cost: orNull(total['cost']),
    dangers: Number(total['dangers']),
    votes: { up: Number(vote['up']), down: Number(vote['down']) },
  }
}

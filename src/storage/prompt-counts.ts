import type { Outcome } from '../domain/answer.ts'
import type { PromptCounts } from '../domain/journal.ts'
import type { Connection } from './sqlite.ts'

/** One row an answer under the prompt; `fresh` is 0 for one out of the cache, which cost nothing anew. */
const rows = `
  WITH rows AS (
    SELECT a.outcome, a.prompt_version AS version,
      json_extract(event, '$.checks.withheld') AS withheld,
      json_extract(event, '$."gen_ai.usage.input_tokens"') AS input,
      json_extract(event, '$."gen_ai.usage.output_tokens"') AS output,
      json_extract(event, '$.cost') AS cost,
      json_extract(event, '$.ms.total') AS ms,
      json_extract(event, '$.cache') <> 'hit' AS fresh,
      (SELECT COUNT(*) FROM votes v WHERE v.trace_id = a.trace_id AND v.vote = 'up') AS up,
      (SELECT COUNT(*) FROM votes v WHERE v.trace_id = a.trace_id AND v.vote = 'down') AS down
    FROM answers a
    WHERE a.prompt_version IS NOT NULL AND json_extract(event, '$."gen_ai.prompt.name"') = ?
  )`
const totals = `${rows}
  SELECT version, outcome, COUNT(*) AS answers, SUM(withheld > 0) AS withheldAnswers, SUM(withheld) AS withheld,
    SUM(up) AS thumbsUp, SUM(down) AS thumbsDown, COALESCE(SUM(input) FILTER (WHERE fresh), 0) AS input,
    COALESCE(SUM(output) FILTER (WHERE fresh), 0) AS output, SUM(cost) FILTER (WHERE fresh) AS cost
  FROM rows GROUP BY version, outcome`
const medians = `${rows}, ranked AS (
    SELECT version, ms, ROW_NUMBER() OVER (PARTITION BY version ORDER BY ms) AS place, COUNT(*) OVER (PARTITION BY version) AS size
    FROM rows WHERE fresh
  )
  SELECT version, AVG(ms) AS median FROM ranked WHERE place IN ((size + 1) / 2, size / 2 + 1) GROUP BY version`

export function countsByPrompt(connection: Connection, name: string): readonly PromptCounts[] {
  const median = new Map(connection.all(medians, [name]).map((row) => [row['version'], Number(row['median'])]))
  const byVersion = Map.groupBy(connection.all(totals, [name]), (row) => String(row['version']))
  return [...byVersion].map(([version, rows]) => {
    const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0)
    const costs = rows.flatMap((row) => (row['cost'] === null ? [] : [Number(row['cost'])]))
    return {
      version,
      answers: sum('answers'),
      outcomes: Object.fromEntries(rows.map((row) => [row['outcome'] as Outcome, Number(row['answers'])])),
      withheldAnswers: sum('withheldAnswers'),
      withheld: sum('withheld'),
      thumbsUp: sum('thumbsUp'),
      thumbsDown: sum('thumbsDown'),
      inputTokens: sum('input'),
      outputTokens: sum('output'),
      cost: costs.length === 0 ? null : costs.reduce((total, cost) => total + cost, 0),
      medianMs: median.get(version) ?? null,
    }
  })
}

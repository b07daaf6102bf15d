import type { Kysely } from 'kysely'
import type { GapAsk, GapTable } from '../domain/journal.ts'
import { execute } from './dialect.ts'
import type { Connection, Sqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** Questions that found no good answer. Their words stand in `texts`, like all words. */
export function createGapTable(sqlite: Sqlite, db: Kysely<Tables>): GapTable {
  return {
    add: (ask, forgetAt) => sqlite.batch((connection) => add(connection, db, ask, forgetAt)),
    async all(metier) {
      const rows = await db
        .selectFrom('gap_asks')
        .leftJoin('texts', 'texts.trace_id', 'gap_asks.trace_id')
        .$if(metier !== undefined, (query) => query.where('gap_asks.metier', 'is', metier ?? null))
        .selectAll('gap_asks')
        .select('texts.question')
        .orderBy('gap_asks.at')
        .orderBy('gap_asks.trace_id')
        .execute()
      return rows.map((row) => ({
        gapId: row.gap_id,
        traceId: row.trace_id,
        at: row.at,
        kind: row.kind,
        metier: row.metier,
        asker: row.asker,
        nearest: readList(row.nearest),
        question: row.question,
      }))
    },
  }
}

function add(connection: Connection, db: Kysely<Tables>, ask: GapAsk, forgetAt: number): void {
  const answered = execute(
    connection,
    db
      .selectFrom('answers')
      .leftJoin('texts', 'texts.trace_id', 'answers.trace_id')
      .where('answers.trace_id', '=', ask.traceId)
      .select(['answers.author', 'texts.trace_id as text'])
      .compile(),
  ).rows[0]
  const row = {
    trace_id: ask.traceId,
    gap_id: ask.gapId,
    at: ask.at,
    kind: ask.kind,
    metier: ask.metier,
    // The asker is who asked, whoever pressed 👎.
    asker: answered === undefined ? ask.asker : answered.author,
    nearest: JSON.stringify(ask.nearest),
    expires_at: forgetAt,
  }
  const { numAffectedRows } = execute(
    connection,
    db
      .insertInto('gap_asks')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .compile(),
  )
  // Journalled without a text: it was erased, purged or never kept. A late 👎 does not bring it back.
  const wordsAreGone = answered !== undefined && answered.text === null
  if (numAffectedRows === 0n || wordsAreGone) return
  execute(
    connection,
    db
      .insertInto('texts')
      .values({ trace_id: ask.traceId, question: ask.question, answer: null, expires_at: forgetAt })
      .onConflict((conflict) => conflict.doNothing())
      .compile(),
  )
}

function readList(json: string): readonly string[] {
  const list: readonly string[] = JSON.parse(json)
  return list
}

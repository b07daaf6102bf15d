import type { Kysely } from 'kysely'
import type { AnswerEvent, JournalEntry, JournalTable } from '../domain/journal.ts'
import { execute } from './dialect.ts'
import { countsByPrompt } from './prompt-counts.ts'
import type { Connection, Sqlite } from './sqlite.ts'
import { statsSince } from './stats.ts'
import type { Tables } from './tables.ts'

/** The journal's rows: one wide event an answer, its texts apart. */
export function createAnswersTable(sqlite: Sqlite, db: Kysely<Tables>): JournalTable {
  const joined = () =>
    db
      .selectFrom('answers')
      .leftJoin('texts', 'texts.trace_id', 'answers.trace_id')
      .select(['answers.event', 'answers.author', 'texts.question', 'texts.answer'])
  return {
    insert: (entry, forgetAt) => sqlite.batch((connection) => insert(connection, db, entry, forgetAt)),
    async latest(count) {
      const rows = await joined().orderBy('answers.seq', 'desc').limit(count).execute()
      return rows.toReversed().map(toEntry)
    },
    async find(traceId) {
      const row = await joined().where('answers.trace_id', '=', traceId).executeTakeFirst()
      return row === undefined ? null : toEntry(row)
    },
    countsByPrompt: (name) => sqlite.run((connection) => countsByPrompt(connection, name)),
    statsSince: (since) => sqlite.run((connection) => statsSince(connection, since)),
    purge: (now) =>
      sqlite.batch((connection) => {
        const changed = (sql: string) => connection.change(sql, [now]).changes
        return {
          texts: changed('DELETE FROM texts WHERE expires_at <= ?'),
          authors: changed('UPDATE answers SET author = NULL, author_expires_at = NULL WHERE author_expires_at <= ?'),
          gapAsks: changed('DELETE FROM gap_asks WHERE expires_at <= ?'),
          votes: changed('DELETE FROM votes WHERE expires_at <= ?'),
        }
      }),
  }
}

function insert(
  connection: Connection,
  db: Kysely<Tables>,
  { event, author, question, answer }: JournalEntry,
  forgetAt: number,
): void {
  const row = {
    trace_id: event.traceId,
    at: Date.parse(event.at),
    outcome: event.outcome,
    reason: event.reason,
    metier: event.metier,
    prompt_version: event['gen_ai.prompt.version'],
    author,
    author_expires_at: author === null ? null : forgetAt,
    event: JSON.stringify(event),
  }
  execute(connection, db.insertInto('answers').values(row).compile())
  if (question === null && answer === null) return
  const text = { question, answer, expires_at: forgetAt }
  execute(
    connection,
    db
      .insertInto('texts')
      .values({ trace_id: event.traceId, ...text })
      // A gap may have come first, with the same question.
      .onConflict((conflict) => conflict.column('trace_id').doUpdateSet(text))
      .compile(),
  )
}

interface Row {
  readonly event: string
  readonly author: string | null
  readonly question: string | null
  readonly answer: string | null
}

function toEntry({ event: json, ...rest }: Row): JournalEntry {
  const event: AnswerEvent = JSON.parse(json)
  return { event, ...rest }
}

import type { NewVote, Vote, VoteTable } from '../domain/journal.ts'
import type { Connection, Sqlite } from './sqlite.ts'

/** Who `null` is in the table. A pseudonym has another form (`K3Y0-…`), so nobody can be taken for it. */
const staff = 'staff'

/** 👍 and 👎: one a voter and answer. */
export function createVoteTable(sqlite: Sqlite): VoteTable {
  return {
    cast: (vote, forgetAt) => sqlite.batch((connection) => cast(connection, vote, forgetAt)),
    async of(traceId) {
      const sql = `SELECT COALESCE(SUM(vote = 'up'), 0) AS up, COALESCE(SUM(vote = 'down'), 0) AS down,
        MAX(vote) FILTER (WHERE voter = '${staff}') AS staff FROM votes WHERE trace_id = ?`
      const [row] = await sqlite.run((connection) => connection.all(sql, [traceId]))
      return { up: Number(row!['up']), down: Number(row!['down']), staff: row!['staff'] as Vote | null }
    },
  }
}

function cast(connection: Connection, { traceId, vote, voter, at }: NewVote, forgetAt: number): void {
  const upsert = `INSERT INTO votes (trace_id, voter, vote, at, expires_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (trace_id, voter) DO UPDATE SET vote = excluded.vote, at = excluded.at, expires_at = excluded.expires_at`
  connection.change(upsert, [traceId, voter ?? staff, vote, at, forgetAt])
  // A 👎 that was taken back by its last voter is no gap any more; an abstention stays one.
  const withdraw = `DELETE FROM gap_asks WHERE trace_id = ? AND kind = 'thumbs-down'
    AND NOT EXISTS (SELECT 1 FROM votes WHERE votes.trace_id = gap_asks.trace_id AND vote = 'down')`
  if (vote === 'up') connection.change(withdraw, [traceId])
}

import type { PersonalPlace } from '../domain/personal-data.ts'
import { clearEntries } from './entries.ts'
import type { Connection, Sqlite } from './sqlite.ts'

/**
 * Erases what one place holds about a person, from the file too: deleted content is overwritten and the write-ahead
 * log emptied (as far as another process that reads allows).
 *
 * @returns The number of rows.
 */
export async function erasePlace(sqlite: Sqlite, place: PersonalPlace, pseudonyms: readonly string[]): Promise<number> {
  if (pseudonyms.length === 0) return 0
  const count = await sqlite.batch((connection) => erasures[place.kind](connection, pseudonyms, place))
  await sqlite.run((connection) => connection.all('PRAGMA wal_checkpoint(TRUNCATE)'))
  return count
}

type Erasure = (connection: Connection, pseudonyms: readonly string[], place: PersonalPlace) => number

const erasures: Readonly<Record<PersonalPlace['kind'], Erasure>> = {
  texts: (connection, pseudonyms) => {
    const known = marks(pseudonyms)
    const traces = `SELECT trace_id FROM answers WHERE author IN (${known}) UNION SELECT trace_id FROM gap_asks WHERE asker IN (${known})`
    return connection.change(`DELETE FROM texts WHERE trace_id IN (${traces})`, [...pseudonyms, ...pseudonyms]).changes
  },
  'gap-asks': (connection, pseudonyms) =>
    connection.change(`DELETE FROM gap_asks WHERE asker IN (${marks(pseudonyms)})`, pseudonyms).changes,
  votes: (connection, pseudonyms) =>
    connection.change(`DELETE FROM votes WHERE voter IN (${marks(pseudonyms)})`, pseudonyms).changes,
  authors: (connection, pseudonyms) =>
    connection.change(
      `UPDATE answers SET author = NULL, author_expires_at = NULL WHERE author IN (${marks(pseudonyms)})`,
      pseudonyms,
    ).changes,
  limits: (connection, pseudonyms) =>
    sum(pseudonyms, (name) => connection.change('DELETE FROM limits WHERE instr(key, ?) > 0', [name]).changes),
  entries: (connection, pseudonyms) =>
    sum(
      pseudonyms,
      (name) => connection.change('DELETE FROM entries WHERE instr(key, ?) > 0 OR instr(value, ?) > 0', [name, name]).changes,
    ),
  namespace: (connection, _, place) => (place.kind === 'namespace' ? clearEntries(connection, place.namespace) : 0),
}

const marks = (list: readonly unknown[]) => list.map(() => '?').join(', ')
const sum = (names: readonly string[], count: (name: string) => number) => names.reduce((total, name) => total + count(name), 0)

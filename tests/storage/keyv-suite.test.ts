import { Keyv } from 'keyv'
import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite'
import * as vitest from 'vitest'
import { createEntriesAdapter } from '../../src/storage/entries.ts'
import { createKysely } from '../../src/storage/dialect.ts'
import { migrate } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'

const sqlite = openSqlite({ path: null, deadlineMs: 1000 })
vitest.beforeAll(() => migrate(createKysely(sqlite)))
vitest.afterAll(() => sqlite.close())

// The suite's types name the vitest that it brings itself; at run time it takes the functions that it is given.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- two versions of one library's types
const ours = vitest as never
// Through Date at each call: the suite freezes it.
const store = () => createEntriesAdapter(sqlite, () => Date.now())

vitest.describe("keyv's own suite, on our adapter", () => {
  keyvTestSuite(ours, Keyv, store)
  keyvIteratorTests(ours, Keyv, store)
})

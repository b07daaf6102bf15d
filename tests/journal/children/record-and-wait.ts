// Records one answer, says so, and stays alive until it is killed: argv = url.
import { createJournal } from '../../../src/journal/trace.ts'
import { openStorage } from '../../../src/storage/storage.ts'
import { createSilentLog } from '../../storage/silent-log.ts'
import { trace } from '../fixtures.ts'

const storage = await openStorage({ url: process.argv[2] ?? '', log: createSilentLog() })
const journal = createJournal({ storage, now: Date.now, textRetentionDays: 30 })
await journal.record(trace)
process.stdout.write('recorded\n')
setInterval(() => undefined, 60_000)

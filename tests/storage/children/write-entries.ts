// Writes entries into one store: argv = url, prefix, count.
import { openStorage } from '../../../src/storage/storage.ts'
import { createSilentLog } from '../silent-log.ts'

const [url = '', prefix = '', count = '0'] = process.argv.slice(2)
const storage = await openStorage({ url, log: createSilentLog() })
const store = storage.store('memory')
for (let index = 0; index < Number(count); index++) await store.set(`${prefix}${index}`, { index }, 60_000)
await storage.close()

// Consumes the same limit many times at once: argv = url, calls, limit. Prints how many were allowed.
import { openStorage } from '../../../src/storage/storage.ts'
import { createSilentLog } from '../silent-log.ts'

const [url = '', calls = '0', limit = '0'] = process.argv.slice(2)
const storage = await openStorage({ url, log: createSilentLog() })
const limiter = storage.limiter({ name: 'questions', points: Number(limit), durationSeconds: 3600 })
const results = await Promise.all(Array.from({ length: Number(calls) }, () => limiter.consume('someone')))
process.stdout.write(String(results.filter(({ allowed }) => allowed).length))
await storage.close()

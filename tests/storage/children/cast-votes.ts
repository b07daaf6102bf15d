// Votes many times on one answer, one voter, then says down: argv = url, count.
import { openStorage } from '../../../src/storage/storage.ts'
import { createSilentLog } from '../silent-log.ts'

const [url = '', count = '0'] = process.argv.slice(2)
const storage = await openStorage({ url, log: createSilentLog() })
const votes = [...Array.from({ length: Number(count) }, () => 'up' as const), 'down' as const]
for (const [at, vote] of votes.entries())
  await storage.votes.cast({ traceId: '7K3M9QX2TB', vote, voter: 'K3Y0-1', at }, Date.now() + 60_000)
await storage.close()

// Logs and leaves at once, in the way that argv says: argv = dir, "exit" | "kill".
import { createLog } from '../../../src/journal/log.ts'

const [dir = '', way] = process.argv.slice(2)
const log = createLog({ dir, level: 'info', stderr: true })
for (let line = 0; line < 100; line++) log.info('line-written', { line })
log.warn('last-words', { line: 100 })
if (way === 'kill') process.kill(process.pid, 'SIGKILL')
process.exit(0)

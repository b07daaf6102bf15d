import { ack } from './ack.ts'
import { answers } from './answers.ts'
import { reload } from './reload.ts'
import { retrieval } from './retrieval.ts'

/** `npm run bench [name …]`: each benchmark prints a Markdown table; those that need data take it from SEXTANT_DATA. */
const benches: Readonly<Record<string, () => Promise<string>>> = { ack, answers, reload, retrieval }
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches)

for (const name of names) {
  const bench = benches[name]
  if (bench === undefined) throw new Error(`no benchmark ${name}; there are ${Object.keys(benches).join(', ')}`)
  console.log(`## ${name}\n\n${await bench()}\n`)
}

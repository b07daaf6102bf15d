import { readFileSync, writeFileSync } from 'node:fs'
import { ack } from './ack.ts'
import { answers } from './answers.ts'
import { grounds } from './grounds.ts'
import { mood } from './mood.ts'
import { reload } from './reload.ts'
import { retrieval } from './retrieval.ts'

/**
 * `npm run bench [-- name …] [--write]`: each benchmark prints a Markdown table; those that need data take it from
 * SEXTANT_DATA. With `--write` the table also replaces the one in `src/README.md`.
 */
const benches: Readonly<Record<string, () => Promise<string>>> = { ack, answers, grounds, mood, reload, retrieval }
const readme = new URL('../../src/README.md', import.meta.url)
const given = process.argv.slice(2)
const names = given.filter((word) => !word.startsWith('--'))

for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const bench = benches[name]
  if (bench === undefined) throw new Error(`no benchmark ${name}; there are ${Object.keys(benches).join(', ')}`)
  const table = (await bench()).trim()
  console.log(`## ${name}\n\n${table}\n`)
  if (given.includes('--write')) write(name, table)
}

function write(name: string, table: string): void {
  const text = readFileSync(readme, 'utf8')
  const place = new RegExp(`(<!-- bench ${name} -->\n)[\\s\\S]*?(<!-- /bench -->)`)
  if (!place.test(text)) throw new Error(`src/README.md has no place for ${name}`)
  writeFileSync(
    readme,
    text.replace(place, (_, open: string, close: string) => `${open}\n${table}\n\n${close}`),
  )
}

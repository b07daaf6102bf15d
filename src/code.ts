import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
let known: string | null = null

/**
 * Fingerprint (12 hex digits) of all code, word lists, learned weights and locked packages of Sextant, read once. What is kept for the next start (index, answers) is kept
 * under it: another version, or an edited word list, makes it anew.
 */
export function codeSha(): string {
  known ??= fingerprintOf(folder)
  return known
}

/** The same of another folder; `package-lock.json` is looked for above it. */
export function fingerprintOf(folder: string): string {
  const hash = createHash('sha256')
  // Stems and the list of French words come from packages.
  const lock = join(folder, '../package-lock.json')
  if (existsSync(lock)) hash.update(readFileSync(lock))
  for (const file of globSync('**/*.{ts,txt,tsv}', { cwd: folder }).toSorted()) {
    hash.update(`${file}\0`)
    hash.update(readFileSync(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 12)
}

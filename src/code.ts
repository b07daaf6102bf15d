import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
let known: string | null = null

/**
 * Fingerprint (12 hex digits) of all code, word lists and learned weights of Sextant, read once. What is kept for the next start (index, answers) is kept
 * under it: another version, or an edited word list, makes it anew.
 */
export function codeSha(): string {
  known ??= fingerprint()
  return known
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of globSync('**/*.{ts,txt,tsv}', { cwd: folder }).toSorted()) {
    hash.update(`${file}\0`)
    hash.update(readFileSync(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 12)
}

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Passage, Profession } from '../domain/knowledge.ts'
import { buildIndex, indexSha } from './build.ts'
import { decodeIndex, encodeIndex } from './codec.ts'
import type { IndexData } from './data.ts'

const pattern = /^index-[\w-]+\.bin$/

/** Where an index is kept for the next start, and under which fingerprint of the code and word lists that read its words. */
export interface Keeping {
  readonly dir: string
  readonly codeSha: string
}

/**
 * The index of these passages: read from where it was kept, else built and kept for the next start. A file that is missing or
 * damaged is built anew; a folder that cannot be written costs the next start time only.
 *
 * @param keeping Null keeps nothing.
 */
export function keptIndex(keeping: Keeping | null, passages: readonly Passage[], professions: readonly Profession[]): IndexData {
  if (keeping === null) return buildIndex(passages, professions)
  const { dir, codeSha } = keeping
  const name = `index-${codeSha}-${indexSha(passages, professions)}.bin`
  try {
    return decodeIndex(readFileSync(join(dir, name)))
  } catch {
    const data = buildIndex(passages, professions)
    keep(dir, name, data)
    return data
  }
}

/** Renamed into place, so that another process never reads half a file; indexes of other bases go. */
function keep(dir: string, name: string, data: IndexData): void {
  try {
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, `${name}.tmp`), encodeIndex(data))
    renameSync(join(dir, `${name}.tmp`), join(dir, name))
    for (const other of readdirSync(dir)) if (pattern.test(other) && other !== name) rmSync(join(dir, other), { force: true })
  } catch {
    // Read-only or full: the index in memory serves all the same.
  }
}

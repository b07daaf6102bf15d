import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLoader } from '../../src/knowledge/loader.ts'
import { buildIndex } from '../../src/retrieval/build.ts'
import { keptIndex } from '../../src/retrieval/kept.ts'

const { snapshot } = await createLoader({ dir: 'tests/fixtures/knowledge', today: () => '2026-11-22' }).load()
const professions = [...snapshot.professions.values()]
const built = buildIndex(snapshot.passages, professions)
const keepingIn = (dir: string, codeSha = 'one') => ({ dir, codeSha })

describe('keptIndex', () => {
  it('keeps one index, and reads at the next start what it would build', () => {
    const dir = join(mkdtempSync(join(tmpdir(), 'index-')), 'data')
    expect(keptIndex(keepingIn(dir), snapshot.passages, professions)).toEqual(built)
    const files = readdirSync(dir)
    expect(files).toHaveLength(1)
    expect(keptIndex(keepingIn(dir), snapshot.passages, professions)).toEqual(built)
    keptIndex(keepingIn(dir), snapshot.passages.slice(1), professions)
    expect(readdirSync(dir)).toHaveLength(1)
    expect(readdirSync(dir)).not.toEqual(files)
  })

  it('builds anew what another version read, or other word lists', () => {
    const dir = mkdtempSync(join(tmpdir(), 'index-'))
    keptIndex(keepingIn(dir), snapshot.passages, professions)
    const [before] = readdirSync(dir)
    keptIndex(keepingIn(dir, 'other'), snapshot.passages, professions)
    expect(readdirSync(dir)).toHaveLength(1)
    expect(readdirSync(dir)).not.toContain(before)
  })

  it('builds anew what is damaged, and serves from a folder that cannot be written', () => {
    const dir = mkdtempSync(join(tmpdir(), 'index-'))
    keptIndex(keepingIn(dir), snapshot.passages, professions)
    const [file] = readdirSync(dir)
    writeFileSync(join(dir, file!), 'oups')
    expect(keptIndex(keepingIn(dir), snapshot.passages, professions)).toEqual(built)
    expect(keptIndex(keepingIn('/dev/null/none'), snapshot.passages, professions)).toEqual(built)
  })
})

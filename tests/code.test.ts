import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { codeSha, fingerprintOf } from '../src/code.ts'

describe('the fingerprint of the code', () => {
  it('changes with a word list, with the code and with the packages, and with nothing else', () => {
    const root = mkdtempSync(join(tmpdir(), 'code-'))
    const src = join(root, 'src')
    mkdirSync(src)
    const seen = new Set([fingerprintOf(src)])
    for (const [file, text] of [
      ['src/synonyms.txt', 'a = b'],
      ['src/synonyms.txt', 'a = c'],
      ['src/stem.ts', 'export {}'],
      ['package-lock.json', '{}'],
    ] as const) {
      writeFileSync(join(root, file), text)
      seen.add(fingerprintOf(src))
    }
    expect(seen.size).toBe(5)
    writeFileSync(join(root, 'README.md'), 'x')
    expect(seen).toContain(fingerprintOf(src))
    expect(codeSha()).toBe(codeSha())
  })
})

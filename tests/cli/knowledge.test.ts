import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { run, surroundings } from '../support/run.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 20_000 })

describe('knowledge check', () => {
  it('finds nothing to refuse or to warn of in the repository’s own base', async () => {
    const { code, stdout } = await run(['knowledge', 'check', 'knowledge', '--strict'], surroundings().env)
    expect({ code, refused: stdout.includes(': refusé:'), warned: stdout.includes(': averti:') }).toEqual({
      code: 0,
      refused: false,
      warned: false,
    })
  })

  it('names file, line, reason and remedy, as text, for a program and for GitHub', async () => {
    const { env, dir } = surroundings()
    const base = join(dir, 'base')
    cpSync('tests/fixtures/knowledge', base, { recursive: true })
    writeFileSync(
      join(base, 'data-analyst/etudes.md'),
      '---\ntitre: Études\nconsulte_le: 2026-11-22\ntitres: x\n---\nUn texte.\n',
    )
    const text = await run(['knowledge', 'check', base], env)
    expect(text.code).toBe(1)
    expect(text.stdout).toMatch(/data-analyst\/etudes\.md:4: refusé: .*titres.*: .+/)
    const github = await run(['knowledge', 'check', base, '--format', 'github'], env)
    expect(github.stdout).toMatch(/^::error file=.*data-analyst\/etudes\.md,line=4/m)
    const json = await run(['knowledge', 'check', base, '--format', 'json'], env)
    expect(JSON.parse(json.stdout)).toMatchObject({ failed: true })
  })

  it('says in one sentence what is wrong with the command', async () => {
    expect((await run(['knowledge', 'check', 'no/such/folder'], surroundings().env)).code).toBe(1)
    expect((await run(['knowledge', 'check', '--format', 'xml'], surroundings().env)).code).toBe(2)
    const rome = await run(['knowledge', 'import', 'rome', 'no/such/folder', '--out', surroundings().dir], surroundings().env)
    expect(rome.code).toBe(1)
    expect(rome.stderr).toContain('no/such/folder')
  })
})

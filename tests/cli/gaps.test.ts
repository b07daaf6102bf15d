import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { run, surroundings } from '../support/run.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 20_000 })

describe('what the base lacks', () => {
  it('shows a question’s words once three people asked alike, drafts a page for it, and never serves the draft', async () => {
    const { env, dir } = surroundings()
    const knowledge = join(dir, 'knowledge')
    cpSync('tests/fixtures/knowledge', knowledge, { recursive: true })
    const own = { ...env, KNOWLEDGE_DIR: knowledge }
    const ask = (user: string) => `{"question":"Quelle imprimante acheter ?","metier":"data-analyst","user":"${user}"}\n`
    await run(['ask', '--json', '--offline'], own, ask('u1') + ask('u2'))
    const two = await run(['journal', 'gaps'], own)
    expect(two.stdout).not.toContain('imprimante')

    await run(['ask', '--json', '--offline'], own, ask('u3'))
    const three = await run(['journal', 'gaps', '--json'], own)
    expect(three.stdout).toContain('imprimante')
    const { id } = JSON.parse(three.stdout) as { id: string }

    const drafted = await run(['knowledge', 'draft', id], own)
    expect(drafted.code).toBe(0)
    const path = join(knowledge, '_brouillons', `${id}.md`)
    expect(drafted.stdout).toContain(path)
    expect(readFileSync(path, 'utf8')).toMatch(/^---\ntitre:.*consulte_le: \d{4}-\d\d-\d\d/s)

    const again = await run(['knowledge', 'draft', id], own)
    expect(again).toMatchObject({ code: 1, stdout: '' })
    expect(again.stderr).toContain('existe déjà')
    const check = await run(['knowledge', 'check', knowledge], own)
    expect(check.stdout).not.toContain('_brouillons')
    expect((await run(['knowledge', 'draft', 'ZZZZZZ'], own)).code).toBe(1)
    expect(existsSync(join(knowledge, '_brouillons', 'ZZZZZZ.md'))).toBe(false)
  })
})

describe('erasure', () => {
  it('empties the journal of a person named on standard input by an id', async () => {
    const { env } = surroundings()
    const id = '123456789012345678'
    await run(['ask', '--json', '--offline'], env, `{"question":"salaire prompt engineer","user":"${id}"}\n`)
    expect((await run(['journal', 'tail', '--json'], env)).stdout).toContain('salaire prompt engineer')
    const erased = await run(['journal', 'erase'], env, `${id}\n`)
    expect(erased.code).toBe(0)
    expect(erased.stdout).toContain('Effacé')
    expect((await run(['journal', 'tail', '--json'], env)).stdout).not.toContain('salaire prompt engineer')
    expect((await run(['journal', 'erase'], env, `${id}\n`)).stdout).toContain('Rien')
  })
})

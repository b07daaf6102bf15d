import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text as readText } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import { knowledgeImpact } from '../../src/cli/impact.ts'
import type { Row } from '../../src/prompts/eval/cases.ts'
import { row, salary } from './eval-support.ts'

const cases: readonly Row[] = [
  { ...salary, id: 'S1' },
  row({
    id: 'S2',
    question: 'Quelles études pour devenir prompt engineer ?',
    nuggets: [{ must: true, any: ['rncp'], what: 'RNCP' }],
  }),
  row({
    id: 'D1',
    metier: 'data-analyst',
    question: 'Combien gagne un data analyst ?',
    nuggets: [{ must: true, any: ['35000'], what: '35 000' }],
  }),
]

let dir: string
const knowledgeDir = () => join(dir, 'knowledge')
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-C', dir, '-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { stdio: 'pipe' })
const edit = (file: string, from: string, to: string) => {
  const path = join(knowledgeDir(), file)
  const before = readFileSync(path, 'utf8')
  expect(before).toContain(from)
  writeFileSync(path, before.replace(from, to))
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sextant-impact-test-'))
  cpSync('tests/fixtures/knowledge', knowledgeDir(), { recursive: true })
  mkdirSync(join(dir, 'prompts/answer/evals'), { recursive: true })
  writeFileSync(join(dir, 'prompts/answer/evals/golden.jsonl'), cases.map((one) => `${JSON.stringify(one)}\n`).join(''))
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'base')
  return () => rmSync(dir, { recursive: true, force: true })
})

async function impact(since = 'HEAD'): Promise<{ code: number; said: string }> {
  const output = new PassThrough()
  const code = await knowledgeImpact(
    { since },
    { knowledgeDir: knowledgeDir(), promptsDir: join(dir, 'prompts') },
    output,
    '2026-11-22',
  )
  output.end()
  return { code, said: await readText(output) }
}

describe('knowledge impact', () => {
  it('says that nothing changed', async () => {
    expect(await impact()).toEqual({ code: 0, said: 'La base n’a pas changé depuis HEAD.\n' })
  })
  it('exits 1 when a fact that a question needs is removed, and shows the passage and both answers', async () => {
    edit('prompt-engineer/salaire.md', '4 400 à 6 000 € brut par mois', 'un salaire variable')
    const { code, said } = await impact()
    expect(code).toBe(1)
    expect(said).toContain('~ prompt-engineer/salaire#en-france')
    expect(said).toContain('MOINS BIEN  S1')
    expect(said).toMatch(/^ {4}- .*4 400 à 6 000 €/m)
    expect(said).toMatch(/^ {4}\+ .*un salaire variable/m)
    expect(said).toContain('manque : 4 400 €')
  })
  it('says "mieux" when a missing fact comes in, and asks nothing of another profession', async () => {
    edit(
      'prompt-engineer/etudes.md',
      'les études d’informatique'.replace('’', "'"),
      "un titre inscrit au RNCP existe, et les études d'informatique",
    )
    const { code, said } = await impact()
    expect(code).toBe(0)
    expect(said).toContain('MIEUX  S2')
    expect(said).toContain('changent : prompt-engineer. 2 questions')
    expect(said).not.toContain('D1')
  })
  it('sees a passage that is gone, and a file that git does not know yet', async () => {
    rmSync(join(knowledgeDir(), 'data-analyst/salaire.md'))
    writeFileSync(
      join(knowledgeDir(), 'data-analyst/outils.md'),
      '---\ntitre: Outils\nconsulte_le: 2026-11-22\n---\nUn data analyst utilise SQL.[^apec]\n',
    )
    const { code, said } = await impact()
    expect(code).toBe(1)
    expect(said).toContain('- data-analyst/salaire')
    expect(said).toContain('+ data-analyst/outils')
  })
  it('compares with an older revision when asked', async () => {
    edit('prompt-engineer/salaire.md', '4 400 à 6 000 € brut par mois', 'un salaire variable')
    git('commit', '-qam', 'edit')
    expect((await impact()).code).toBe(0)
    expect((await impact('HEAD~1')).code).toBe(1)
  })
  it('says that a revision cannot be read, and takes none for an option of git', async () => {
    await expect(impact('inconnue')).rejects.toThrow('illisible à la révision inconnue')
    await expect(impact('--output=/tmp/x')).rejects.toThrow('illisible')
  })
  it('does not show the held half, unless it got worse', async () => {
    const held = cases.map((one) => ({ ...one, half: 'held' as const }))
    writeFileSync(join(dir, 'prompts/answer/evals/golden.jsonl'), held.map((one) => `${JSON.stringify(one)}\n`).join(''))
    edit('prompt-engineer/salaire.md', '4 400 à 6 000 €', '4 400 à 7 000 €')
    const { code, said } = await impact()
    expect(code).toBe(0)
    expect(said).not.toContain('S1')
    expect(said).toContain('1 de la moitié gardée')
  })
})

import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, surroundings } from '../support/run.ts'

function withPrompts(changes: Record<string, string> = {}) {
  const { env, dir } = surroundings({ OPENAI_BASE_URL: '', OPENAI_API_KEY: '', OPENAI_MODEL: '', ...changes })
  const prompts = join(dir, 'prompts')
  cpSync('prompts', prompts, { recursive: true })
  return { env: { ...env, PROMPTS_DIR: prompts }, prompts }
}

describe('the commands', () => {
  it('prompt eval: "non évaluée" on stdout and exit 1 when nothing can answer', async () => {
    const { env, prompts } = withPrompts()
    rmSync(join(prompts, 'answer/cassettes'), { recursive: true })
    const { code, stdout } = await run(['prompt', 'eval', '1.0.0'], env)
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('1.0.0 : non évaluée.') as string })
  })
  it('prompt eval: one French line and exit 1 for a version that is not there', async () => {
    const { code, stdout, stderr } = await run(['prompt', 'eval', '9.9.9'], withPrompts().env)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('answer/9.9.9.md')
  })
  it('prompt diff: wording on stdout, exit 0', async () => {
    const { code, stdout } = await run(['prompt', 'diff', '1.0.0', '1.1.0'], withPrompts().env)
    expect(code).toBe(0)
    expect(stdout).toContain('- 8. De 40 à 160 mots')
  })
  it('knowledge impact: one French line and exit 1 for an unknown revision', async () => {
    const { code, stdout, stderr } = await run(['knowledge', 'impact', '--since', 'inconnue'], withPrompts().env)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('illisible à la révision inconnue')
  })
})

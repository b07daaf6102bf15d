import { describe, expect, it, vi } from 'vitest'
import { readLine } from '../../src/cli/questions.ts'
import { run, surroundings } from '../support/run.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 30_000 })

const parse = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('a line of 2 MB', () => {
  it('gets its one short object, and the next line its answer', async () => {
    const long = 'x'.repeat(2_000_000)
    const lines = [long, JSON.stringify({ id: 'b', question: long }), `{"question": "${long}`, 'Quel salaire ?']
    const started = performance.now()
    const { code, stdout } = await run(['ask', '--json', '--offline'], surroundings().env, `${lines.join('\n')}\n`)
    expect(performance.now() - started).toBeLessThan(20_000)
    expect(code).toBe(0)
    const answers = parse(stdout)
    expect(answers.map(({ id, reason }) => [id, reason]).slice(0, 3)).toEqual([
      [1, 'too-long'],
      ['b', 'too-long'],
      [3, 'unreadable'],
    ])
    expect(answers).toHaveLength(4)
    expect(answers.map(({ question }) => String(question).length <= 65_537)).toEqual([true, true, true, true])
    expect(stdout.length).toBeLessThan(300_000)
  })

  it('is cut no earlier than 64 Ki characters, and stays too long', () => {
    const textOf = (text: string) => {
      const read = readLine(text, 1, null, () => ({ author: null }))
      return read.kind === 'question' ? read.question.text : ''
    }
    expect(textOf('x'.repeat(65_536))).toBe('x'.repeat(65_536))
    expect(textOf(`x${' '.repeat(70_000)}x`)).toMatch(/^x +…$/)
  })
})

describe('search', () => {
  it('says which professions are near one that is unknown', async () => {
    const { code, stdout, stderr } = await run(['search', '--metier', 'prompt-enginer'], surroundings().env, 'salaire\n')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^Aucun métier ne s’appelle « prompt-enginer »\. Les plus proches : prompt-engineer.*\.\n$/)
    const none = await run(['search', '--metier', 'zzzzzzzz'], surroundings().env, 'salaire\n')
    expect(none.code).toBe(1)
    expect(none.stderr).toMatch(/La base en contient \d+, par exemple : .*data-analyst/)
  })

  it('says so on the line that names it, and goes on', async () => {
    const input = '{"id":"a","question":"salaire","metier":"nope"}\n{"id":"b","question":"salaire","metier":"data-analyst"}\n'
    const { code, stdout } = await run(['search'], surroundings().env, input)
    const [unknown, known] = parse(stdout)
    expect(code).toBe(0)
    expect(unknown).toEqual({ id: 'a', error: expect.stringContaining('« nope »') })
    expect(known).toMatchObject({ id: 'b', metier: 'data-analyst', hits: expect.any(Array) })
  })

  it('answers a line that is too long to be a question in no time', async () => {
    const started = performance.now()
    const { stdout } = await run(['search'], surroundings().env, `${'salaire x1 '.repeat(200_000)}\n`)
    expect(parse(stdout)).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(15_000)
  })
})

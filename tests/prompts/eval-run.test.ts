import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text as readText } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffPrompts } from '../../src/cli/prompt-diff.ts'
import { evalPrompt, type PromptEvalOptions } from '../../src/cli/prompt-eval.ts'
import { readConfig } from '../../src/config.ts'
import { readCassette } from '../../src/prompts/eval/cassette.ts'
import { readReport } from '../../src/prompts/report.ts'
import { verdictOf } from '../../src/prompts/verdict.ts'
import { standInName, startExtractiveModel } from '../doubles/extractive-model.ts'
import type { ModelDouble } from '../doubles/model.ts'

const dir = mkdtempSync(join(tmpdir(), 'sextant-eval-'))
const prompts = join(dir, 'prompts')
const path = (version: string, ending: string) => join(prompts, 'answer/reports', `${version}--${standInName}.${ending}`)
const cassette = (version: string) => join(prompts, 'answer/cassettes', `${version}--${standInName}.jsonl`)
const reported = (version: string) => readReport(path(version, 'json'))

let model: ModelDouble
beforeAll(async () => {
  cpSync('prompts', prompts, { recursive: true })
  for (const folder of ['reports', 'cassettes']) rmSync(join(prompts, 'answer', folder), { recursive: true, force: true })
  setProduction()
  model = await startExtractiveModel()
})
afterAll(async () => {
  await model.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** Whatever serves in the repository: here it is 1.0.0, and 1.1.0 is measured against it. */
function setProduction() {
  const file = join(prompts, 'registry.yaml')
  const registry = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    registry.replace(
      /(answer:[\s\S]*?labels: \{ production: )[\d.]+(, candidate: )\S+?(, previous: )\S+? \}/,
      '$11.0.0$2null$3null }',
    ),
  )
}

async function run(
  version: string,
  options: Partial<PromptEvalOptions> = {},
  live = false,
  knowledge = 'knowledge',
  now = '2027-01-15T10:00:00.000Z',
) {
  const config = readConfig({
    PROMPTS_DIR: prompts,
    KNOWLEDGE_DIR: knowledge,
    ...(live ? { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: standInName } : {}),
  })
  const output = new PassThrough()
  const said: string[] = []
  const given = { against: 'production', record: false, judge: false, ...options }
  const started = performance.now()
  const code = await evalPrompt(version, given, config, { output, say: (line) => said.push(line), now: () => new Date(now) })
  output.end()
  return { code, out: await readText(output), said: said.join('\n'), seconds: (performance.now() - started) / 1000 }
}

describe('prompt eval over the repository’s own cases', () => {
  it('says "non évaluée" without model and cassette, and exits 1', async () => {
    const { code, out } = await run('1.0.0')
    expect(code).toBe(1)
    expect(out).toContain('1.0.0 : non évaluée.')
    expect(existsSync(path('1.0.0', 'json'))).toBe(false)
  })
  it('records a model and production with it, in under 60 s for at least 200 cases', async () => {
    const { code, seconds } = await run('1.1.0', { record: true }, true)
    const report = reported('1.1.0')!
    expect(report.hard).toEqual({ scored: [], schema: [], citations: [], figures: [], injections: [], danger: [], trace: [] })
    expect(code).toBe(0)
    expect(report).toMatchObject({ verdict: 'passed', from: 'cassette', against: { version: '1.0.0', newlyHard: [] } })
    expect(report.cases).toBeGreaterThanOrEqual(200)
    expect(seconds).toBeLessThan(60)
    expect(statSync(cassette('1.1.0')).size + statSync(cassette('1.0.0')).size).toBeLessThan(1_500_000)
    expect(
      verdictOf(prompts, { name: 'answer', version: '1.1.0', sha: report.promptSha }, standInName, report.kbSha).verdict,
    ).toBe('passed')
  }, 60_000)
  it('replays it offline on another day, to the very same report, in under 60 s', async () => {
    const before = ['json', 'md', 'html'].map((ending) => readFileSync(path('1.1.0', ending), 'utf8'))
    const calls = model.calls.length
    const { code, seconds } = await run('1.1.0', {}, false, 'knowledge', '2027-03-02T10:00:00.000Z')
    expect(code).toBe(0)
    expect(seconds).toBeLessThan(60)
    expect(model.calls.length).toBe(calls)
    expect(['json', 'md', 'html'].map((ending) => readFileSync(path('1.1.0', ending), 'utf8'))).toEqual(before)
  }, 60_000)
  it('counts unscored as failed: without some of the responses the version no longer passes', async () => {
    // Fewer cases from here on: these promises do not need them all.
    const golden = join(prompts, 'answer/evals/golden.jsonl')
    for (const file of ['red-team', 'follow-up']) rmSync(join(prompts, `answer/evals/${file}.jsonl`))
    writeFileSync(golden, readFileSync(golden, 'utf8').split('\n').slice(0, 20).join('\n'))
    const whole = readFileSync(cassette('1.1.0'), 'utf8')
    const lines = whole.split('\n')
    writeFileSync(cassette('1.1.0'), [lines[0]!, ...lines.slice(lines.length / 2)].join('\n'))
    const { code } = await run('1.1.0')
    writeFileSync(cassette('1.1.0'), whole)
    expect(code).toBe(1)
    expect(reported('1.1.0')!.hard.scored.length).toBeGreaterThan(0)
  }, 60_000)
  it('plays no cassette over another base, nor one of a prompt whose text changed', async () => {
    expect((await run('1.1.0', {}, false, 'tests/fixtures/knowledge')).out).toMatch(/non évaluée.*périmée \(la base a changé\)/)
    const file = join(prompts, 'answer/1.1.0.md')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('en le tutoyant', 'en le vouvoyant').replace('les faits', 'des faits'))
    expect((await run('1.1.0')).out).toMatch(/périmée \(le prompt a changé\)/)
    writeFileSync(file, text)
  })
  it('fails a version when production cannot be asked the same', async () => {
    const kept = readFileSync(cassette('1.0.0'), 'utf8')
    rmSync(cassette('1.0.0'))
    const { code, out } = await run('1.1.0')
    writeFileSync(cassette('1.0.0'), kept)
    expect(code).toBe(1)
    expect(out).toContain('n’a pas pu être évaluée')
  }, 60_000)
  it('refuses to record or to judge without a model', async () => {
    await expect(run('1.1.0', { record: true })).rejects.toThrow('--record')
    await expect(run('1.1.0', { judge: true })).rejects.toThrow('--judge')
  }, 60_000)
})

describe('the cassette', () => {
  it('holds no question twice and nothing but responses under their hash', () => {
    const { head, responses } = readCassette(cassette('1.1.0'))!
    expect(head).toMatchObject({ model: standInName, recordedAt: '2027-01-15T10:00:00.000Z' })
    expect(readFileSync(cassette('1.1.0'), 'utf8').trimEnd().split('\n')).toHaveLength(responses.size + 1)
  })
  it('is no cassette when a line is broken', () => {
    const broken = join(dir, 'broken.jsonl')
    mkdirSync(dir, { recursive: true })
    writeFileSync(broken, `${readFileSync(cassette('1.1.0'), 'utf8')}{"hash":`)
    expect(readCassette(broken)).toBeNull()
  })
})

describe('prompt diff', () => {
  it('shows wording, settings and the behaviour that both reports measured', async () => {
    await run('1.0.0')
    await run('1.1.0')
    const output = new PassThrough()
    expect(diffPrompts('1.0.0', '1.1.0', prompts, output)).toBe(0)
    output.end()
    const said = await readText(output)
    expect(said).toMatch(/^\+ 8\. De 30 à 140 mots/m)
    expect(said).toContain('maxTokens : 700 → 600')
    expect(said).toContain('verdicts : PASSE → PASSE')
    expect(said).toMatch(/la base répond : \d+\/\d+ réussis, .* mots → \d+\/\d+ réussis/)
  }, 60_000)
  it('says that nothing was measured when the reports are not of the same cases', () => {
    for (const file of readdirSync(join(prompts, 'answer/reports'))) rmSync(join(prompts, 'answer/reports', file))
    const output = new PassThrough()
    diffPrompts('1.0.0', '1.1.0', prompts, output)
    output.end()
    expect(String(output.read())).toContain('Pas de mesure commune')
  })
})

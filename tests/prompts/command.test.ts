import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DiscordDouble, startDiscordDouble } from '../doubles/discord/double.ts'
import { type ModelDouble, startModelDouble } from '../doubles/model.ts'
import { collect, run, surroundings } from '../support/run.ts'
import { promotedFolder, writeVersion } from './folder.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const token = 'MTA5ODc2NTQzMjEwOTg3NjU0MzI.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB'
const question = 'Combien gagne un prompt engineer en France ?'
const truth = 'En France, un prompt engineer gagne 4 400 à 6 000 € brut par mois, selon AuFutur [1].'

let model: ModelDouble
beforeAll(async () => {
  model = await startModelDouble(() => ({ kind: 'answer', pieces: [truth] }))
})
afterAll(() => model.stop())

/** Answers and commands over a prompts folder of its own: 1.0.0 in production, 1.1.0 a draft. */
function setUp(changes: Record<string, string> = {}) {
  const dir = promotedFolder()
  writeVersion(dir, '1.1.0', '1.0.0')
  const { env } = surroundings({ PROMPTS_DIR: dir, OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'petit', ...changes })
  return { dir, env, sextant: (...args: string[]) => run(args, env) }
}

const underVersion = (index = -1) => /Sextant (\d\.\d\.\d)/.exec(model.calls.at(index)!.messages[0]!.content)?.[1]

describe('prompt, on the command line', () => {
  it('takes a version the whole way: try, release, refusal, promotion, blame, rollback', async () => {
    const { sextant } = setUp()
    const tried = await sextant('prompt', 'try', '1.1.0', question)
    expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining('4 400 à 6 000 €') as unknown })
    expect(underVersion()).toBe('1.1.0')
    expect((await sextant('journal', 'tail', '--json')).stdout.trim()).toBe('')

    const early = await sextant('prompt', 'promote', '1.1.0', '--why', 'mieux')
    expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('answer@1.1.0 n’est pas publiée')])
    expect((await sextant('prompt', 'release', 'answer@1.1.0')).code).toBe(0)
    const refused = await sextant('prompt', 'promote', '1.1.0', '--why', 'mieux')
    expect([refused.code, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toMatch(/answer@1\.1\.0 n’est pas évaluée avec petit .*--waive/)
    expect((await sextant('prompt', 'promote', '1.1.0', '--why', 'mieux', '--waive', 'essai')).stdout).toMatch(
      /1\.1\.0 est en production.*« essai » est noté/s,
    )
    expect((await sextant('prompt', 'list')).stdout).toMatch(
      /1\.1\.0 +publiée, en production, pas évaluée.*1\.0\.0 +publiée, précédente/s,
    )

    expect((await sextant('prompt', 'rollback', '--why', 'chiffres faux')).stdout).toContain('1.0.0 est de nouveau en production')
    const blame = await sextant('prompt', 'blame', '--at', '2026-11-22T12:00:30Z')
    expect(blame.stdout).toMatch(/en production : 1\.0\.0.*pour 1\.0\.0/s)
    expect((await sextant('prompt', 'blame')).stdout).toMatch(/1\.0\.0.*pourquoi : chiffres faux/s)
  })

  it('names a changed release in the list and at start, and exits with 1', async () => {
    const { dir, sextant } = setUp()
    appendFileSync(join(dir, 'answer/1.0.0.md'), 'Ment.\n')
    const listed = await sextant('prompt', 'list')
    expect(listed.stdout).toMatch(/1\.0\.0 +à réparer, en production/)
    const started = await sextant('start')
    for (const { code, stderr } of [listed, started]) {
      expect(code).toBe(1)
      expect(stderr).toContain('answer/1.0.0.md a changé depuis sa publication')
    }
  })

  it('does not try without a model, and says so; a version that is none is wrong usage', async () => {
    const { sextant } = setUp({ OPENAI_BASE_URL: '', OPENAI_MODEL: '' })
    const { code, stderr } = await sextant('prompt', 'try', '1.1.0', question)
    expect([code, stderr]).toEqual([1, expect.stringContaining('Il faut un modèle')])
    expect((await sextant('prompt', 'try', 'neuf', question)).code).toBe(2)
    expect((await sextant('prompt', 'promote', '1.0.0')).code).toBe(2)
  })

  it('serves a candidate to its people: never to who has no name, always the same', async () => {
    const { env, sextant } = setUp()
    await sextant('prompt', 'release', '1.1.0')
    await sextant('prompt', 'promote', '1.1.0', '--candidate', '--percent', '50', '--why', 'à l’essai', '--waive', 'essai')
    const users = Array.from({ length: 24 }, (_, index) => JSON.stringify({ id: `u${index}`, question, user: `élève ${index}` }))
    const versions = async () => {
      const { stdout } = await run(['ask', '--json'], env, [...users, JSON.stringify({ id: 'nobody', question })].join('\n'))
      const answers = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; prompt: { version: string } })
      return answers.map(({ id, prompt }) => `${id}: ${prompt.version}`)
    }
    const first = await versions()
    expect(await versions()).toEqual(first)
    expect(first.at(-1)).toBe('nobody: 1.0.0')
    const share = first.filter((line) => line.endsWith('1.1.0')).length
    expect(share).toBeGreaterThan(4)
    expect(share).toBeLessThan(20)
    const labels = (await sextant('journal', 'tail', '--last', '100', '--json')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>)
    expect(labels).toHaveLength(50)
    for (const event of labels)
      expect(event['label']).toBe(event['gen_ai.prompt.version'] === '1.1.0' ? 'candidate' : 'production')
  })

  it('replays a journalled question under another version, side by side, and journals nothing of it', async () => {
    const { sextant } = setUp()
    const asked = JSON.parse((await sextant('ask', '--json', question)).stdout) as { traceId: string }
    const replayed = await sextant('journal', 'trace', asked.traceId, '--replay', '1.1.0')
    expect(replayed).toMatchObject({ code: 0, stderr: '' })
    expect(replayed.stdout).toMatch(/Alors : answer@1\.0\.0 +│ Rejouée : answer@1\.1\.0\n/)
    expect(replayed.stdout).toMatch(/4 400 à 6 000 €.*│.*4 400 à 6 000 €/)
    expect(underVersion()).toBe('1.1.0')
    expect((await sextant('journal', 'tail', '--json')).stdout.trim().split('\n')).toHaveLength(1)
    const unknown = await sextant('journal', 'trace', '0000000000', '--replay', '1.1.0')
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('Aucune réponse')])
  })
})

describe('a running bot', () => {
  let discord: DiscordDouble
  let bot: ChildProcess
  afterAll(async () => {
    if (bot.exitCode === null) bot.kill('SIGKILL')
    await discord.stop()
  })

  it('follows a candidate, its withdrawal and a promotion without a restart, and tells its operator', async () => {
    discord = await startDiscordDouble({ token })
    const { env, sextant } = setUp({ DISCORD_TOKEN: token, DISCORD_API_URL: discord.apiUrl })
    await sextant('prompt', 'release', '1.1.0')
    bot = spawn(process.execPath, ['src/main.ts', 'start'], { env })
    const said = collect(bot)
    await expect.poll(() => said.stdout, { timeout: 15_000 }).toContain('Ctrl+C')
    const ask = (texte: string) => discord.slashCommand({ name: 'question', options: { texte } }).answer()
    await ask(question)
    expect(underVersion()).toBe('1.0.0')

    // A member has a pseudonym that does not rotate: a candidate can serve her.
    await sextant('prompt', 'promote', '1.1.0', '--candidate', '--percent', '100', '--why', 'à l’essai', '--waive', 'essai')
    await ask('Combien gagne en France un prompt engineer ?')
    expect(underVersion()).toBe('1.1.0')
    await sextant('prompt', 'rollback', '--candidate')
    await ask('En France, combien gagne un prompt engineer ?')
    expect(underVersion()).toBe('1.0.0')

    await sextant('prompt', 'promote', '1.1.0', '--why', 'mieux', '--waive', 'essai')
    await expect.poll(() => said.stdout, { timeout: 2000 }).toContain('prompts : 1.1.0 en production')
    await ask('Quel est le salaire d’un prompt engineer en France ?')
    expect(underVersion()).toBe('1.1.0')
    bot.kill('SIGTERM')
    expect(await once(bot, 'close')).toEqual([0, null])
  })
})

import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { on, once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DiscordDouble, startDiscordDouble } from './doubles/discord/double.ts'
import { type ModelDouble, startModelDouble } from './doubles/model.ts'
import { collect, run, surroundings } from './support/run.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 20_000 })

const token = 'MTA5ODc2NTQzMjEwOTg3NjU0MzI.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB'
const truth =
  'En France, un prompt engineer gagne 4 400 à 6 000 € brut par mois, selon AuFutur [1]. Un débutant touche 9 999 € net [1].'

describe('the bot, started as an operator starts it', () => {
  let discord: DiscordDouble
  let model: ModelDouble
  let bot: ChildProcess
  let said: { stdout: string; stderr: string }
  let dir: string
  let env: NodeJS.ProcessEnv

  beforeAll(async () => {
    discord = await startDiscordDouble({ token })
    model = await startModelDouble(({ messages }) =>
      messages.length === 2 ? { kind: 'answer', pieces: truth.match(/.{1,12}/gs)! } : { kind: 'answer', pieces: ['INSUFFISANT'] },
    )
    ;({ env, dir } = surroundings({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.apiUrl,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_MODEL: 'petit',
    }))
    bot = spawn(process.execPath, ['src/main.ts', 'start'], { env })
    said = collect(bot)
    for await (const _ of on(bot.stdout!, 'data', { close: ['end'] })) if (said.stdout.includes('Ctrl+C')) break
  }, 20_000)

  afterAll(async () => {
    if (bot.exitCode === null) {
      bot.kill('SIGKILL')
      await once(bot, 'close')
    }
    await discord.stop()
    await model.stop()
  })

  const shown = (message: object) => JSON.stringify(message)

  it('says what it runs with and how to invite it', () => {
    expect(said.stdout).toMatch(
      /3 fiches.*petit \(prompt \d+\.\d+\.\d+\).*Discord {3}connecté.*https:\/\/discord\.com\/\S*client_id=\d+/s,
    )
    expect(said.stderr).toBe('')
  })

  it('answers /metier with a profession, its sources and their dates', async () => {
    const answer = await discord
      .slashCommand({ name: 'metier', options: { nom: 'prompt-engineer', question: 'Combien ça gagne en France ?' } })
      .answer()
    expect(shown(answer)).toContain('4 400 à 6 000 € brut par mois')
    expect(shown(answer)).toMatch(/AuFutur.*vers 2024.*consulté le 22\/11\/2026.*trace [0-9A-Z]{10}/s)
    expect(shown(answer)).not.toContain('9 999')
  })

  it('answers /question, a mention and a direct message', async () => {
    const question = 'Combien gagne un prompt engineer en France ?'
    expect(shown(await discord.slashCommand({ name: 'question', options: { texte: question } }).answer())).toContain(
      '4 400 à 6 000 €',
    )
    const asked = discord.say({ text: `@Sextant ${question}` })
    await expect.poll(() => shown(discord.messages(asked.channel_id)), { timeout: 5000 }).toMatch(/4 400 à 6 000 €/)
    const direct = discord.directMessage('Léa', question)
    await expect.poll(() => shown(discord.messages(direct.channel_id)), { timeout: 5000 }).toMatch(/4 400 à 6 000 €/)
  })

  it('proposes professions as they are typed, whatever the accents', async () => {
    const { record } = discord.autocomplete({ name: 'metier', option: 'nom', typed: 'ingenieur de req' })
    await expect.poll(() => shown(record as object), { timeout: 5000 }).toContain('prompt-engineer')
  })

  it('keeps texts, names and ids out of the log, and a trace of every answer in the journal', async () => {
    const log = readdirSync(join(dir, 'logs'))
      .map((file) => readFileSync(join(dir, 'logs', file), 'utf8'))
      .join('')
    expect(log).not.toBe('')
    for (const secret of ['Combien', '4 400', 'Léa', discord.user('Léa').id, token]) expect(log).not.toContain(secret)
    const tail = await run(['journal', 'tail', '--json'], env)
    const entries = tail.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(entries.length).toBeGreaterThanOrEqual(4)
    expect(entries.at(-1)).toMatchObject({
      outcome: 'answered',
      'gen_ai.prompt.version': expect.stringMatching(/^\d+\.\d+\.\d+$/),
      'gen_ai.response.model': 'petit',
    })
    const trace = await run(['journal', 'trace', String(entries.at(-1)!['traceId'])], env)
    expect(trace.stdout).toMatch(/4 400 à 6 000 €/)
    expect(tail.stdout).not.toContain(discord.user('Léa').id)
  })

  it('stops when told to, and leaves Discord nothing that it would refuse', async () => {
    bot.kill('SIGTERM')
    expect(await once(bot, 'close')).toEqual([0, null])
    expect(said.stdout).toContain('Arrêté.')
    expect(discord.unhandled).toEqual([])
    expect(discord.violations).toEqual([])
  })
})

describe('the command line', () => {
  it('answers in a terminal without any key, citing its sources', async () => {
    const { code, stdout, stderr } = await run(['ask', 'Combien gagne un prompt engineer en France ?'], surroundings().env)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /4 400 à 6 000 € brut par mois.*45 000 à 60 000 € brut par an.*Sources.*AuFutur \(vers 2024\).*Epitech <https:/s,
    )
  })

  it('answers a question a line, in order, goes on after an unreadable one, and shares memory within a conversation', async () => {
    const lines = [
      '{"id":"a","question":"salaire prompt engineer","conversation":"c"}',
      '{oups',
      '{"id":"b","question":"et quelles études ?","conversation":"c"}',
      'c’est quoi parcoursup ?',
    ]
    const { code, stdout } = await run(['ask', '--json', '--offline'], surroundings().env, lines.join('\n'))
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(code).toBe(0)
    expect(answers.map((answer) => [answer['id'], answer['outcome'], answer['metier']])).toEqual([
      ['a', 'answered', 'prompt-engineer'],
      [2, 'error', null],
      ['b', 'answered', 'prompt-engineer'],
      [4, 'answered', 'orientation'],
    ])
    for (const { text, segments } of answers as { text: string; segments: { text: string }[] }[]) {
      if (segments.length > 0) expect(segments.map((segment) => segment.text).join('')).toBe(text)
    }
  })

  it('lists every fault of the environment in French and exits with 1', async () => {
    const { code, stdout, stderr } = await run(
      ['start'],
      surroundings({ CONSOLE_PORT: 'x', LOG_LEVEL: 'y', KNOWLEDGE_DIR: 'z' }).env,
    )
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/CONSOLE_PORT.*\n?.*/)
    for (const name of ['3 réglages', 'CONSOLE_PORT', 'LOG_LEVEL', 'KNOWLEDGE_DIR']) expect(stderr).toContain(name)
  })

  it('exits with 2 for wrong usage, with 0 for help', async () => {
    const wrong = [['dance'], ['ask', '--loud'], ['search', '--top', 'many']]
    const codes = await Promise.all([...wrong, ['ask', '--help']].map(async (args) => (await run(args, surroundings().env)).code))
    expect(codes).toEqual([2, 2, 2, 0])
  })

  it('says that the port is taken, and that nothing runs then', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await once(blocker, 'listening')
    const { port } = blocker.address() as { port: number }
    const { code, stdout } = await run(['start'], surroundings({ CONSOLE_PORT: String(port) }).env)
    expect(code).toBe(1)
    expect(stdout).toContain(`le port ${port} est pris`)
    blocker.close()
  })

  it('explains which words of a search matched where', async () => {
    const { stdout } = await run(
      ['search', '--explain', '--top', '1'],
      surroundings().env,
      '{"id":"s","question":"cb gagne un prompt enginer"}',
    )
    expect(JSON.parse(stdout)).toMatchObject({
      id: 's',
      metier: 'prompt-engineer',
      hits: [{ file: 'prompt-engineer/salaire.md', matches: expect.any(Array) as unknown }],
    })
  })
})

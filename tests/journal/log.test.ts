import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { BotError } from '../../src/domain/error.ts'
import type { LogFields } from '../../src/domain/ports.ts'
import { createLog, type LogOptions } from '../../src/journal/log.ts'
import { createRollingFile } from '../../src/journal/rolling-file.ts'
import { startChild } from '../storage/children/run.ts'
import { temporaryFolder } from '../storage/folder.ts'

function open(options: Partial<LogOptions> = {}) {
  const clock = { at: Date.parse('2026-11-22T10:00:00Z') }
  const dir = options.dir ?? join(temporaryFolder(), 'deep', 'logs')
  const told: string[] = []
  const log = createLog({ dir, level: 'info', now: () => clock.at, writeStderr: (line) => void told.push(line), ...options })
  onTestFinished(() => log.close())
  const read = () =>
    readdirSync(dir)
      .toSorted()
      .map((name) => readFileSync(join(dir, name), 'utf8'))
      .join('')
  const lines = () =>
    read()
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))
  return { log, dir, clock, told, read, lines }
}

describe('log', () => {
  it('writes one JSON line for each event, in a folder that it makes', () => {
    const { log, lines, dir } = open()
    log.info('answer-sent', {
      traceId: '7K3M9QX2TB',
      outcome: 'answered',
      totalMs: 12,
      cached: false,
      model: 'mistralai/Mistral-7B-Instruct-v0.3',
    })
    expect(lines()).toEqual([
      {
        level: 'info',
        time: '2026-11-22T10:00:00.000Z',
        pid: process.pid,
        event: 'answer-sent',
        traceId: '7K3M9QX2TB',
        outcome: 'answered',
        totalMs: 12,
        cached: false,
        model: 'mistralai/Mistral-7B-Instruct-v0.3',
      },
    ])
    expect(statSync(join(dir, 'sextant-2026-11-22.log')).mode & 0o777).toBe(0o600)
  })

  const secrets: LogFields = {
    sentence: 'je veux mourir',
    discordId: '123456789012345678',
    asNumber: 123456789012345680,
    mail: 'sonia@exemple.fr',
    mention: '<@123456789012345678>',
    openai: 'sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8t',
    discordToken: 'MTIzNDU2Nzg5MDEyMzQ1Njc4.GAbCdE.aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789ab',
    pseudonym: 'K3Y0-7ZQ2M4N8B1V5C9X3A6S0D7F2G4',
    author: 'sonia',
    question: 'salaire',
    userName: 'malik',
    token: 'court',
    address: 'https://exemple.fr/?q=je+suis+sonia&x',
    lines: 'deux\nlignes',
    level: 'silent',
    event: 'forged',
    'je suis Sonia': 1,
  }

  it('lets no free text, id, address or secret through, whatever field it hides in', () => {
    const { log, read, lines } = open()
    log.info('something-happened', secrets)
    const [line] = lines()
    expect(line).toMatchObject({ level: 'info', event: 'something-happened', refusedFields: 3 })
    for (const trail of ['1234567890', 'sonia', 'malik', 'mourir', 'forged', 'court', 'salaire', '7ZQ2M4']) {
      expect(read().toLowerCase()).not.toContain(trail.toLowerCase())
    }
  })

  it('lets no sentence be an event', () => {
    const { log, read, lines } = open()
    for (const event of ['je veux mourir', 'Sonia', 'a'.repeat(100), '', 'question: salaire']) log.info(event)
    expect(lines().map(({ event }) => event)).toEqual(Array(5).fill('unnamed-event'))
    expect(read()).not.toMatch(/mourir|Sonia|salaire/)
  })

  it("writes an error's message only when it is ours, and its stack without messages", () => {
    const { log, read, lines } = open()
    const inner = new Error('je veux mourir\n    at Sonia (/home/sonia:1:1)')
    log.error('answer-failed', new BotError('model', 'no finish_reason from sonia@exemple.fr', { cause: inner }), {
      traceId: '7K3M9QX2TB',
    })
    const [line] = lines()
    expect(line).toMatchObject({
      error: { kind: 'model', message: 'no finish_reason from [redacted]', cause: { name: 'Error' } },
    })
    expect(JSON.stringify(line)).toContain('tests/journal/log.test.ts:')
    expect(read()).not.toMatch(/mourir|onia/)
  })

  it('takes anything that is thrown', () => {
    const { log, lines, read } = open()
    const strange = Object.assign(new Error('secret'), { name: 'je suis Sonia', code: 'ECONNRESET', stack: undefined })
    for (const thrown of ['je veux mourir', null, undefined, 42, { message: 'secret' }, strange]) log.error('failed', thrown)
    expect(lines()).toHaveLength(6)
    expect(lines()[5]).toMatchObject({ error: { name: 'Error', code: 'ECONNRESET', stack: [] } })
    expect(read()).not.toMatch(/mourir|secret|Sonia/)
  })

  it('tells warnings and errors on stderr in human form, only when asked', () => {
    const { log, told } = open({ stderr: true })
    log.info('answer-sent')
    log.warn('file-refused', { file: 'prompt-engineer/salaire.md' })
    log.error('answer-failed', new BotError('model', 'stalled'))
    expect(told).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d attention file-refused file=prompt-engineer\/salaire\.md\n$/),
      expect.stringMatching(/^\d\d:\d\d:\d\d erreur answer-failed — BotError \(model\) : stalled\n$/),
    ])
    const quiet = open()
    quiet.log.warn('file-refused')
    expect(quiet.told).toEqual([])
  })

  it('keeps below its level, and drops what comes after its end', async () => {
    const { log, read } = open({ level: 'error' })
    log.info('a')
    log.warn('b')
    log.error('c', null)
    await log.close()
    log.error('d', null)
    expect(read().match(/"event":"\w"/g)).toEqual(['"event":"c"'])
  })

  it('says in French that its folder cannot be used', () => {
    const dir = temporaryFolder()
    writeFileSync(join(dir, 'file'), '')
    expect(() => createLog({ dir: join(dir, 'file', 'logs'), level: 'info' })).toThrow(/LOG_DIR/)
  })
})

describe('rolling', () => {
  it('begins a new file each day and past the size, and keeps a bounded number', () => {
    const { log, dir, clock } = open({ maxBytes: 300, maxFiles: 3 })
    for (let line = 0; line < 12; line++) log.info('line-written', { line })
    expect(readdirSync(dir)).toHaveLength(3)
    clock.at += 86_400_000
    log.info('line-written', { line: 12 })
    const files = readdirSync(dir).toSorted()
    expect(files).toHaveLength(3)
    expect(files).toContain('sextant-2026-11-23.log')
    expect(files).not.toContain('sextant-2026-11-22.log')
    expect(files.every((name) => statSync(join(dir, name)).size <= 300)).toBe(true)
  })

  it('goes on in the file of the day after a restart, and leaves the files of others', () => {
    const { log, dir } = open()
    writeFileSync(join(dir, 'notes.txt'), 'x')
    log.info('first-run')
    open({ dir }).log.info('second-run')
    expect(readdirSync(dir).toSorted()).toEqual(['notes.txt', 'sextant-2026-11-22.log'])
    expect(readFileSync(join(dir, 'sextant-2026-11-22.log'), 'utf8').trim().split('\n')).toHaveLength(2)
  })
})

describe('a full disk', () => {
  it('never stops the caller; afterwards the log goes on and says what was lost', () => {
    const dir = join(temporaryFolder(), 'logs')
    mkdirSync(dir)
    const path = join(dir, 'sextant-2026-11-22.log')
    symlinkSync('/dev/full', path)
    const { log, lines } = open({ dir })
    for (let line = 0; line < 3; line++) log.info('line-written', { line })
    rmSync(path)
    log.info('line-written', { line: 3 })
    log.info('line-written', { line: 4 })
    expect(lines()).toMatchObject([{ event: 'log-lines-lost', lines: 3 }, { line: 3 }, { line: 4 }])
  })

  it('does not glue the next line to one that was written by half', () => {
    const dir = temporaryFolder()
    const disk = { room: 10 }
    const file = createRollingFile({
      dir,
      now: () => 0,
      maxBytes: 1000,
      maxFiles: 2,
      lostLine: (count) => `lost ${count}\n`,
      writeBytes(fd, bytes) {
        if (disk.room === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        const written = writeSync(fd, bytes.subarray(0, disk.room))
        disk.room -= written
        return written
      },
    })
    file.write('first\n')
    file.write('second\n')
    file.write('third\n')
    disk.room = 1000
    file.write('fourth\n')
    file.close()
    expect(readFileSync(join(dir, 'sextant-1970-01-01.log'), 'utf8')).toBe('first\nseco\nlost 2\nfourth\n')
  })

  it('recovers when its folder was taken away', () => {
    const { log, dir, clock, lines } = open()
    log.info('before')
    rmSync(dir, { recursive: true })
    clock.at += 86_400_000
    log.info('after')
    expect(lines()).toMatchObject([{ event: 'after' }])
  })
})

describe('the last lines', () => {
  it.each(['exit', 'kill'])('are in the file when the process ends by %s, and nothing is on stdout', async (way) => {
    const dir = join(temporaryFolder(), 'logs')
    const child = startChild('../../journal/children/log-and-exit.ts', dir, way)
    const [out, err] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')])
    const [name] = readdirSync(dir)
    expect(readFileSync(join(dir, name!), 'utf8').trim().split('\n')).toHaveLength(101)
    expect(out).toBe('')
    expect(err).toContain('attention last-words line=100')
    expect(existsSync(join(dir, name!))).toBe(true)
  })
})

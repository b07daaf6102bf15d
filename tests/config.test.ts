import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'

const token = 'MTA5ODc2NTQzMjEwOTg3NjU0MzI.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB'

describe('readConfig', () => {
  it('works with an empty environment: SQLite, no model, no Discord', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      discord: null,
      model: null,
      databaseUrl: 'sqlite:data/sextant.db',
      console: { host: '127.0.0.1', port: 8080 },
    })
  })

  it('counts an empty value as unset', () => {
    expect(readConfig({ DISCORD_TOKEN: '', OPENAI_API_KEY: '  ', CONSOLE_PORT: '' })).toEqual(readConfig({}))
  })

  it('lists every fault at once, in French, without showing a secret', () => {
    const environment = {
      DISCORD_TOKEN: 'secret-token-with-no-dots',
      DISCORD_GUILD_ID: 'abc',
      OPENAI_API_KEY: 'sk-very-secret',
      OPENAI_BASE_URL: 'ftp://user:hunter2@example.org',
      DATABASE_URL: 'mysql://root:hunter3@db',
      KNOWLEDGE_DIR: 'no/such/folder',
      CONSOLE_HOST: '0.0.0.0',
      CONSOLE_PORT: '80a',
      LOG_LEVEL: 'chatty',
      QUESTIONS_PER_HOUR: '-1',
    }
    const fault = (() => {
      try {
        readConfig(environment)
        return ''
      } catch (error) {
        return (error as Error).message
      }
    })()
    const names = Object.keys(environment).filter((name) => name !== 'OPENAI_API_KEY')
    for (const name of [...names, 'OPENAI_MODEL']) expect(fault).toContain(name)
    expect(fault).toContain('10 réglages')
    for (const secret of ['secret-token', 'sk-very', 'hunter2', 'hunter3']) expect(fault).not.toContain(secret)
  })

  it('switches the model on by a key or by an address, and then requires its name', () => {
    expect(readConfig({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'qwen3' }).model).toEqual({
      name: 'qwen3',
      apiKey: null,
      baseUrl: 'http://127.0.0.1:11434/v1',
    })
    expect(() => readConfig({ OPENAI_API_KEY: 'sk' })).toThrow('OPENAI_MODEL')
    expect(() => readConfig({ OPENAI_MODEL: 'gpt' })).toThrow('OPENAI_MODEL')
  })

  it('reads a budget in tokens or in euros, and asks for the prices that euros need', () => {
    expect(readConfig({ BUDGET_PER_DAY: '200000' }).budget).toEqual({ points: 200_000, prices: null })
    expect(readConfig({ BUDGET_PER_DAY: '1,5 €', OPENAI_PRICES: '0.15/0,60' }).budget).toEqual({
      points: 1_500_000,
      prices: { input: 0.15, output: 0.6 },
    })
    expect(() => readConfig({ BUDGET_PER_DAY: '2 €' })).toThrow('OPENAI_PRICES')
    expect(() => readConfig({ BUDGET_PER_DAY: 'beaucoup' })).toThrow('BUDGET_PER_DAY')
  })

  it('accepts a bot token and keeps it whole', () => {
    expect(readConfig({ DISCORD_TOKEN: ` ${token} ` }).discord?.token).toBe(token)
  })
})

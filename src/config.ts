import { existsSync, statSync } from 'node:fs'
import { BotError } from './domain/error.ts'
import { config as texts } from './texts/fr/config.ts'

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

/** All settings, read once at start. An empty variable counts as unset. */
export interface Config {
  readonly discord: { readonly token: string; readonly apiUrl: string | null; readonly guildId: string | null } | null
  readonly model: { readonly name: string; readonly apiKey: string | null; readonly baseUrl: string | null } | null
  readonly databaseUrl: string
  readonly knowledgeDir: string
  readonly promptsDir: string
  readonly log: { readonly level: LogLevel; readonly dir: string }
  readonly console: { readonly host: string; readonly port: number }
  /** Questions a person may ask in an hour; 0 for no limit. */
  readonly questionsPerHour: number
  readonly guildQuestionsPerDay: number
  readonly textRetentionDays: number
  /** What the model may cost in a day: tokens, or micro-euros when there are prices; null for no limit. */
  readonly budget: { readonly points: number; readonly prices: { readonly input: number; readonly output: number } | null } | null
}

type Environment = Readonly<Record<string, string | undefined>>

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])
const tokenPattern = /^[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}$/

/**
 * Reads the settings from the environment.
 *
 * @throws {BotError} `config`; its message lists every fault at once, in French, and holds no secret.
 */
export function readConfig(environment: Environment): Config {
  const faults: string[] = []
  const { text, oneOf, integer, url, folder } = readers(environment, faults)
  const config: Config = {
    discord: readDiscord(environment, faults, url('DISCORD_API_URL', ['http:', 'https:'])),
    model: readModel(environment, faults, url('OPENAI_BASE_URL', ['http:', 'https:'])),
    databaseUrl: text('DATABASE_URL') ?? 'sqlite:data/sextant.db',
    knowledgeDir: folder('KNOWLEDGE_DIR', 'knowledge'),
    promptsDir: folder('PROMPTS_DIR', 'prompts'),
    log: { level: oneOf('LOG_LEVEL', logLevels, 'info'), dir: text('LOG_DIR') ?? 'logs' },
    console: { host: text('CONSOLE_HOST') ?? '127.0.0.1', port: integer('CONSOLE_PORT', 8080, 0, 65_535) },
    questionsPerHour: integer('QUESTIONS_PER_HOUR', 30, 0, 10_000),
    guildQuestionsPerDay: integer('GUILD_QUESTIONS_PER_DAY', 2000, 0, 1_000_000),
    textRetentionDays: integer('TEXT_RETENTION_DAYS', 30, 1, 3650),
    budget: readBudget(environment, faults),
  }
  if (!config.databaseUrl.startsWith('sqlite:')) faults.push(texts.databaseScheme)
  if (!loopback.has(config.console.host)) faults.push(texts.consoleNotLoopback(config.console.host))
  if (faults.length > 0) {
    throw new BotError('config', [texts.faults(faults.length), ...faults.map((fault) => `  - ${fault}`), texts.hint].join('\n'))
  }
  return config
}

function readers(environment: Environment, faults: string[]) {
  const text = (name: string) => environment[name]?.trim() || null
  return {
    text,
    oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
      const given = text(name)
      if (given === null) return fallback
      const known = allowed.find((value) => value === given.toLowerCase())
      if (known === undefined) faults.push(texts.notInList(name, given, allowed.join(', ')))
      return known ?? fallback
    },
    integer(name: string, fallback: number, min: number, max: number): number {
      const given = text(name)
      if (given === null) return fallback
      const value = /^\d+$/.test(given) ? Number(given) : Number.NaN
      if (!(value >= min && value <= max)) faults.push(texts.notANumber(name, given, min, max))
      return value
    },
    url(name: string, schemes: readonly string[]): string | null {
      const given = text(name)
      if (given === null) return null
      if (!URL.canParse(given) || !schemes.includes(new URL(given).protocol)) {
        faults.push(texts.notAUrl(name, schemes.map((scheme) => `${scheme}//`).join(' ou ')))
      }
      return given
    },
    folder(name: string, fallback: string): string {
      const given = text(name) ?? fallback
      if (!existsSync(given) || !statSync(given).isDirectory()) faults.push(texts.notAFolder(name, given))
      return given
    },
  }
}

function readDiscord(environment: Environment, faults: string[], apiUrl: string | null): Config['discord'] {
  const token = environment['DISCORD_TOKEN']?.trim() || null
  const guildId = environment['DISCORD_GUILD_ID']?.trim() || null
  if (guildId !== null && !/^\d{17,20}$/.test(guildId)) faults.push(texts.notASnowflake('DISCORD_GUILD_ID'))
  if (token === null) return null
  if (!tokenPattern.test(token)) faults.push(texts.tokenShape)
  return { token, apiUrl, guildId }
}

function readModel(environment: Environment, faults: string[], baseUrl: string | null): Config['model'] {
  const apiKey = environment['OPENAI_API_KEY']?.trim() || null
  const name = environment['OPENAI_MODEL']?.trim() || null
  if (apiKey === null && baseUrl === null) {
    if (name !== null) faults.push(texts.modelAlone)
    return null
  }
  if (name === null) faults.push(texts.modelMissing)
  return { name: name ?? '', apiKey, baseUrl }
}

/** `200000` tokens, or `2 €` with `OPENAI_PRICES=0.15/0.60` (euros per million tokens, input/output). */
function readBudget(environment: Environment, faults: string[]): Config['budget'] {
  const budget = environment['BUDGET_PER_DAY']?.trim() || null
  const prices = environment['OPENAI_PRICES']?.trim() || null
  const [, input, output] = /^(\d+(?:[.,]\d+)?)\s*\/\s*(\d+(?:[.,]\d+)?)$/.exec(prices ?? '') ?? []
  if (prices !== null && input === undefined) faults.push(texts.notPrices(prices))
  if (budget === null) return null
  const [, amount, euros] = /^(\d+(?:[.,]\d+)?)\s*(€|eur|euros?)?$/i.exec(budget) ?? []
  if (amount === undefined) faults.push(texts.notABudget(budget))
  else if (euros === undefined) return { points: Math.floor(toNumber(amount)), prices: null }
  else if (input === undefined || output === undefined) faults.push(texts.pricesMissing)
  else return { points: Math.floor(toNumber(amount) * 1e6), prices: { input: toNumber(input), output: toNumber(output) } }
  return null
}

const toNumber = (text: string) => Number(text.replace(',', '.'))

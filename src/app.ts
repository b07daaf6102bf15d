import { withBudget } from './answer/budget.ts'
import { createAsk } from './answer/ask.ts'
import { type Cache, createCache } from './answer/cache.ts'
import type { Draft } from './answer/draft.ts'
import { createMemory } from './answer/memory.ts'
import { screen } from './answer/screen.ts'
import { type BaseNews, openBase, type ServedBase } from './base.ts'
import { codeSha } from './code.ts'
import type { Config } from './config.ts'
import type { Ask, Screen } from './domain/ports.ts'
import type { Question } from './domain/question.ts'
import type { Storage } from './domain/storage.ts'
import { newTraceId } from './journal/trace-id.ts'
import { requireIntact } from './prompts/integrity.ts'
import type { PromptNews } from './prompts/live.ts'
import type { VersionName } from './prompts/version.ts'
import { openRecords, type Records } from './records.ts'
import { createWriter, type WiredWriter } from './writer.ts'

/** Everything wired: what the ways in (Discord, page, terminal) and the commands are given. */
export interface App extends Records {
  readonly ask: Ask
  readonly screen: Screen
  readonly base: ServedBase
  /** Version of the prompt that the model works under now; null without a model. */
  readonly promptVersion: string | null
  titleOf(slug: string): string | null
  /** Professions (no guides) nearest to what was typed, for a list of choices. */
  suggest(typed: string, top: number): readonly { readonly slug: string; readonly title: string }[]
  /** What runs and how it is; no secret, no text. */
  state(): Readonly<Record<string, string | number | null>>
}

export interface AppOptions {
  /** No call to a model, even when one is configured. */
  readonly offline: boolean
  /** Follow the knowledge folder and the prompts and serve what changes. */
  readonly watch: boolean
  /** Called when files of the base are refused (once for each reason) and when they are served again. */
  readonly onNews?: (news: BaseNews, dir: string) => void
  /** Called when labels moved, and when the registry cannot serve (the last good one goes on). */
  readonly onPromptNews?: (news: PromptNews) => void
  /** Answer under this version of `answer`, released or not. Nothing is journalled, cached or counted. */
  readonly trial?: VersionName
}

/** Opens the records, reads the base and wires the stages. The records are closed again when a later part fails. */
export async function openApp(config: Config, options: AppOptions): Promise<App> {
  if (options.watch) requireIntact(config.promptsDir)
  const records = await openRecords(config)
  try {
    return await wire(config, options, records)
  } catch (error) {
    await records.close()
    throw error
  }
}

async function wire(config: Config, { offline, watch, onNews, onPromptNews, trial }: AppOptions, records: Records): Promise<App> {
  const { storage, folder, log } = records
  const writer = offline ? null : await createWriter(config, { watch, log, trial, onNews: onPromptNews })
  const base = await openBase({
    dir: config.knowledgeDir,
    keeping: folder === null ? null : { dir: folder, codeSha: codeSha() },
    watch,
    log,
    ...(onNews && { onFindings: (news) => onNews(news, config.knowledgeDir) }),
  })
  const stopping = new AbortController()
  const ask = createAsk({
    base: base.current,
    screen,
    quota: createQuota(config, storage),
    memory: createMemory(storage.store('memory')),
    cache: trial === undefined ? keptAnswers(storage) : noCache,
    writer: writer === null ? null : withinBudget(writer.choose, config, storage),
    record: trial === undefined ? records.record : () => Promise.resolve(),
    log,
    newTraceId,
    now: () => performance.timeOrigin + performance.now(),
    stopping: stopping.signal,
  })
  // The first use compiles its patterns: better now than before the first acknowledgement.
  screen('Combien gagne un prompt engineer ?')
  const titleOf = (slug: string) => base.current().snapshot.professions.get(slug)?.title ?? null
  const suggested = (typed: string, top: number) => base.current().index.suggest(typed, top)
  return {
    ...records,
    ask,
    screen,
    base,
    get promptVersion() {
      return writer?.production().version ?? null
    },
    titleOf,
    suggest: (typed, top) => suggested(typed, top).map((slug) => ({ slug, title: titleOf(slug) ?? slug })),
    state: () => stateOf(base, writer),
    async close() {
      stopping.abort()
      writer?.close()
      await base.close()
      await records.close()
    },
  }
}

/** What runs and how it is; no secret, no text. */
function stateOf(base: ServedBase, writer: WiredWriter | null): ReturnType<App['state']> {
  const { snapshot } = base.current()
  const refused = base.findings().filter((finding) => finding.severity === 'refused').length
  const model = writer === null ? null : { closed: 'ok', open: 'left alone', 'half-open': 'being tried' }[writer.state()]
  return { kbSha: snapshot.kbSha, passages: snapshot.passages.length, refused, prompt: writer?.production().sha ?? null, model }
}

/** For a day, and never past an update. */
const keptAnswers = (storage: Storage) =>
  createCache<Draft>(storage.store('answer-cache'), { ttlMs: 24 * 60 * 60 * 1000, codeSha: codeSha() })

/** A trial asks the model each time. */
const noCache: Cache<Draft> = { through: async (_, make) => ({ value: await make(), cache: 'miss' }) }

/** Per person and hour, per server and day; an asker without pseudonym (terminal, local page) is not counted. */
function createQuota(config: Config, storage: Storage): (question: Question) => Promise<number | null> {
  const perPerson = storage.limiter({ name: 'person-hour', points: config.questionsPerHour, durationSeconds: 3600 })
  const perGuild = storage.limiter({ name: 'guild-day', points: config.guildQuestionsPerDay, durationSeconds: 86_400 })
  return async ({ author, person: stable, guild }) => {
    // Under the key that is never rotated: a rotation would start the count again.
    const asker = stable ?? author
    const person = asker === null || config.questionsPerHour === 0 ? null : await perPerson.consume(asker)
    if (person?.allowed === false) return person.retryAfterMs
    const server = guild === null || config.guildQuestionsPerDay === 0 ? null : await perGuild.consume(guild)
    return server?.allowed === false ? server.retryAfterMs : null
  }
}

/** The writers, none of which may spend more than the day's budget. */
function withinBudget(choose: WiredWriter['choose'], { budget }: Config, storage: Storage): WiredWriter['choose'] {
  if (budget === null) return choose
  const limiter = storage.limiter({ name: 'model-budget-day', points: budget.points, durationSeconds: 86_400 })
  return (question) => {
    const writer = choose(question)
    return { ...writer, complete: withBudget(writer.complete, limiter, budget.prices) }
  }
}

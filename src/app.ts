import { dirname } from 'node:path'
import { withBudget } from './answer/budget.ts'
import { createAsk } from './answer/ask.ts'
import { type Cache, createCache } from './answer/cache.ts'
import type { Draft } from './answer/draft.ts'
import { createMemory } from './answer/memory.ts'
import { screen } from './answer/screen.ts'
import { type BaseNews, openBase, type ServedBase } from './base.ts'
import { codeSha } from './code.ts'
import type { Config } from './config.ts'
import type { Reason } from './domain/answer.ts'
import type { Ask, Log, RecordTrace, Screen } from './domain/ports.ts'
import type { Question } from './domain/question.ts'
import type { Storage } from './domain/storage.ts'
import { createGaps, type Gaps } from './journal/gaps.ts'
import { createLog } from './journal/log.ts'
import { createPseudonyms, type Pseudonyms } from './journal/pseudonym.ts'
import { createJournal, type Journal } from './journal/trace.ts'
import { newTraceId } from './journal/trace-id.ts'
import { requireIntact } from './prompts/integrity.ts'
import type { PromptNews } from './prompts/live.ts'
import type { VersionName } from './prompts/version.ts'
import { databasePath } from './storage/location.ts'
import { openStorage } from './storage/storage.ts'
import { createWriter, type WiredWriter } from './writer.ts'

/** Everything wired: what the ways in (Discord, page, terminal) and the commands are given. */
export interface App {
  readonly ask: Ask
  readonly screen: Screen
  readonly base: ServedBase
  readonly journal: Journal
  readonly gaps: Gaps
  readonly pseudonyms: Pseudonyms
  readonly log: Log
  /** Version of the prompt that the model works under now; null without a model. */
  readonly promptVersion: string | null
  titleOf(slug: string): string | null
  /** Professions (no guides) nearest to what was typed, for a list of choices. */
  suggest(typed: string, top: number): readonly { readonly slug: string; readonly title: string }[]
  /** What runs and how it is; no secret, no text. */
  state(): Readonly<Record<string, string | number | null>>
  close(): Promise<void>
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

/** Opens the stores, reads the base and wires the stages. What it opened it closes again when a later part fails. */
export async function openApp(config: Config, options: AppOptions): Promise<App> {
  const { offline, watch, onNews, onPromptNews, trial } = options
  if (watch) requireIntact(config.promptsDir)
  const log = createLog({ ...config.log, stderr: process.stderr.isTTY })
  const writer = offline ? null : await createWriter(config, { watch, log, trial, onNews: onPromptNews })
  const storage = await openStorage({ url: config.databaseUrl, log })
  const folder = databaseFolder(config.databaseUrl)
  const base = await openBase({
    dir: config.knowledgeDir,
    keeping: folder === null ? null : { dir: folder, codeSha: codeSha() },
    watch,
    log,
    ...(onNews && { onFindings: (news) => onNews(news, config.knowledgeDir) }),
  })
  const pseudonyms = createPseudonyms({ dir: folder ?? 'data', keepDays: config.textRetentionDays })
  const kept = { storage, now: Date.now, textRetentionDays: config.textRetentionDays }
  const gaps = createGaps(kept)
  const journal = createJournal({ ...kept, gaps })
  const stopping = new AbortController()
  const ask = createAsk({
    base: base.current,
    screen,
    quota: createQuota(config, storage),
    memory: createMemory(storage.store('memory')),
    cache: trial === undefined ? keptAnswers(storage) : noCache,
    writer: writer === null ? null : withinBudget(writer.choose, config, storage),
    record: trial === undefined ? recordWithGaps(journal, gaps) : () => Promise.resolve(),
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
    ask,
    screen,
    base,
    journal,
    gaps,
    pseudonyms,
    log,
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
      await storage.close()
      await log.close()
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

const gapReasons: ReadonlySet<Reason> = new Set(['no-passage', 'insufficient', 'unknown-profession'])

/** A question that found no answer is a gap of the base, and told to moderators as one. */
function recordWithGaps(journal: Journal, gaps: Gaps): RecordTrace {
  return async (trace) => {
    await journal.record(trace)
    const { answer, question, author } = trace
    if (question === null || answer.reason === null || !gapReasons.has(answer.reason)) return
    await gaps.recordGap({
      traceId: answer.traceId,
      question,
      metier: answer.metier,
      nearest: answer.passages.map((passage) => passage.id),
      kind: 'abstained',
      author,
    })
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

/** Keys and index stand beside the database; null for one in memory. */
function databaseFolder(url: string): string | null {
  const path = databasePath(url)
  return path === null ? null : dirname(path)
}

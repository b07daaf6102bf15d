import { dirname } from 'node:path'
import { createAsk } from './answer/ask.ts'
import { createCache } from './answer/cache.ts'
import type { Draft } from './answer/draft.ts'
import { createMemory } from './answer/memory.ts'
import { screen } from './answer/screen.ts'
import type { Writer } from './answer/write.ts'
import { type BaseNews, openBase, type ServedBase } from './base.ts'
import type { Config } from './config.ts'
import type { Ask, Log, RecordTrace, Screen } from './domain/ports.ts'
import type { Question } from './domain/question.ts'
import type { Storage } from './domain/storage.ts'
import { tokens } from './french/analysis.ts'
import { createGaps, type Gaps } from './journal/gaps.ts'
import { createLog } from './journal/log.ts'
import { createPseudonyms, type Pseudonyms } from './journal/pseudonym.ts'
import { createJournal, type Journal } from './journal/trace.ts'
import { newTraceId } from './journal/trace-id.ts'
import type { ResilientModel } from './llm/resilience.ts'
import { createCompose } from './prompts/compose.ts'
import { readProduction } from './prompts/registry.ts'
import { databasePath } from './storage/location.ts'
import { openStorage } from './storage/storage.ts'

/** Everything wired: what the ways in (Discord, page, terminal) and the commands are given. */
export interface App {
  readonly ask: Ask
  readonly screen: Screen
  readonly base: ServedBase
  readonly journal: Journal
  readonly gaps: Gaps
  readonly pseudonyms: Pseudonyms
  readonly log: Log
  /** Version of the prompt that the model works under; null without a model. */
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
  /** Follow the knowledge folder and reload what changes. */
  readonly watch: boolean
  /** Called when files of the base are refused (once for each reason) and when they are served again. */
  readonly onNews?: (news: BaseNews, dir: string) => void
}

const cacheTtlMs = 24 * 60 * 60 * 1000

/** Opens the stores, reads the base and wires the stages. What it opened it closes again when a later part fails. */
export async function openApp(config: Config, { offline, watch, onNews }: AppOptions): Promise<App> {
  const log = createLog({ ...config.log, stderr: process.stderr.isTTY })
  const storage = await openStorage({ url: config.databaseUrl, log })
  const base = await openBase({ dir: config.knowledgeDir, indexDir: databaseFolder(config.databaseUrl), watch, log, ...(onNews && { onFindings: (news) => onNews(news, config.knowledgeDir) }) })
  const pseudonyms = createPseudonyms({ dir: databaseFolder(config.databaseUrl) ?? 'data', keepDays: config.textRetentionDays })
  const kept = { storage, now: Date.now, textRetentionDays: config.textRetentionDays }
  const journal = createJournal(kept)
  const gaps = createGaps(kept)
  const writer = offline ? null : await createWriter(config)
  const stopping = new AbortController()
  const ask = createAsk({
    base: base.current,
    screen,
    quota: createQuota(config, storage),
    memory: createMemory(storage.store('memory')),
    cache: createCache<Draft>(storage.store('answer-cache'), cacheTtlMs),
    writer,
    record: recordWithGaps(journal, gaps),
    log,
    newTraceId,
    now: () => performance.timeOrigin + performance.now(),
    stopping: stopping.signal,
  })
  const titleOf = (slug: string) => base.current().snapshot.professions.get(slug)?.title ?? null
  return {
    ask,
    screen,
    base,
    journal,
    gaps,
    pseudonyms,
    log,
    promptVersion: writer?.promptVersion ?? null,
    titleOf,
    suggest: (typed, top) =>
      base
        .current()
        .index.suggest(typed, top)
        .map((slug) => ({ slug, title: titleOf(slug) ?? slug })),
    state() {
      const { snapshot } = base.current()
      const refused = base.findings().filter((finding) => finding.severity === 'refused').length
      const model = writer === null ? null : { closed: 'ok', open: 'left alone', 'half-open': 'being tried' }[writer.state()]
      return { kbSha: snapshot.kbSha, passages: snapshot.passages.length, refused, prompt: writer?.promptSha ?? null, model }
    },
    async close() {
      stopping.abort()
      await base.close()
      await storage.close()
      await log.close()
    },
  }
}

interface WiredWriter extends Writer {
  readonly promptVersion: string
  readonly state: ResilientModel['state']
}

async function createWriter({ model, promptsDir }: Config): Promise<WiredWriter | null> {
  if (model === null) return null
  // Without a model its client is not even loaded: a command of the terminal starts sooner.
  const [{ createOpenAI }, { withResilience }] = await Promise.all([import('./llm/openai.ts'), import('./llm/resilience.ts')])
  const release = readProduction(promptsDir, 'answer')
  const { complete, state } = withResilience(createOpenAI({ model: model.name, apiKey: model.apiKey, baseUrl: model.baseUrl }))
  return {
    compose: createCompose(release, 'production'),
    complete,
    state,
    model: model.name,
    promptSha: release.ref.sha,
    promptVersion: release.ref.version,
  }
}

/** Per person and hour, per server and day; an asker without pseudonym (terminal, local page) is not counted. */
function createQuota(config: Config, storage: Storage): (question: Question) => Promise<number | null> {
  const perPerson = storage.limiter({ name: 'person-hour', points: config.questionsPerHour, durationSeconds: 3600 })
  const perGuild = storage.limiter({ name: 'guild-day', points: config.guildQuestionsPerDay, durationSeconds: 86_400 })
  return async ({ author, guild }) => {
    const person = author === null || config.questionsPerHour === 0 ? null : await perPerson.consume(author)
    if (person?.allowed === false) return person.retryAfterMs
    const server = guild === null || config.guildQuestionsPerDay === 0 ? null : await perGuild.consume(guild)
    return server?.allowed === false ? server.retryAfterMs : null
  }
}

/** A question that found no answer is a gap of the base, and told to moderators as one. */
function recordWithGaps(journal: Journal, gaps: Gaps): RecordTrace {
  return async (trace) => {
    await journal.record(trace)
    const { answer, question, author } = trace
    if (question === null || (answer.reason !== 'no-passage' && answer.reason !== 'insufficient')) return
    await gaps.recordGap({
      traceId: answer.traceId,
      question,
      stems: tokens(question).map((token) => token.stem),
      metier: answer.metier,
      nearest: answer.passages.map((passage) => passage.id),
      kind: 'abstained',
      author,
    })
  }
}

/** Keys and index stand beside the database; null for one in memory. */
function databaseFolder(url: string): string | null {
  const path = databasePath(url)
  return path === null ? null : dirname(path)
}

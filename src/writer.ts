import type { Writer } from './answer/write.ts'
import type { Config } from './config.ts'
import type { Log } from './domain/ports.ts'
import type { Question } from './domain/question.ts'
import type { ResilientModel } from './llm/resilience.ts'
import { createCompose } from './prompts/compose.ts'
import { createLivePrompts, type LivePrompts, type PromptNews, type ServedPrompt } from './prompts/live.ts'
import { readVersion } from './prompts/registry.ts'
import type { VersionName } from './prompts/version.ts'

/** The model under the prompt that serves each question. */
export interface WiredWriter {
  readonly choose: (question: Question) => Writer
  /** Version in production now, or the one that is tried. */
  readonly production: () => { readonly version: string; readonly sha: string }
  readonly state: ResilientModel['state']
  readonly close: () => void
}

export interface WriterOptions {
  /** Look at the registry every second, so that the operator hears of it before the next question does. */
  readonly watch: boolean
  /** Answer under this version of `answer` only, released or not. */
  readonly trial: VersionName | undefined
  readonly log: Log
  readonly onNews: ((news: PromptNews) => void) | undefined
}

const watchMs = 1000

/**
 * @returns Null without a model.
 * @throws {BotError} `prompt` when the prompts folder is not intact.
 */
export async function createWriter({ model, promptsDir }: Config, options: WriterOptions): Promise<WiredWriter | null> {
  if (model === null) return null
  // Without a model its client is not even loaded: a command of the terminal starts sooner.
  const [{ createOpenAI }, { withResilience }] = await Promise.all([import('./llm/openai.ts'), import('./llm/resilience.ts')])
  const { trial, log, onNews } = options
  const prompts =
    trial === undefined ? createLivePrompts({ dir: promptsDir, name: 'answer', onNews: announce }) : fixed(promptsDir, trial)
  const { complete, state } = withResilience(createOpenAI({ model: model.name, apiKey: model.apiKey, baseUrl: model.baseUrl }))
  const watching = options.watch ? setInterval(() => prompts.refresh(), watchMs).unref() : undefined
  return {
    choose({ person }) {
      const { compose, ref, label } = prompts.serve(person ?? null)
      return { compose, complete, model: model.name, promptSha: ref.sha, label }
    },
    production: () => prompts.serve(null).ref,
    state,
    close: () => clearInterval(watching),
  }

  function announce(news: PromptNews): void {
    if (news.kind === 'refused') log.warn('prompts-refused')
    else log.info('prompts-loaded', { production: news.production, candidate: news.candidate, percent: news.percent })
    onNews?.(news)
  }
}

function fixed(dir: string, trial: VersionName): LivePrompts {
  const release = readVersion(dir, trial)
  const served: ServedPrompt = { ref: release.ref, label: 'trial', compose: createCompose(release, 'trial') }
  return { serve: () => served, refresh: () => undefined }
}

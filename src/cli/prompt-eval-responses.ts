import type { Config } from '../config.ts'
import { BotError } from '../domain/error.ts'
import type { Complete } from '../domain/model.ts'
import type { Base } from '../domain/ports.ts'
import { cassettePath, record, replay, writeCassette } from '../prompts/eval/cassette.ts'
import type { Evaluated } from '../prompts/eval/evaluate.ts'
import { judge } from '../prompts/eval/judge.ts'
import { findCassette } from '../prompts/eval/source.ts'
import { readProduction } from '../prompts/registry.ts'
import type { PromptRelease } from '../prompts/release.ts'
import type { EvalReport } from '../prompts/report.ts'
import { promptEval } from '../texts/fr/prompt-eval.ts'
import type { PromptEvalEdge, PromptEvalOptions } from './prompt-eval.ts'

const texts = promptEval.console

/** What answers for one version: the model itself, or its cassette. */
export interface Responses {
  readonly complete: Complete
  readonly model: string
  /** When it answers, or answered, ISO 8601. */
  readonly when: string
  readonly from: EvalReport['from']
  /** Writes the cassette, when there is one to write. */
  readonly keep: () => void
}

/** What one `prompt eval` works with. */
export interface Run {
  readonly config: Config
  readonly base: Base
  readonly options: PromptEvalOptions
  readonly edge: PromptEvalEdge
}

/** Only the model itself can judge: a cassette holds one response to a request, not three opinions. */
export async function notes(
  { config, base }: Run,
  { complete, from }: Responses,
  evaluated: readonly Evaluated[],
): Promise<EvalReport['judge']> {
  if (config.model === null || from !== 'model') throw new BotError('input', texts.judgeNeedsModel)
  return [...(await judge(evaluated, { release: readProduction(config.promptsDir, 'judge'), complete, snapshot: base.snapshot }))]
}

/** What is to answer for a version: the configured model, else a cassette that still holds; `why` says why nothing can. */
export async function responsesOf(
  run: Run,
  release: PromptRelease,
  wanted: string | null,
): Promise<Responses | { readonly why: string }> {
  const { config, base, options, edge } = run
  const when = edge.now().toISOString()
  const { model } = config
  if (model !== null && (wanted === null || wanted === model.name)) {
    const complete = await connect(model)
    if (!options.record) return { complete, model: model.name, when, from: 'model', keep: () => undefined }
    const kept: Parameters<typeof record>[1] = new Map()
    const keep = () => {
      const path = cassettePath(config.promptsDir, release.ref, model.name)
      const head = {
        format: 1,
        promptSha: release.ref.sha,
        model: model.name,
        kbSha: base.snapshot.kbSha,
        recordedAt: when,
      } as const
      writeCassette(path, { head, responses: kept })
      edge.say(texts.recorded(path, kept.size))
    }
    return { complete: record(complete, kept), model: model.name, when, from: 'cassette', keep }
  }
  if (options.record) {
    throw new BotError('input', model === null ? texts.recordNeedsModel : texts.notConfigured(wanted!, model.name))
  }
  const found = findCassette(config.promptsDir, release.ref, wanted, base.snapshot.kbSha)
  if ('why' in found) return found
  const { head } = found.cassette
  return { complete: replay(found.cassette), model: head.model, when: head.recordedAt, from: 'cassette', keep: () => undefined }
}

async function connect({ name, apiKey, baseUrl }: NonNullable<Config['model']>): Promise<Complete> {
  const [{ createOpenAI }, { withResilience }] = await Promise.all([import('../llm/openai.ts'), import('../llm/resilience.ts')])
  return withResilience(createOpenAI({ model: name, apiKey, baseUrl })).complete
}

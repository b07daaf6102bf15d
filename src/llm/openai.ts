import OpenAI, { APIError } from 'openai'
import type { ChatCompletionChunk, ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import { BotError } from '../domain/error.ts'
import type { Complete, ModelEvent, ModelRequest } from '../domain/model.ts'
import { type Deadlines, withDeadlines } from './deadline.ts'

export interface OpenAIOptions {
  readonly model: string
  /** Null for a server that asks for none. */
  readonly apiKey: string | null
  /** Null for OpenAI's own. */
  readonly baseUrl: string | null
  readonly deadlines?: Deadlines
}

type Setting = 'temperature' | 'max_tokens' | 'max_completion_tokens' | 'stream_options'

/** Long enough for a small model on a school's server; together under the 30 s after which nothing may be pending. */
const defaultDeadlines: Deadlines = { idleMs: 12_000, totalMs: 25_000 }

/**
 * The model behind any OpenAI-compatible `chat/completions`, streamed.
 *
 * Servers differ in the settings that they accept (reasoning models refuse a temperature, some servers an option of the
 * stream): one that a server refuses by name is left out, from then on.
 */
export function createOpenAI({ model, apiKey, baseUrl, deadlines = defaultDeadlines }: OpenAIOptions): Complete {
  const client = new OpenAI({
    apiKey: apiKey ?? 'none',
    // Given even when it is the default, else the client reads the environment.
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: deadlines.totalMs,
    // It would print chunks of answers.
    logLevel: 'off',
  })
  const refused = new Set<Setting>()

  async function* attempt(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const body = requestBody(model, request, baseUrl === null, refused)
    const stream = await client.chat.completions.create(body, { signal })
    yield* readStream(stream)
  }

  return async function* complete(request, signal) {
    const run = () => withDeadlines((inner) => attempt(request, inner), deadlines, signal)
    try {
      yield* run()
    } catch (error) {
      const setting = refusedSetting(error)
      if (setting === null || refused.has(setting)) throw asBotError(error)
      refused.add(setting)
      try {
        yield* run()
      } catch (again) {
        throw asBotError(again)
      }
    }
  }
}

function requestBody(
  model: string,
  { messages, settings }: ModelRequest,
  isOpenAI: boolean,
  refused: ReadonlySet<Setting>,
): ChatCompletionCreateParamsStreaming {
  const limit: Setting = isOpenAI !== refused.has('max_completion_tokens') ? 'max_completion_tokens' : 'max_tokens'
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    ...(refused.has('stream_options') ? {} : { stream_options: { include_usage: true } }),
    ...(refused.has('temperature') ? {} : { temperature: settings.temperature }),
    ...(refused.has(limit) ? {} : { [limit]: settings.maxTokens }),
  }
}

/** An answer counts as complete only with a `finish_reason`: a stream cut cleanly and a web page with status 200 have none. */
async function* readStream(stream: AsyncIterable<ChatCompletionChunk>): AsyncGenerator<ModelEvent> {
  let end: { finishReason: string; model: string } | null = null
  let usage: ChatCompletionChunk['usage'] = null
  for await (const chunk of stream) {
    usage = chunk.usage ?? usage
    const choice = chunk.choices?.[0]
    if (choice === undefined) continue
    const text = choice.delta?.content
    if (typeof text === 'string' && text !== '') yield { kind: 'text', text }
    if (typeof choice.finish_reason === 'string') end = { finishReason: choice.finish_reason, model: chunk.model ?? '' }
  }
  if (end === null) throw new BotError('model', 'the stream ended without a finish_reason')
  yield {
    kind: 'end',
    ...end,
    usage: usage ? { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens } : null,
  }
}

const settings: readonly Setting[] = ['temperature', 'max_completion_tokens', 'max_tokens', 'stream_options']

function refusedSetting(error: unknown): Setting | null {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return null
  return settings.find((name) => error.param === name || error.message.includes(name)) ?? null
}

/** Status and type only: a provider's message may quote the request. */
function asBotError(error: unknown): BotError {
  if (error instanceof BotError) return error
  const what = error instanceof APIError && error.status !== undefined ? `HTTP ${error.status}` : (error as Error).name
  return new BotError('model', `the model failed: ${what}`, { cause: error })
}

/** A message to the model, in our own words; converted to a provider's once, in `llm/`. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export interface ModelSettings {
  readonly temperature: number
  readonly maxTokens: number
}

export interface ModelRequest {
  readonly messages: readonly Message[]
  readonly settings: ModelSettings
}

export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
}

export type ModelEvent =
  | { readonly kind: 'text'; readonly text: string }
  /** Last event of a complete answer. A stream without it failed. `usage` is null when the server does not count. */
  | { readonly kind: 'end'; readonly finishReason: string; readonly model: string; readonly usage: Usage | null }

/**
 * Streams the model's answer.
 *
 * @throws {BotError} `model` when the server fails, stalls, sends something unusable or ends without a `finish_reason`;
 *   `aborted` when the signal fired.
 */
export type Complete = (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelEvent>

/** A released prompt, as answers and the journal name it. */
export interface PromptRef {
  readonly name: string
  readonly version: string
  /** SHA-256 (hex) of its canonical form. */
  readonly sha: string
}

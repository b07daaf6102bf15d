import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { BotError } from '../../domain/error.ts'
import type { Complete, ModelRequest, PromptRef } from '../../domain/model.ts'
import { modelSlug } from '../report.ts'

const head = z.strictObject({
  format: z.literal(1),
  promptSha: z.string(),
  model: z.string(),
  kbSha: z.string(),
  /** A replay takes place on the same day: the prompts name it, and no other request would be the recorded one. */
  recordedAt: z.iso.datetime(),
})
const response = z.strictObject({
  /** Of messages and settings. */
  hash: z.string(),
  text: z.string(),
  finishReason: z.string(),
  model: z.string(),
  usage: z.strictObject({ inputTokens: z.number(), outputTokens: z.number() }).nullable(),
})

export type CassetteHead = z.infer<typeof head>
type Response = z.infer<typeof response>

/** The responses of one model under one prompt over one base. */
export interface Cassette {
  readonly head: CassetteHead
  readonly responses: ReadonlyMap<string, Response>
}

/** @param dir The prompts folder. */
export function cassettePath(dir: string, ref: Pick<PromptRef, 'name' | 'version'>, model: string): string {
  return join(dir, ref.name, 'cassettes', `${ref.version}--${modelSlug(model)}.jsonl`)
}

/** The cassette at a path; null when there is none, or when it is not one. */
export function readCassette(path: string): Cassette | null {
  try {
    const [first = '', ...rest] = readFileSync(path, 'utf8').trimEnd().split('\n')
    const responses = rest.map((line) => response.parse(JSON.parse(line)))
    return { head: head.parse(JSON.parse(first)), responses: new Map(responses.map((one) => [one.hash, one])) }
  } catch {
    return null
  }
}

/** In order of hash: two recordings of the same responses are the same file. */
export function writeCassette(path: string, { head, responses }: Cassette): void {
  const lines = [...responses.values()].toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''))
}

/** What was recorded, instead of a model. A request that was not recorded fails like a model that is down. */
export function replay({ responses }: Cassette): Complete {
  // oxlint-disable-next-line require-await -- the port is an async iterable
  return async function* complete(request) {
    const found = responses.get(hashOf(request))
    if (found === undefined) throw new BotError('model', 'the cassette holds no response to this request')
    yield { kind: 'text', text: found.text }
    yield { kind: 'end', finishReason: found.finishReason, model: found.model, usage: found.usage }
  }
}

/** Passes the model's stream on and keeps what it said. A response without its end is not kept. */
export function record(complete: Complete, kept: Map<string, Response>): Complete {
  return async function* recording(request, signal) {
    let text = ''
    for await (const event of complete(request, signal)) {
      if (event.kind === 'text') text += event.text
      else {
        const { finishReason, model, usage } = event
        kept.set(hashOf(request), { hash: hashOf(request), text, finishReason, model, usage })
      }
      yield event
    }
  }
}

function hashOf({ messages, settings }: ModelRequest): string {
  const said = messages.map(({ role, content }) => [role, content])
  return createHash('sha256')
    .update(JSON.stringify([said, settings.temperature, settings.maxTokens]))
    .digest('hex')
    .slice(0, 24)
}

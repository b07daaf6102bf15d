import type { Writer } from '../../src/answer/write.ts'
import type { Answer } from '../../src/domain/answer.ts'
import type { Complete } from '../../src/domain/model.ts'
import { createCompose } from '../../src/prompts/compose.ts'
import { readProduction } from '../../src/prompts/registry.ts'

export const textOf = (answer: Answer) => answer.segments.map((segment) => segment.text).join('')
const release = readProduction('prompts', 'answer')

/** A writer whose model says these texts, one a call; the last one again and again. */
export function writer(...texts: readonly (string | Error)[]): Writer & { calls: number; readonly asked: string[] } {
  const self = {
    calls: 0,
    asked: [] as string[],
    compose: createCompose(release, 'production'),
    model: 'petit',
    promptSha: release.ref.sha,
    complete: async function* (request) {
      const said = texts[Math.min(self.calls++, texts.length - 1)]!
      self.asked.push(request.messages.at(-1)!.content)
      await Promise.resolve()
      if (said instanceof Error) throw said
      yield { kind: 'text', text: said }
      yield { kind: 'end', finishReason: 'stop', model: 'petit-2026', usage: { inputTokens: 10, outputTokens: 5 } }
    } as Complete,
  }
  return self
}

export const salary = 'Combien gagne un prompt engineer en France ?'
export const truth = 'En France, un prompt engineer gagne 4 400 à 6 000 € brut par mois, selon AuFutur [1].'

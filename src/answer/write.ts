import type { Segment } from '../domain/answer.ts'
import { BotError } from '../domain/error.ts'
import type { Complete } from '../domain/model.ts'
import type { Base, Compose } from '../domain/ports.ts'
import type { Hit } from '../domain/retrieval.ts'
import { citationsOf, createNumbering } from './citations.ts'
import { abstain, createDraft, type Draft, given, paragraphs } from './draft.ts'
import { extract } from './extract.ts'
import { createVerifier } from './verify.ts'
import { outcomes as texts } from '../texts/fr/outcomes.ts'

/** What an answer is written from. */
export interface Material {
  readonly question: string
  readonly metier: string
  /** Passages given, best first; their order is their number. */
  readonly hits: readonly Hit[]
  readonly base: Base
  readonly onProgress: (segments: readonly Segment[]) => void
}

/** A model with the prompt that it works under. */
export interface Writer {
  readonly compose: Compose
  readonly complete: Complete
  /** Name asked for; the one that answered is in the trace. */
  readonly model: string
  /** Of the prompt that `compose` fills: part of what makes two answers the same. */
  readonly promptSha: string
}

/** Quotes the base word for word. `reason` says why no model wrote. */
export function quote(material: Material, outcome: 'answered' | 'fallback', reason: Draft['reason']): Draft {
  const { question, metier, hits, base } = material
  const { segments } = extract({ question, hits })
  if (segments.length === 0) return abstain('no-passage', metier, hits)
  const citations = citationsOf(segments, hits.map((hit) => hit.passage), base.snapshot)
  const cited = segments.filter((segment) => segment.cites.length > 0).length
  return createDraft({
    outcome,
    reason,
    metier,
    segments,
    citations,
    ...given(hits, segments),
    checks: { citations: cited, figures: 0, withheld: 0, repaired: 0 },
  })
}

/** Lets the model write, checks each sentence as it comes, and quotes the base when nothing is left or the model fails. */
export async function write(material: Material, writer: Writer, today: string, signal: AbortSignal): Promise<Draft> {
  const { question, metier, hits, base, onProgress } = material
  const passages = hits.map((hit) => hit.passage)
  const profession = base.snapshot.professions.get(metier)?.title ?? null
  const composed = writer.compose({ question, profession, passages, today })
  const verifier = createVerifier({ passages, question })
  const number = createNumbering()
  const segments: Segment[] = []
  const show = (checked: readonly Segment[]) => {
    if (checked.length === 0) return
    segments.push(...checked.map(number))
    onProgress(segments)
  }
  const by = { prompt: composed.prompt, label: composed.label, model: writer.model }
  try {
    for await (const event of writer.complete(composed, signal)) {
      if (event.kind === 'text') show(verifier.push(event.text))
      else {
        show(verifier.end({ complete: event.finishReason === 'stop' }))
        Object.assign(by, { model: event.model || writer.model, usage: event.usage })
      }
    }
  } catch (error) {
    if (!(error instanceof BotError) || error.kind !== 'model') throw error
    return { ...quote(material, 'fallback', 'model-failed'), ...by }
  }
  const declined = verifier.declined()
  if (declined === 'off-topic') return createDraft({ reason: 'off-topic', segments: paragraphs(texts.offTopic), ...given(hits, []), ...by })
  if (declined === 'insufficient') return { ...abstain('insufficient', metier, hits), ...by }
  const { citations: cited, figures } = verifier.counts()
  const checks = { citations: cited, figures, withheld: verifier.withheld().length, repaired: 0 }
  if (cited === 0) return { ...quote(material, 'fallback', 'nothing-verified'), ...by, checks }
  return createDraft({
    outcome: 'answered',
    metier,
    segments,
    citations: citationsOf(segments, passages, base.snapshot),
    ...given(hits, segments),
    ...by,
    checks,
  })
}

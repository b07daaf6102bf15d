import type { Segment } from '../domain/answer.ts'
import { BotError } from '../domain/error.ts'
import type { Complete, Message, ModelSettings, Usage } from '../domain/model.ts'
import type { Base, Compose, ComposedPrompt } from '../domain/ports.ts'
import type { Hit } from '../domain/retrieval.ts'
import { tokens } from '../french/analysis.ts'
import { figures } from '../french/figures.ts'
import { outcomes as texts } from '../texts/fr/outcomes.ts'
import { citationsOf, createNumbering, marker } from './citations.ts'
import { abstain, createDraft, type Draft, given, offTopic } from './draft.ts'
import { extract } from './extract.ts'
import { createVerifier, type Verifier } from './verify.ts'

/** What an answer is written from. */
export interface Material {
  readonly question: string
  readonly metier: string
  /** Passages given, best first; their order is their number. */
  readonly hits: readonly Hit[]
  /** What the question names and no passage speaks of (see `Grounds`). */
  readonly missing: readonly string[]
  readonly base: Base
  readonly onProgress: (segments: readonly Segment[]) => void
}

/** The words that the question turns on, as they were typed: said back when nothing answers them. */
function keywords(question: string): readonly string[] {
  return [...new Set(tokens(question).map(({ start, end }) => question.slice(start, end)))].slice(0, maxKeywords)
}

const maxKeywords = 8

/** A model with the prompt that it works under. */
export interface Writer {
  readonly compose: Compose
  readonly complete: Complete
  /** Name asked for; the one that answered is in the trace. */
  readonly model: string
  /** Of the prompt that `compose` fills: part of what makes two answers the same. */
  readonly promptSha: string
  /** As what that prompt serves now: an answer out of the cache was perhaps written while it had another label. */
  readonly label?: string
}

/** Quotes the base word for word. `reason` says why no model wrote. */
export function quote(material: Material, outcome: 'answered' | 'fallback', reason: Draft['reason']): Draft {
  const { question, metier, hits, missing, base } = material
  const quoted = extract({ question, hits })
  if (quoted.segments.length === 0) return abstain('no-passage', metier, hits)
  const lacking = missing.length > 0 ? texts.nothingOn(missing) : quoted.lacksFigure ? texts.noFigure(keywords(question)) : null
  const notes = [reason === 'budget' ? texts.budget : null, lacking].filter((note) => note !== null)
  const segments = [...notes.map((note) => ({ text: `${note}\n\n`, cites: [] })), ...quoted.segments]
  const citations = citationsOf(
    segments,
    hits.map((hit) => hit.passage),
    base.snapshot,
  )
  const cited = segments.filter((segment) => segment.cites.length > 0).length
  const told = quoted.segments.reduce((sum, segment) => sum + figures(segment.text.replace(marker, '')).length, 0)
  const checks = { citations: cited, figures: told, withheld: 0, repaired: 0 }
  return createDraft({ outcome, reason, metier, segments, citations, checks, ...given(hits, segments) })
}

/**
 * Lets the model write and shows each sentence that passes the gate as it comes. What was dropped is asked for once more,
 * checked the same way and appended; when nothing cited remains, or the model fails, the base is quoted instead.
 */
export async function write(material: Material, writer: Writer, today: string, signal: AbortSignal): Promise<Draft> {
  const { question, metier, hits, base } = material
  const passages = hits.map((hit) => hit.passage)
  const profession = base.snapshot.professions.get(metier)?.title ?? null
  const composed = writer.compose({ question, profession, passages, today })
  const by = { prompt: composed.prompt, label: composed.label }
  const session = createSession(material, writer, composed.settings, signal)
  try {
    const first = await session.run(composed.messages, createVerifier({ passages, question, sources: base.snapshot.sources }))
    const declined = first.verifier.declined()
    if (declined === 'off-topic') return { ...offTopic(), ...given(hits, []), ...by, ...session.spent() }
    if (declined === 'insufficient') return { ...abstain('insufficient', metier, hits), ...by, ...session.spent() }
    const dropped = first.verifier.withheld().map((sentence) => sentence.text)
    const repaired = dropped.length === 0 ? 0 : await repair(session, composed, first.written, dropped, material)
    const counts = first.verifier.counts()
    const checks = { ...counts, citations: counts.citations + repaired, repaired }
    if (checks.citations === 0) return { ...quote(material, 'fallback', 'nothing-verified'), ...by, ...session.spent(), checks }
    const segments = session.segments()
    const citations = citationsOf(segments, passages, base.snapshot)
    return createDraft({
      outcome: 'answered',
      metier,
      segments,
      citations,
      checks,
      ...given(hits, segments),
      ...by,
      ...session.spent(),
    })
  } catch (error) {
    if (!isOfModel(error)) throw error
    return { ...quote(material, 'fallback', error.kind === 'budget' ? 'budget' : 'model-failed'), ...by, ...session.spent() }
  }
}

const isOfModel = (error: unknown): error is BotError =>
  error instanceof BotError && (error.kind === 'model' || error.kind === 'budget')

type Session = ReturnType<typeof createSession>

/** What the calls for one answer have in common: the segments shown, and what was spent. */
function createSession({ onProgress }: Material, writer: Writer, settings: ModelSettings, signal: AbortSignal) {
  const number = createNumbering()
  const segments: Segment[] = []
  let model = writer.model
  let usage: Usage | null = null
  const show = (checked: readonly Segment[]) => {
    if (checked.length === 0) return
    segments.push(...checked.map(number))
    onProgress([...segments])
  }
  return {
    segments: () => segments,
    spent: () => ({ model, usage }),
    async run(messages: readonly Message[], verifier: Verifier): Promise<{ written: string; verifier: Verifier }> {
      let written = ''
      for await (const event of writer.complete({ messages, settings }, signal)) {
        if (event.kind === 'text') {
          written += event.text
          show(verifier.push(event.text))
        } else {
          show(verifier.end({ complete: event.finishReason === 'stop' }))
          model = event.model || model
          usage = add(usage, event.usage)
        }
      }
      return { written, verifier }
    },
  }
}

/** @returns How many sentences came back. A repair that fails costs nothing of what is already shown. */
async function repair(
  session: Session,
  composed: ComposedPrompt,
  written: string,
  dropped: readonly string[],
  material: Material,
): Promise<number> {
  const { question, hits, base } = material
  const passages = hits.map((hit) => hit.passage)
  const verifier = createVerifier({ passages, question, sources: base.snapshot.sources, shown: session.segments() })
  try {
    await session.run(composed.repair(written, dropped), verifier)
  } catch (error) {
    if (!isOfModel(error)) throw error
  }
  return verifier.counts().citations
}

function add(one: Usage | null, other: Usage | null): Usage | null {
  if (one === null || other === null) return one ?? other
  return { inputTokens: one.inputTokens + other.inputTokens, outputTokens: one.outputTokens + other.outputTokens }
}

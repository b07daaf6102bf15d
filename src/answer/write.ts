import type { Segment } from '../domain/answer.ts'
import { BotError } from '../domain/error.ts'
import type { Complete, Message, ModelSettings, Usage } from '../domain/model.ts'
import type { Base, Compose, ComposedPrompt } from '../domain/ports.ts'
import type { Hit } from '../domain/retrieval.ts'
import { fold } from '../french/fold.ts'
import { figures } from '../french/figures.ts'
import { mentions } from '../french/places.ts'
import { outcomes as texts } from '../texts/fr/outcomes.ts'
import { citationsOf, createNumbering, marker } from './citations.ts'
import { abstain, createDraft, type Draft, given, labelOf, offTopic } from './draft.ts'
import { extract } from './extract.ts'
import { missingDefinite } from './extract-figures.ts'
import { nameStems } from './grounds.ts'
import { createVerifier, type Verifier } from './verify.ts'

/** What an answer is written from. */
export interface Material {
  readonly question: string
  readonly metier: string
  /** Passages given, best first; their order is their number. */
  readonly hits: readonly Hit[]
  /** What the question names and no passage speaks of (see `Grounds`). */
  readonly missing: readonly string[]
  /** It names something that cannot be said again (see `Grounds`). */
  readonly unsaid: boolean
  /** Title of the sheet, when the question named none and this one was taken for it; else null. */
  readonly sheet: string | null
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
  /** As what that prompt serves now: an answer out of the cache was perhaps written while it had another label. */
  readonly label?: string
}

/** Of an answer that quotes, its notes included. */
const maxChars = 1200
/** Words of the question that a note says again. */
const maxNamed = 3

/** What is said before an answer: what of the question the base does not hold, else whose sheet it is when none was named. */
function notesOn(material: Material, told: readonly Segment[], by: 'model' | 'quotes'): readonly Segment[] {
  const note = lackingIn(material, told, by) ?? (material.sheet === null ? null : texts.fromSheet(material.sheet))
  return note === null ? [] : [leadOf(note)]
}

/** How a text says, folded, that its sources hold no such thing: "sans les primes" does not. */
const lacks = /\baucune?\b|\bn(?:e |')(?:est |sont |dit |disent |donne |precise |indique |contient |mentionne )/

/** What a model has said itself is not said again. */
function lackingIn(
  { question, metier, hits, missing, unsaid, base }: Material,
  told: readonly Segment[],
  by: 'model' | 'quotes',
): string | null {
  const text = fold(told.map((segment) => segment.text).join(' '))
  const unmentioned = missing.filter((name) => by === 'quotes' || !mentions(text, [fold(name)]))
  if (unmentioned.length > 0) return texts.nothingOn(unmentioned.slice(0, maxNamed))
  if (missing.length > 0 || (by === 'model' && lacks.test(text))) return null
  const headings = new Map(hits.map(({ passage }) => [passage.id, labelOf(passage)]))
  const sentences = told.map((segment) => {
    const bare = segment.text.replace(marker, '')
    return { text: bare, heading: headings.get(segment.cites[0] ?? '') ?? '', figures: figures(bare) }
  })
  const definite = missingDefinite(question, sentences, nameStems([metier], base))
  if (definite === null) return unsaid ? texts.nothingOnPart : null
  const foreign = new Set(base.index.unknown(question).flatMap(({ word, french }) => (french ? [] : [word])))
  return texts.noDefinite(definite.what, definite.words.filter((word) => !foreign.has(fold(word))).slice(0, maxNamed))
}

const leadOf = (note: string): Segment => ({ text: `${note}\n\n`, cites: [] })

/** Quotes the base word for word. `reason` says why no model wrote. */
export function quote(material: Material, outcome: 'answered' | 'fallback', reason: Draft['reason']): Draft {
  const { question, metier, hits, base } = material
  const first = extract({ question, hits }).segments
  if (first.length === 0) return abstain('no-passage', metier, hits)
  const notes = [...(reason === 'budget' ? [leadOf(texts.budget)] : []), ...notesOn(material, first, 'quotes')]
  const room = maxChars - notes.reduce((sum, { text }) => sum + text.length, 0)
  const quoted = notes.length === 0 ? first : extract({ question, hits, maxChars: room }).segments
  if (quoted.length === 0) return abstain('no-passage', metier, hits)
  const segments = [...notes, ...quoted]
  const citations = citationsOf(
    segments,
    hits.map((hit) => hit.passage),
    base.snapshot,
  )
  const cited = segments.filter((segment) => segment.cites.length > 0).length
  const told = quoted.reduce((sum, segment) => sum + figures(segment.text.replace(marker, '')).length, 0)
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
    const segments = [...notesOn(material, session.segments(), 'model'), ...session.segments()]
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

import type { Answer, Segment } from '../domain/answer.ts'
import type { Ask, AskOptions, Base, Log, Memory, RecordTrace, Screen } from '../domain/ports.ts'
import type { Question } from '../domain/question.ts'
import { fold } from '../french/fold.ts'
import { redact } from '../french/redaction.ts'
import { outcomes as texts } from '../texts/fr/outcomes.ts'
import type { Cache } from './cache.ts'
import {
  abstain,
  askBack,
  createDraft,
  type Draft,
  noSheet,
  offTopic,
  overLimit,
  paragraphs,
  screened,
  withHelpline,
} from './draft.ts'
import { standAlone } from './follow-up.ts'
import { groundsOf, isGrounded, themesBeside } from './grounds.ts'
import { smallTalk } from './small-talk.ts'
import { findSubject, type Subject } from './subject.ts'
import { quote, type Material, type Writer, write } from './write.ts'

export interface AskParts {
  /** The base served now; read once a question. */
  readonly base: () => Base
  readonly screen: Screen
  /** Milliseconds to wait when the asker is over a limit, else null. */
  readonly quota: (question: Question) => Promise<number | null>
  readonly memory: Memory
  readonly cache: Cache<Draft>
  /** One for all, or one a question (a candidate prompt serves some people). Null without a model: answers then quote the base. */
  readonly writer: Writer | ((question: Question) => Writer) | null
  readonly record: RecordTrace
  readonly log: Log
  readonly newTraceId: () => string
  readonly now: () => number
  /** Fires when the process stops. */
  readonly stopping: AbortSignal
}

/** Passages given to the model, or searched for quotes. */
const maxPassages = 6

/** The way of a question: screen → quota → follow-up → subject → cache → retrieve → write (compose, complete, verify). */
export function createAsk(parts: AskParts): Ask {
  return async (question, options = {}) => {
    const started = parts.now()
    const ms: Record<string, number> = {}
    const traceId = parts.newTraceId()
    const run: Run = { question, options, base: parts.base(), traceId, lap: createLap(parts.now, ms), cache: 'off' }
    const draft = await screenThenTravel(parts, run)
    const { label, usage, passageShas, ...rest } = draft
    const answer: Answer = { ...rest, traceId, ms: { ...ms, total: elapsed(started, parts.now) } }
    const kept =
      answer.outcome === 'redirected'
        ? { question: null, author: null }
        : { question: redact(question.text), author: question.author }
    await parts
      .record({
        answer,
        at: new Date(started).toISOString(),
        ...kept,
        kbSha: run.base.snapshot.kbSha,
        label,
        usage,
        passageShas,
        cache: run.cache,
      })
      .catch((error: unknown) => parts.log.error('journal-failed', error, { traceId }))
    return answer
  }
}

/** It tells of its writer and asks nothing: quotes of whatever page shares a word with it would hurt. */
const isPlaint = (text: string, base: Base) =>
  !text.includes('?') && base.index.resolve(text).kind === 'none' && themesBeside(text, new Set()).themes.length === 0

type Found = Extract<Subject, { kind: 'found' }>

interface Run {
  readonly question: Question
  readonly options: AskOptions
  readonly base: Base
  readonly traceId: string
  readonly lap: (stage: string) => void
  cache: 'hit' | 'miss' | 'off'
}

/** An answer to one who sounds low ends with a helpline. */
async function screenThenTravel(parts: AskParts, run: Run): Promise<Draft> {
  try {
    const screening = parts.screen(run.question.text)
    run.lap('screen')
    if (screening.kind === 'danger') return screened(screening)
    const draft = screening.kind === 'refuse' ? screened(screening) : await travel(parts, run, screening.low)
    return screening.low ? withHelpline(draft) : draft
  } catch (error) {
    parts.log.error('answer-failed', error, { traceId: run.traceId })
    return createDraft({ outcome: 'error', reason: 'internal', segments: paragraphs(texts.internal) })
  }
}

async function travel(parts: AskParts, run: Run, low: boolean): Promise<Draft> {
  const { question, base, lap } = run
  const waitMs = await parts.quota(question)
  lap('quota')
  if (waitMs !== null) return overLimit(waitMs)

  const chat = smallTalk(question.text)
  if (chat !== null) return createDraft({ reason: 'off-topic', segments: paragraphs(chat) })
  if (low && question.metier === null && isPlaint(question.text, base)) return offTopic()
  const turns = question.conversation === null ? [] : await parts.memory.recall(question.conversation)
  // Nothing personal goes further: neither to the index nor to the model, nor back to the reader.
  const redacted = { ...question, text: withoutPersonal(question.text) }
  const { question: asked, anchor } = standAlone(redacted, turns, base)
  const subject = findSubject(asked, turns, base)
  lap('resolve')
  if (subject.kind === 'off-topic') return offTopic()
  if (subject.kind === 'no-sheet') return noSheet(base.snapshot)
  const draft = subject.kind === 'found' ? await answerAbout(parts, run, asked.text, subject) : askBack(subject, base.snapshot)
  if (question.conversation !== null)
    await parts.memory.remember(question.conversation, { question: anchor, metier: draft.metier })
  return draft
}

async function answerAbout(parts: AskParts, run: Run, text: string, { slugs: metiers, evidence }: Found): Promise<Draft> {
  const { base, lap } = run
  const writer = typeof parts.writer === 'function' ? parts.writer(run.question) : parts.writer
  const key = {
    question: fold(text).replace(/\s+/g, ' ').trim(),
    metiers,
    evidence,
    promptSha: writer?.promptSha ?? null,
    model: writer?.model ?? null,
    kbSha: base.snapshot.kbSha,
  }
  const { value, cache } = await parts.cache.through(key, () => make(), worthKeeping)
  run.cache = cache
  return value.label === null || writer?.label === undefined ? value : { ...value, label: writer.label }

  async function make(): Promise<Draft> {
    const hits = base.index.search({ text, metiers, top: maxPassages })
    lap('retrieve')
    const metier = metiers[0]!
    const grounds = groundsOf(text, hits, metiers, base)
    if (!isGrounded(grounds, evidence)) return abstain('no-passage', metier, hits)
    const material: Material = {
      question: text,
      metier,
      hits,
      missing: grounds.missing,
      unsaid: grounds.unsaid,
      sheet: evidence === 'assumed' ? (base.snapshot.professions.get(metier)?.title ?? null) : null,
      base,
      onProgress: run.options.onProgress ?? ignore,
    }
    const draft =
      writer === null
        ? quote(material, 'answered', 'extractive')
        : await write(material, writer, today(parts.now), parts.stopping)
    lap('write')
    return draft
  }
}

/** Fallbacks are not kept: the model may be back for the next one. */
const worthKeeping = (draft: Draft) => draft.outcome === 'answered'
const ignore = (_: readonly Segment[]) => undefined
/** The redacted text without its placeholders: "je m'appelle [nom]" asks nothing. */
const withoutPersonal = (text: string) => redact(text).replace(/\[[\p{L}\s’'-]+\]/gu, ' ')
const today = (now: () => number) => new Date(now()).toISOString().slice(0, 10)
const elapsed = (since: number, now: () => number) => Math.round((now() - since) * 10) / 10

function createLap(now: () => number, ms: Record<string, number>): (stage: string) => void {
  let last = now()
  return (stage) => {
    ms[stage] = elapsed(last, now)
    last = now()
  }
}

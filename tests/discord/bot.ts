import type { Answer, Citation } from '../../src/domain/answer.ts'
import type { Ask, Log } from '../../src/domain/ports.ts'
import type { Question } from '../../src/domain/question.ts'
import type { DiscordOptions } from '../../src/discord/client.ts'
import { safety } from '../../src/texts/fr/safety.ts'
import type { DoubleOptions } from '../doubles/discord/double.ts'

export const traceId = '7K3M9QX2TB'

export const citation: Citation = {
  n: 1,
  passageId: 'prompt-engineer/salaire#en-france',
  label: 'Salaire › En France',
  sources: [
    {
      id: 'aufutur',
      editeur: 'AuFutur',
      titre: 'Prompt engineer',
      url: 'https://www.aufutur.fr/metiers/prompt-engineer',
      date: 'vers 2024',
      type: 'presse',
    },
  ],
  consultedOn: '2026-11-22',
  reviewedOn: null,
}

export const text = 'En France, un prompt engineer gagne 4 400 à 6 000 € brut par mois.[1]'

export function answerOf(parts: Partial<Answer> = {}): Answer {
  return {
    traceId,
    outcome: 'answered',
    reason: null,
    segments: [{ text, cites: [citation.passageId] }],
    metier: 'prompt-engineer',
    offered: [],
    passages: [],
    citations: [citation],
    prompt: null,
    model: null,
    checks: { citations: 1, figures: 2, withheld: 0, repaired: 0 },
    ms: { total: 1 },
    ...parts,
  }
}

/** An answer that says this and cites nothing. */
export const saying = (text: string, parts: Partial<Answer> = {}): Answer =>
  answerOf({ segments: [{ text, cites: [] }], citations: [], ...parts })

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly error?: unknown
}

export const ephemeral = 64

/** What the pipeline answers to a text of danger. */
export const redirected = answerOf({
  outcome: 'redirected',
  reason: 'danger',
  citations: [],
  segments: safety.danger.map((line) => ({ text: `${line}\n\n`, cites: [] })),
})

export interface Setup extends Partial<Omit<DiscordOptions, 'log'>> {
  readonly double?: DoubleOptions
}

const danger = /mourir/

/** The options of a bot whose pipeline is a plain function; the log and the questions are kept. */
export function botOptions(
  connection: { token: string; apiUrl: string },
  setup: Setup,
  asked: Question[],
  log: LoggedLine[],
): DiscordOptions {
  const { double: _, ask = async () => answerOf(), ...rest } = setup
  const keep: Log = {
    info: (event, fields = {}) => log.push({ level: 'info', event, fields }),
    warn: (event, fields = {}) => log.push({ level: 'warn', event, fields }),
    error: (event, error, fields = {}) => log.push({ level: 'error', event, error, fields }),
  }
  const recording: Ask = (question, options) => {
    asked.push(question)
    return ask(question, options)
  }
  return {
    ...connection,
    screen: (text) => (danger.test(text) ? { kind: 'danger' } : { kind: 'pass', low: false }),
    suggest: (typed) => professions.filter(({ title }) => title.toLowerCase().includes(typed.toLowerCase())),
    titleOf: (slug) => professions.find((profession) => profession.slug === slug)?.title ?? null,
    pseudonym: (kind, id) => `${kind}:${Buffer.from(id).toString('base64url')}`,
    ...rest,
    ask: recording,
    log: keep,
  }
}

const professions = [
  { slug: 'prompt-engineer', title: 'Prompt engineer' },
  { slug: 'data-analyst', title: 'Data analyst' },
]

import type { Answer, AnswerPassage, Segment } from '../domain/answer.ts'
import type { Passage, Snapshot } from '../domain/knowledge.ts'
import type { Usage } from '../domain/model.ts'
import type { Screening } from '../domain/question.ts'
import type { Hit } from '../domain/retrieval.ts'
import { outcomes as texts } from '../texts/fr/outcomes.ts'
import { safety } from '../texts/fr/safety.ts'
import type { Subject } from './subject.ts'

/** An answer before it gets its trace id and timings, with what only the journal keeps. */
export interface Draft extends Omit<Answer, 'traceId' | 'ms'> {
  readonly label: string | null
  readonly usage: Usage | null
  /** SHA by id of the passages that were given. */
  readonly passageShas: Readonly<Record<string, string>>
}

const blank: Draft = {
  outcome: 'abstained',
  reason: null,
  segments: [],
  metier: null,
  offered: [],
  passages: [],
  citations: [],
  prompt: null,
  model: null,
  checks: { citations: 0, figures: 0, withheld: 0, repaired: 0 },
  label: null,
  usage: null,
  passageShas: {},
}

export function createDraft(parts: Partial<Draft>): Draft {
  return { ...blank, ...parts }
}

/** Our own words, one paragraph each; they cite nothing. */
export function paragraphs(...texts: readonly string[]): readonly Segment[] {
  return texts.map((text, index) => ({ text: index < texts.length - 1 ? `${text}\n\n` : text, cites: [] }))
}

/** The passages that were given, and which of them the segments cite. */
export function given(hits: readonly Hit[], segments: readonly Segment[]): Pick<Draft, 'passages' | 'passageShas'> {
  const cited = new Set(segments.flatMap((segment) => segment.cites))
  return {
    passages: hits.map(({ passage, score }): AnswerPassage => ({ id: passage.id, score, cited: cited.has(passage.id) })),
    passageShas: Object.fromEntries(hits.map(({ passage }) => [passage.id, passage.sha])),
  }
}

/** What the screen stopped. */
export function screened(screening: Exclude<Screening, { kind: 'pass' }>): Draft {
  if (screening.kind === 'danger')
    return createDraft({ outcome: 'redirected', reason: 'danger', segments: paragraphs(...safety.danger) })
  return createDraft({ outcome: 'blocked', reason: screening.reason, segments: paragraphs(texts.screened[screening.reason]) })
}

export function overLimit(retryAfterMs: number): Draft {
  return createDraft({ outcome: 'blocked', reason: 'quota', segments: paragraphs(texts.quota(Math.ceil(retryAfterMs / 60_000))) })
}

/** Asks which profession was meant, or says that it is not known, with those that come near. */
export function askBack(subject: Extract<Subject, { kind: 'which' | 'unknown' }>, snapshot: Snapshot): Draft {
  const list = subject.offered.map((slug) => `- ${snapshot.professions.get(slug)?.title ?? slug}`).join('\n')
  const lead = subject.kind === 'which' ? [texts.whichProfession] : [texts.unknownProfession(subject.typed), texts.offered]
  return createDraft({
    reason: subject.kind === 'which' ? 'which-profession' : 'unknown-profession',
    offered: subject.offered,
    segments: list === '' ? paragraphs(lead[0]!, texts.human) : paragraphs(`${lead.join(' ')}\n${list}`),
  })
}

/** "I do not know", with what the base holds nearby and a human to ask. */
export function abstain(reason: 'no-passage' | 'insufficient', metier: string | null, hits: readonly Hit[]): Draft {
  const nearby = [...new Set(hits.slice(0, 3).map(({ passage }) => `- ${labelOf(passage)}`))].join('\n')
  const lead = reason === 'no-passage' ? texts.noPassage : texts.insufficient
  const segments = nearby === '' ? paragraphs(lead, texts.human) : paragraphs(lead, `${texts.nearby}\n${nearby}`, texts.human)
  return createDraft({ reason, metier, segments, ...given(hits, []) })
}

/** "I have nothing on that", with the sheets that there are and a human to ask. */
export function noSheet(snapshot: Snapshot): Draft {
  const titles = [...snapshot.professions.values()].filter(({ genre }) => genre === 'metier').map(({ title }) => `- ${title}`)
  const list = titles.length > maxListed ? [...titles.slice(0, maxListed), '- …'] : titles
  return createDraft({ reason: 'no-passage', segments: paragraphs(`${texts.noSheet}\n${list.join('\n')}`, texts.human) })
}

const maxListed = 10

/** One friendly sentence for what is no question of orientation, or for nothing that the base could know. */
export function offTopic(): Draft {
  return createDraft({ reason: 'off-topic', segments: paragraphs(texts.offTopic) })
}

/** Low mood takes the normal way, plus one line with a helpline; without a question to answer, the line comes with a kind word. */
export function withHelpline(draft: Draft): Draft {
  if (draft.reason === 'off-topic') return { ...draft, segments: paragraphs(safety.lowMoodAlone, safety.lowMood) }
  return { ...draft, segments: [...draft.segments, { text: `\n\n${safety.lowMood}`, cites: [] }] }
}

/** "Salaire › En France". */
export function labelOf(passage: Passage): string {
  return [passage.title, ...passage.headings].join(' › ')
}

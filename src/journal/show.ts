import type { AnswerEvent, EventPassage, JournalEntry, VoteCounts } from '../domain/journal.ts'
import { journal as texts } from '../texts/fr/journal.ts'
import { stats } from '../texts/fr/stats.ts'
import { printable } from './printable.ts'

const words = texts.show

export interface ShowOptions {
  /** The reader's own unless told. */
  readonly timeZone?: string
}

export interface TraceOptions extends ShowOptions {
  /** Shown when told. */
  readonly votes?: VoteCounts
}

/** One line an answer: when, outcome, profession, duration, trace. */
export function renderTail(entries: readonly JournalEntry[], options: ShowOptions = {}): string {
  if (entries.length === 0) return words.nothing
  const rows = entries.map(({ event }) => [
    dateTime(event.at, options),
    outcomeWords(event),
    event.metier ?? '—',
    milliseconds(event.ms.total),
    event.traceId,
  ])
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  // Durations stand to the right, everything else to the left.
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 3 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}

/** All that the journal knows of one answer. */
export function renderTrace(entry: JournalEntry, options: TraceOptions = {}): string {
  const { event, author } = entry
  const lines: [label: string, value: string][] = [
    [words.when, dateTime(event.at, options)],
    [words.outcome, outcomeWords(event)],
    [words.metier, event.metier ?? (event.offered.length > 0 ? words.offered(event.offered.join(', ')) : words.none)],
    [words.asker, author ?? words.noAsker],
    [words.prompt, promptWords(event)],
    [words.model, modelWords(event)],
    [words.base, event.kbSha.slice(0, 12)],
    [words.checks, words.checkCounts(event.checks)],
    [words.cache, words.cacheStates[event.cache]],
    [words.durations, durations(event)],
    [words.usage, usageWords(event)],
    ...(options.votes === undefined ? [] : [voteLine(options.votes)]),
  ]
  const width = Math.max(...lines.map(([label]) => label.length))
  return [
    words.title(event.traceId),
    '',
    ...lines.map(([label, value]) => `${label.padEnd(width)}  ${value}`),
    ...section(words.question, [printable(entry.question ?? words.noText)]),
    ...section(words.answer, [printable(entry.answer || words.noText)]),
    ...section(words.passages, event.passages.map(passageLine)),
    ...section(
      words.sources,
      event.sources.map(
        ({ n, editeur, titre, date, url }) => `[${n}] ${words.source(editeur, titre, date)}${url === null ? '' : ` <${url}>`}`,
      ),
    ),
  ].join('\n')
}

/** The same as one flat object, for programs. */
export function entryJson({ event, author, question, answer }: JournalEntry): Readonly<Record<string, unknown>> {
  return { ...event, author, question, answer }
}

function outcomeWords({ outcome, reason }: AnswerEvent): string {
  return reason === null ? words.outcomes[outcome] : `${words.outcomes[outcome]} (${words.reasons[reason]})`
}

function promptWords(event: AnswerEvent): string {
  if (event['gen_ai.prompt.name'] === null) return words.noPrompt
  const label = event.label === null ? '' : `, ${event.label}`
  return `${event['gen_ai.prompt.name']} ${event['gen_ai.prompt.version']} (SHA-256 ${event.promptSha?.slice(0, 12)}${label})`
}

function modelWords(event: AnswerEvent): string {
  const asked = event['gen_ai.request.model']
  const replied = event['gen_ai.response.model']
  if (asked === null && replied === null) return words.noModel
  return asked === replied || asked === null || replied === null ? (replied ?? asked)! : words.repliedAs(asked, replied)
}

function durations({ ms: { total, ...stages } }: AnswerEvent): string {
  const parts = Object.entries(stages).map(([stage, duration]) => `${stage} ${milliseconds(duration)}`)
  return [milliseconds(total), ...(parts.length > 0 ? [`(${parts.join(', ')})`] : [])].join(' ')
}

function usageWords(event: AnswerEvent): string {
  const input = event['gen_ai.usage.input_tokens']
  const output = event['gen_ai.usage.output_tokens']
  return input === null || output === null ? words.noUsage : words.tokens(input, output, event.cost)
}

const voteLine = (votes: VoteCounts): [string, string] => [stats.votes.label, stats.votes.counts(votes)]

const passageLine = ({ id, score, cited, sha }: EventPassage) =>
  `${cited ? words.cited : words.notCited}  ${decimals(score).padStart(8)}  ${id}${sha === null ? '' : `  (${sha.slice(0, 8)})`}`

const section = (title: string, lines: readonly string[]) => [
  '',
  title,
  ...(lines.length === 0 ? [words.none] : lines).map(indent),
]
const indent = (text: string) => text.replace(/^(?=.)/gm, '  ')
const decimals = (score: number) => score.toLocaleString('fr-FR', { minimumFractionDigits: 3, maximumFractionDigits: 3 })
const milliseconds = (ms: number) => `${Math.round(ms).toLocaleString('fr-FR')} ms`

function dateTime(iso: string, { timeZone }: ShowOptions): string {
  const format = new Intl.DateTimeFormat('fr-FR', {
    dateStyle: 'short',
    timeStyle: 'medium',
    ...(timeZone !== undefined && { timeZone }),
  })
  return format.format(new Date(iso))
}

import type { JournalStats } from '../domain/journal.ts'
import { journal } from '../texts/fr/journal.ts'
import { stats as texts } from '../texts/fr/stats.ts'
import type { ShowOptions } from './show.ts'

const { show } = journal
const words = texts.show

/** Counts in three blocks: in all, by outcome, by profession. */
export function renderStats(stats: JournalStats, { timeZone }: ShowOptions = {}): string {
  const since = new Intl.DateTimeFormat('fr-FR', {
    dateStyle: 'short',
    timeStyle: 'short',
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(stats.since))
  const title = words.title(since)
  // Votes may be on older answers.
  const votes: Line = [words.votes, texts.votes.sums(stats.votes)]
  if (stats.answers === 0) return [title, '', words.nothing, ...table([votes])].join('\n')
  return [
    title,
    '',
    ...table([
      [words.answers, words.answered(stats.answers, stats.cached)],
      [words.times, stats.medianMs === null || stats.p95Ms === null ? show.none : words.latency(stats.medianMs, stats.p95Ms)],
      [words.tokens, words.usage(stats.inputTokens, stats.outputTokens)],
      [words.cost, stats.cost === null ? words.noCost : words.euros(stats.cost)],
      [words.dangers, words.number(stats.dangers)],
      votes,
    ]),
    ...counts(
      words.outcomes,
      stats.outcomes.map(({ outcome, reason, answers }) => [
        reason === null ? show.outcomes[outcome] : `${show.outcomes[outcome]} (${show.reasons[reason]})`,
        answers,
      ]),
    ),
    ...(stats.metiers.length === 0
      ? []
      : counts(
          words.metiers,
          stats.metiers.map(({ metier, answers }) => [metier, answers]),
        )),
  ].join('\n')
}

type Line = readonly [label: string, value: string]

function table(lines: readonly Line[]): readonly string[] {
  const width = Math.max(...lines.map(([label]) => label.length))
  return lines.map(([label, value]) => `${label.padEnd(width)}  ${value}`)
}

/** Numbers to the right, before their words. */
function counts(title: string, lines: readonly (readonly [label: string, count: number])[]): readonly string[] {
  const numbers = lines.map(([, count]) => words.number(count))
  const width = Math.max(...numbers.map((number) => number.length))
  return ['', title, ...lines.map(([label], index) => `  ${numbers[index]!.padStart(width)}  ${label}`)]
}

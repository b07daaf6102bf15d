import type { PromptRow } from '../prompts/list.ts'
import { promptCommands } from '../texts/fr/prompt-commands.ts'

const texts = promptCommands.list

/** Two lines a version: what it is, and what it gave. */
export function renderPrompts(rows: readonly PromptRow[]): string {
  const byName = Map.groupBy(rows, (row) => row.name)
  return [...byName].map(([name, versions]) => [name, ...versions.flatMap(versionLines)].join('\n')).join('\n\n')
}

function versionLines(row: PromptRow): readonly string[] {
  const { version, state, labels, percent, verdict } = row
  const what = [
    texts.states[state],
    ...labels.map((label) => texts.labels[label](percent ?? 0)),
    ...(state === 'broken' ? [] : [verdict === null ? texts.noModel : texts.verdicts[verdict]]),
  ]
  return [`  ${version.padEnd(8)}${what.join(', ')}`, `          ${countWords(row)}`]
}

function countWords({ counts }: PromptRow): string {
  if (counts === null) return texts.neverAnswered
  const outcomes = Object.entries(counts.outcomes).map(
    ([outcome, count]) => `${count} ${texts.outcomes[outcome as keyof typeof texts.outcomes]}`,
  )
  return [
    `${texts.answers(counts.answers)} (${outcomes.join(', ')})`,
    texts.withheld(counts.withheld, counts.withheldAnswers),
    texts.thumbs(counts.thumbsUp, counts.thumbsDown),
    texts.tokens(counts.inputTokens, counts.outputTokens),
    ...(counts.cost === null ? [] : [texts.cost(counts.cost)]),
    ...(counts.medianMs === null ? [] : [texts.median(counts.medianMs)]),
  ].join(' · ')
}

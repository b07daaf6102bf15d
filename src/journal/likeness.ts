import type { GapAsk } from '../domain/journal.ts'

/** Words that tell a question from others about the same profession: without the profession's own. */
export function topicStems(stems: readonly string[], metier: string | null): ReadonlySet<string> {
  const names = metier?.split('-') ?? []
  const topic = stems.filter((stem) => !names.some((name) => stem.length >= 3 && name.startsWith(stem)))
  return new Set(topic.length > 0 ? topic : stems)
}

/** Jaccard's index, 0–1: common words over all words. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length
  return common === 0 ? 0 : common / (a.size + b.size - common)
}

/** The question most like all the others: the least personal of them. The shortest, then the oldest, of equals. */
export function medoid(asks: readonly GapAsk[]): string | null {
  const sets = asks.map(({ stems, metier }) => topicStems(stems, metier))
  const ranked = asks
    .map(({ question }, index) => ({ question, score: sets.reduce((sum, other) => sum + likeness(sets[index]!, other), 0) }))
    .flatMap(({ question, score }) => (question === null ? [] : [{ question, score }]))
    .toSorted((a, b) => b.score - a.score || a.question.length - b.question.length)
  return ranked[0]?.question ?? null
}

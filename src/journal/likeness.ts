import type { GapAsk } from '../domain/journal.ts'
import { tokens } from '../french/analysis.ts'
import { stem } from '../french/stem.ts'

/** Stems that tell a question from others about the same profession: without those of the profession's name, unless it says nothing else. */
export function topicOf({ question, metier }: Pick<GapAsk, 'question' | 'metier'>): ReadonlySet<string> {
  const names = new Set(metier?.split('-').map(stem))
  const said = tokens(question ?? '').map((token) => token.stem)
  const topic = said.filter((word) => !names.has(word))
  return new Set(topic.length > 0 ? topic : said)
}

/** Jaccard's index, 0–1: common words over all words. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length
  return common === 0 ? 0 : common / (a.size + b.size - common)
}

/** The question most like all the others: the least personal of them. The shortest, then the oldest, of equals. */
export function medoid(asks: readonly GapAsk[]): string | null {
  const topics = asks.map(topicOf)
  const ranked = asks
    .map(({ question }, index) => ({
      question,
      score: topics.reduce((sum, other) => sum + likeness(topics[index]!, other), 0),
    }))
    .flatMap(({ question, score }) => (question === null ? [] : [{ question, score }]))
    .toSorted((a, b) => b.score - a.score || a.question.length - b.question.length)
  return ranked[0]?.question ?? null
}

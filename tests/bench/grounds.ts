import { groundsOf, isGrounded } from '../../src/answer/grounds.ts'
import { labelOf } from '../../src/answer/draft.ts'
import { missingDefinite } from '../../src/answer/extract-figures.ts'
import { figures } from '../../src/french/figures.ts'
import { readCases } from '../../src/prompts/eval/cases.ts'
import { readFreshCases } from '../eval/fresh.ts'
import { fixtureBase } from '../support/base.ts'

const silent = ['unanswerable', 'off-topic', 'unknown-profession']
const spoken = ['answerable', 'partial', 'comparison', 'false-premise']

/**
 * The two curves of abstention: at each strictness, the share of questions that deserve an answer and still get one, and
 * the share of those that deserve silence and get it, or are told what the base lacks. Tuned and untouched half apart.
 */
export async function grounds(): Promise<string> {
  const base = await fixtureBase('knowledge')
  const judged = [...readCases('prompts', 'answer'), ...readFreshCases()]
    .filter((row) => [...silent, ...spoken].includes(row.kind) && !row.history?.length)
    .map((row) => {
      const named = base.index.resolve(row.question)
      const metiers = named.kind === 'named' ? named.slugs : row.given && row.metier ? [row.metier] : []
      const evidence = named.kind === 'named' ? 'named' : metiers.length > 0 ? 'chosen' : 'none'
      const hits = base.index.search({ text: row.question, metiers, top: 6 })
      const found = groundsOf(row.question, hits, metiers, base)
      const sentences = hits
        .slice(0, 3)
        .flatMap(({ passage }) =>
          passage.sentences.map(({ text }) => ({ text, heading: labelOf(passage), figures: figures(text) })),
        )
      const lacks = found.missing.length > 0 || missingDefinite(row.question, sentences) !== null
      return { half: row.half, deserves: spoken.includes(row.kind) ? 'answer' : 'silence', found, evidence, lacks } as const
    })
  const share = (half: string, deserves: string, isRight: (one: (typeof judged)[number]) => boolean) => {
    const all = judged.filter((one) => one.half === half && one.deserves === deserves)
    return `${((100 * all.filter(isRight).length) / all.length).toFixed(1)} %`
  }
  const row = (strictness: number) => {
    const answers = (one: (typeof judged)[number]) => isGrounded(one.found, one.evidence, strictness)
    const cells = ['tune', 'held'].flatMap((half) => [
      share(half, 'answer', answers),
      share(half, 'silence', (one) => !answers(one)),
      share(half, 'silence', (one) => !answers(one) || one.lacks),
    ])
    return `| ${strictness === 1 ? '**1** (in use)' : strictness} | ${cells.join(' | ')} |`
  }
  return [
    '| strictness | tuned: answers kept | abstained | or told what is missing | untouched: answers kept | abstained | or told what is missing |',
    '|---|---|---|---|---|---|---|',
    ...[0, 0.5, 0.8, 1, 1.25, 1.6, 2, 3].map(row),
  ].join('\n')
}

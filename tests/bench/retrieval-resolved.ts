import { buildIndex } from '../../src/retrieval/build.ts'
import { openIndex } from '../../src/retrieval/open.ts'
import { own, ownQuestions } from './retrieval-own.ts'
import type { OwnQuestion } from './retrieval-own.ts'

type Variants = (question: string, id: string) => Readonly<Record<'asked' | 'sms', string>>

/** How often the profession that a question of ours names is found, and how often none is made up where none is named. */
export async function resolved(variants: Variants): Promise<string> {
  const set = await own(true)
  const professions = new Map(set.professions.map((one) => [one.slug, one]))
  const snapshot = { kbSha: 'bench', professions, passages: set.passages, sources: new Map<string, never>() }
  const index = openIndex(buildIndex(set.passages, set.professions), snapshot)
  const questions = ownQuestions()
  const rate = (
    wanted: readonly OwnQuestion[],
    way: 'asked' | 'sms',
    isRight: (slugs: readonly string[], question: OwnQuestion) => boolean,
  ): string => {
    const right = wanted.filter((question) => {
      const found = index.resolve(variants(question.question, question.id)[way])
      return isRight(found.kind === 'named' ? found.slugs : [], question)
    })
    return `${right.length} / ${wanted.length} (${((100 * right.length) / wanted.length).toFixed(1)} %)`
  }
  const isNamed = (slugs: readonly string[], { metier, other }: OwnQuestion): boolean => {
    const wanted = other === undefined ? [metier] : [metier, other]
    return slugs.length === wanted.length && wanted.every((slug) => slugs.includes(slug))
  }
  const isNotOther = (slugs: readonly string[], { metier }: OwnQuestion): boolean => slugs.every((slug) => slug === metier)
  const rows = (['tune', 'held'] as const).flatMap((half) => {
    const named = questions.filter((question) => question.half === half && question.named)
    const unnamed = questions.filter((question) => question.half === half && !question.named)
    return [
      `| ${half}: named and found (both, when two are compared) | ${rate(named, 'asked', isNamed)} | ${rate(named, 'sms', isNamed)} |`,
      `| ${half}: none named, and no other profession made up | ${rate(unnamed, 'asked', isNotOther)} | ${rate(unnamed, 'sms', isNotOther)} |`,
    ]
  })
  return ['### The profession of a question', '', '| | as asked | SMS |', '|---|---|---|', ...rows].join('\n')
}

import { join } from 'node:path'

import type { Passage } from '../../src/domain/knowledge.ts'
import { createLoader } from '../../src/knowledge/loader.ts'
import { readRows } from './retrieval-sets.ts'
import type { SearchSet } from './retrieval-sets.ts'

const root = join(import.meta.dirname, '../..')

/** A question of ours over our own base, with the passages any of which answers it. */
export interface OwnQuestion {
  readonly id: string
  readonly question: string
  readonly metier: string
  /** The other profession, when the question compares. */
  readonly other?: string
  /** Whether the text names its profession; else it was chosen, or is the guide. */
  readonly named: boolean
  readonly facts: readonly string[]
  readonly needs: readonly string[]
  readonly half: 'tune' | 'held'
}

export const ownQuestions = (): readonly OwnQuestion[] =>
  readRows(join(root, 'tests/retrieval/questions.jsonl')) as readonly OwnQuestion[]

/** The repository's own base. `withQuestions` false leaves out the students' phrasings that moderators wrote beside the passages. */
export async function own(withQuestions: boolean): Promise<SearchSet> {
  const { snapshot } = await createLoader({ dir: join(root, 'knowledge'), today: () => '2026-11-22' }).load()
  const guides = new Set([...snapshot.professions.values()].filter(({ genre }) => genre === 'guide').map(({ slug }) => slug))
  const bare = (passage: Passage): Passage => ({ ...passage, questions: [], sha: `${passage.sha}-bare` })
  return {
    name: withQuestions ? 'Own base' : 'Own base without students’ phrasings',
    passages: withQuestions ? snapshot.passages : snapshot.passages.map(bare),
    professions: [...snapshot.professions.values()],
    queries: ownQuestions().map(({ id, question, metier, named, needs, half }) => ({
      id,
      text: question,
      gold: new Set(needs),
      held: half === 'held',
      metier: named || guides.has(metier) ? null : metier,
    })),
  }
}

import type { Base } from '../../src/domain/ports.ts'
import { createLoader } from '../../src/knowledge/loader.ts'
import { buildIndex } from '../../src/retrieval/build.ts'
import { openIndex } from '../../src/retrieval/open.ts'

/** A small real base: two professions and a guide, from `tests/fixtures/knowledge`. */
export async function fixtureBase(dir = 'tests/fixtures/knowledge'): Promise<Base> {
  const { snapshot } = await createLoader({ dir, today: () => '2026-11-22' }).load()
  const data = buildIndex(snapshot.passages, [...snapshot.professions.values()])
  return { snapshot, index: openIndex(data, snapshot) }
}

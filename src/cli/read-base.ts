import { statSync } from 'node:fs'
import { BotError } from '../domain/error.ts'
import type { Base } from '../domain/ports.ts'
import { createLoader } from '../knowledge/loader.ts'
import { buildIndex } from '../retrieval/build.ts'
import { openIndex } from '../retrieval/open.ts'

/**
 * A knowledge folder as it is now, indexed in memory: for commands that rehearse over it and serve nobody.
 *
 * @throws {BotError} `knowledge` when the folder does not exist.
 */
export async function readBaseOnce(dir: string, today: string): Promise<Base> {
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new BotError('knowledge', 'the knowledge folder does not exist or is no folder')
  }
  const { snapshot } = await createLoader({ dir, today: () => today }).load()
  return { snapshot, index: openIndex(buildIndex(snapshot.passages, [...snapshot.professions.values()]), snapshot) }
}

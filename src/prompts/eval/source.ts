import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { BotError } from '../../domain/error.ts'
import type { PromptRef } from '../../domain/model.ts'
import { promptEval } from '../../texts/fr/prompt-eval.ts'
import { modelSlug } from '../report.ts'
import { type Cassette, cassettePath, readCassette } from './cassette.ts'

const texts = promptEval.console

/** The cassette to play for a version, or why there is none to play, as a sentence. */
export type Found = { readonly cassette: Cassette } | { readonly why: string }

/**
 * The cassette of a version: of the model that is named, else the only one that there is. One recorded under another text or
 * over another base is stale, and not played.
 *
 * @param dir The prompts folder.
 */
export function findCassette(dir: string, ref: PromptRef, model: string | null, kbSha: string): Found {
  const folder = join(dir, ref.name, 'cassettes')
  const prefix = `${ref.version}--`
  const slugs = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.startsWith(prefix) && file.endsWith('.jsonl'))
    .map((file) => file.slice(prefix.length, -'.jsonl'.length))
    .filter((slug) => model === null || slug === modelSlug(model))
  if (slugs.length === 0) return { why: texts.noCassette }
  if (slugs.length > 1) throw new BotError('input', texts.whichModel(slugs))
  const path = cassettePath(dir, ref, slugs[0]!)
  const cassette = readCassette(path)
  const stale =
    cassette === null || cassette.head.promptSha !== ref.sha
      ? texts.stalePrompt
      : cassette.head.kbSha !== kbSha
        ? texts.staleBase
        : model !== null && cassette.head.model !== model
          ? texts.staleModel
          : null
  return stale === null ? { cassette: cassette! } : { why: texts.stale(path, stale) }
}

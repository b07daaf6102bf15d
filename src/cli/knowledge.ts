import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import type { App } from '../app.ts'
import { BotError } from '../domain/error.ts'
import { draftGap } from '../journal/show-gaps.ts'
import { type CheckFormat, checkFolder, formatCheck } from '../knowledge/check.ts'
import { importRome } from '../knowledge/rome/import.ts'
import { cli as texts } from '../texts/fr/cli.ts'
import { rome as romeTexts } from '../texts/fr/rome.ts'

export interface CheckOptions {
  readonly strict: boolean
  readonly format: CheckFormat
  readonly verbose: boolean
}

/** @returns 1 when something was refused or, with `strict`, warned of. */
export async function checkKnowledge(dir: string, { strict, format, verbose }: CheckOptions, output: Writable): Promise<number> {
  const result = await checkFolder({ dir, strict, today: today() })
  output.write(`${formatCheck(result, { format, dir, verbose })}\n`)
  return result.failed ? 1 : 0
}

/** Imports the official ROME open data into a knowledge folder. */
export function importKnowledge(dir: string, out: string, output: Writable): number {
  const { version, written, same, kept, removed } = importRome(dir, out, today())
  output.write(`${romeTexts.result(version, written, same, kept, removed)}\n`)
  return 0
}

/** Writes the draft of a gap where the bot never serves it and git ignores it. A draft that is there already is kept. */
export async function draftKnowledge({ gaps, base }: App, id: string, knowledgeDir: string, output: Writable): Promise<number> {
  const gap = await gaps.findGap(id)
  if (gap === null) throw new BotError('input', texts.noSuchGap(id))
  const { passages, sources } = base.current().snapshot
  const dir = join(knowledgeDir, '_brouillons')
  const path = join(dir, `${gap.id}.md`)
  mkdirSync(dir, { recursive: true })
  try {
    writeFileSync(path, draftGap(gap, { passages, sources, today: today() }), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new BotError('input', texts.draftExists(path), { cause: error })
  }
  output.write(`${texts.drafted(path)}\n`)
  return 0
}

const today = () => new Date().toISOString().slice(0, 10)

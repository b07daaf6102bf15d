import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { PromptRef } from '../domain/model.ts'
import { readRegistry, registryFile } from './registry.ts'
import { type EvalReport, readReport, reportPath } from './report.ts'

export interface Verdict {
  readonly verdict: 'passed' | 'failed' | 'not-evaluated'
  /** Path of the report relative to the prompts folder, also of one that is stale or unreadable; null when there is none. */
  readonly report: string | null
}

/**
 * What the evaluation says of exactly this text, model and base. A report of another SHA, model or base says nothing, nor
 * does one that was compared with another version than the one that serves now, nor one that cannot be read.
 *
 * @param dir The prompts folder.
 */
export function verdictOf(dir: string, ref: PromptRef, model: string, kbSha: string): Verdict {
  const path = `${reportPath(dir, ref, model)}.json`
  if (!existsSync(path)) return { verdict: 'not-evaluated', report: null }
  const where = relative(dir, path).replaceAll('\\', '/')
  const report = readReport(path)
  const isThis =
    report !== null &&
    report.name === ref.name &&
    report.version === ref.version &&
    report.promptSha === ref.sha &&
    report.model === model &&
    report.kbSha === kbSha &&
    isComparedWith(productionOf(dir, ref.name), report)
  if (!isThis) return { verdict: 'not-evaluated', report: where }
  // Not the word alone: a report that names a broken hard rule has not passed.
  const broken = Object.values(report.hard).some((ids) => ids.length > 0) || (report.against?.newlyHard.length ?? 0) > 0
  return { verdict: report.verdict === 'passed' && !broken ? 'passed' : 'failed', report: where }
}

interface Production {
  readonly version: string
  readonly sha: string | undefined
}

function productionOf(dir: string, name: string): Production | null {
  if (!existsSync(join(dir, registryFile))) return null
  const entry = readRegistry(dir)[name]
  const version = entry?.labels.production ?? null
  return version === null ? null : { version, sha: entry?.releases[version] }
}

/** "No case that production passes": of the version that is production now, if it is another one. */
function isComparedWith(production: Production | null, { version, against }: EvalReport): boolean {
  if (production === null || production.version === version) return true
  return against !== null && against.version === production.version && against.promptSha === production.sha
}

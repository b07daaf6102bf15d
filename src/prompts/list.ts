import { globSync } from 'node:fs'
import { basename } from 'node:path'
import type { PromptCounts } from '../domain/journal.ts'
import { BotError } from '../domain/error.ts'
import type { VerdictOf } from './labels.ts'
import { type PromptEntry, readRegistry, readReleased, readVersion, type Registry } from './registry.ts'
import { compareVersions } from './version.ts'

type Label = keyof PromptEntry['labels']

/** One version of one prompt, as `prompt list` tells it. */
export interface PromptRow {
  readonly name: string
  readonly version: string
  /** A draft is a file that the registry does not name; `broken` is a release that was changed or is missing, or a draft that cannot be read. */
  readonly state: 'released' | 'draft' | 'broken'
  readonly labels: readonly Label[]
  /** Share of people that it serves as candidate; null when it is none. */
  readonly percent: number | null
  /** Null without a model, or when the file is broken. */
  readonly verdict: ReturnType<VerdictOf>['verdict'] | null
  readonly report: string | null
  /** Null when it never answered. */
  readonly counts: PromptCounts | null
}

export interface ListOptions {
  readonly dir: string
  readonly model: string | null
  readonly kbSha: string
  readonly verdictOf: VerdictOf
  readonly counts: (name: string) => Promise<readonly PromptCounts[]>
}

/** Every version of every prompt, newest first. */
export async function listPrompts(options: ListOptions): Promise<readonly PromptRow[]> {
  const registry = readRegistry(options.dir)
  const rows: PromptRow[] = []
  for (const name of Object.keys(registry)) {
    const counts = await options.counts(name)
    for (const version of versionsOf(options.dir, registry, name)) {
      rows.push({
        ...rowOf(options, registry, name, version),
        counts: counts.find((one) => one.version === version) ?? null,
      })
    }
  }
  return rows
}

function versionsOf(dir: string, registry: Registry, name: string): readonly string[] {
  const files = globSync(`${name}/*.md`, { cwd: dir }).map((path) => basename(path, '.md'))
  const versions = new Set([...Object.keys(registry[name]!.releases), ...files.filter((file) => /^\d+\.\d+\.\d+$/.test(file))])
  return [...versions].toSorted(compareVersions).toReversed()
}

function rowOf(
  { dir, model, kbSha, verdictOf }: ListOptions,
  registry: Registry,
  name: string,
  version: string,
): Omit<PromptRow, 'counts'> {
  const { releases, labels, canary } = registry[name]!
  const isReleased = Object.hasOwn(releases, version)
  const held = labelNames.filter((label) => labels[label] === version)
  const common = { name, version, labels: held, percent: labels.candidate === version ? canary.percent : null }
  try {
    const { ref } = isReleased ? readReleased(dir, registry, { name, version }) : readVersion(dir, { name, version })
    const judged = model === null ? { verdict: null, report: null } : verdictOf(dir, ref, model, kbSha)
    return { ...common, state: isReleased ? 'released' : 'draft', ...judged }
  } catch (error) {
    if (!(error instanceof BotError)) throw error
    return { ...common, state: 'broken', verdict: null, report: null }
  }
}

const labelNames: readonly Label[] = ['production', 'candidate', 'previous']

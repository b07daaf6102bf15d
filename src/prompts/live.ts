import { statSync } from 'node:fs'
import { join } from 'node:path'
import { BotError } from '../domain/error.ts'
import type { PromptRef } from '../domain/model.ts'
import type { Compose } from '../domain/ports.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import { isInCanary } from './canary.ts'
import { createCompose } from './compose.ts'
import { requireIntact } from './integrity.ts'
import { entryOf, readRegistry, readReleased, registryFile } from './registry.ts'

/** A prompt as it serves one question. */
export interface ServedPrompt {
  readonly ref: PromptRef
  /** `trial` never serves members. */
  readonly label: 'production' | 'candidate' | 'trial'
  readonly compose: Compose
}

/** What the operator is told: a registry that cannot serve (the last good one goes on), and each change that does. */
export type PromptNews =
  | { readonly kind: 'refused'; readonly fault: string }
  | { readonly kind: 'serves'; readonly production: string; readonly candidate: string | null; readonly percent: number }

export interface LivePrompts {
  /** @param person Pseudonym under the key that does not rotate; null is served production. */
  serve(person: string | null): ServedPrompt
  /** Looks at the registry now; `serve` does it too. */
  refresh(): void
}

export interface LiveOptions {
  readonly dir: string
  readonly name: string
  readonly onNews?: (news: PromptNews) => void
  /** Monotonic, ms. */
  readonly clock?: () => number
}

/** While the registry is broken it is read again this often at most: the fault may be in another file. */
const retryMs = 1000

/**
 * Serves a prompt's production release, and its candidate to a share of people. A label that moves is followed without a
 * restart: each question looks whether `registry.yaml` is another file than before (one `stat`, some microseconds).
 *
 * @throws {BotError} `prompt` when the folder is not intact at first; later the last good state stays and `onNews` tells.
 */
export function createLivePrompts({ dir, name, onNews, clock = () => performance.now() }: LiveOptions): LivePrompts {
  let seen = fingerprint(dir)
  let state = load(dir, name)
  let fault: string | null = null
  let lookedAt = clock()

  const refresh = (): void => {
    const now = fingerprint(dir)
    if (now === seen && (fault === null || clock() - lookedAt < retryMs)) return
    seen = now
    lookedAt = clock()
    try {
      const next = load(dir, name)
      const isNews = fault !== null || next.key !== state.key
      state = next
      fault = null
      if (isNews) onNews?.({ kind: 'serves', ...next.told })
    } catch (error) {
      if (!(error instanceof BotError)) throw error
      if (error.message !== fault) onNews?.({ kind: 'refused', fault: error.message })
      fault = error.message
    }
  }
  return {
    refresh,
    serve(person) {
      refresh()
      const { production, candidate, canary } = state
      return candidate !== null && isInCanary(canary, person) ? candidate : production
    },
  }
}

function load(dir: string, name: string) {
  requireIntact(dir)
  const registry = readRegistry(dir)
  const { labels, canary } = entryOf(registry, name)
  const read = (version: string, label: ServedPrompt['label']): ServedPrompt => {
    const release = readReleased(dir, registry, { name, version })
    return { ref: release.ref, label, compose: createCompose(release, label) }
  }
  if (labels.production === null) throw new BotError('prompt', texts.noProduction(name))
  const told = { production: labels.production, candidate: labels.candidate, percent: canary.percent }
  return {
    production: read(labels.production, 'production'),
    candidate: labels.candidate === null ? null : read(labels.candidate, 'candidate'),
    canary,
    told,
    key: JSON.stringify([told, canary]),
  }
}

/** Changes when the file is written or replaced; tools that keep the time of a file change its size or its inode. */
function fingerprint(dir: string): string {
  const stats = statSync(join(dir, registryFile), { bigint: true, throwIfNoEntry: false })
  return stats === undefined ? 'absent' : `${stats.ino}:${stats.size}:${stats.mtimeNs}`
}

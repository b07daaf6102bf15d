import { BotError } from '../domain/error.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import { deploymentsFile, readDeployments, servedAt } from './deployments.ts'
import { readRegistry, readReleased, type Registry } from './registry.ts'

/**
 * What is wrong with a prompts folder: a release that was changed, is missing or cannot be read, a label that no
 * deployment set. Drafts (files that the registry does not name) are nobody's fault.
 *
 * @returns French sentences, all of them at once; none when all is well.
 */
export function faultsOf(dir: string): readonly string[] {
  const faults: string[] = []
  const registry = tell(faults, () => readRegistry(dir))
  if (registry === null) return faults
  for (const [name, { releases }] of Object.entries(registry)) {
    for (const version of Object.keys(releases)) tell(faults, () => readReleased(dir, registry, { name, version }))
  }
  return [...faults, ...movedByHand(dir, registry, faults)]
}

/** @throws {BotError} `prompt`, with every fault of the folder. */
export function requireIntact(dir: string): void {
  const faults = faultsOf(dir)
  if (faults.length === 1) throw new BotError('prompt', faults[0]!)
  if (faults.length > 1) {
    throw new BotError('prompt', [texts.faults(faults.length), ...faults.map((fault) => `  - ${fault}`)].join('\n'))
  }
}

function movedByHand(dir: string, registry: Registry, faults: string[]): readonly string[] {
  const deployments = tell(faults, () => readDeployments(dir))
  if (deployments === null || deployments.length === 0) return []
  return Object.entries(registry).flatMap(([name, { labels, canary }]) => {
    const { production, candidate } = servedAt(deployments, name)
    const isAsNoted = labels.production === (production?.to ?? null) && labels.candidate === (candidate?.to ?? null)
    const isShareAsNoted = labels.candidate === null || canary.percent === candidate?.percent
    return isAsNoted && isShareAsNoted ? [] : [texts.movedByHand(name, deploymentsFile)]
  })
}

function tell<T>(faults: string[], read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof BotError)) throw error
    faults.push(error.message)
    return null
  }
}

import type { Load } from './loader.ts'
import type { Finding } from '../domain/knowledge.ts'

/** What changed for those who look after the base. */
export interface BaseNews {
  /** Refusals that were not told yet. */
  readonly refused: readonly Finding[]
  /** Files refused until now of which the newest version serves again, or which are gone. */
  readonly recovered: readonly string[]
}

/** Tells each refusal once: again only for another reason, or after the file was good in between. A shifted line is no news. */
export function createNews(): (load: Pick<Load, 'findings' | 'refusedFiles'>) => BaseNews {
  let told = new Map<string, ReadonlySet<string>>()
  return ({ findings, refusedFiles }) => {
    const refusals = findings.filter((finding) => finding.severity === 'refused')
    const fresh = refusals.filter(({ file, reason }) => told.get(file)?.has(reason) !== true)
    const recovered = [...told.keys()].filter((file) => !refusedFiles.includes(file))
    const next = new Map<string, Set<string>>()
    for (const { file, reason } of refusals) next.set(file, (next.get(file) ?? new Set(told.get(file))).add(reason))
    told = next
    return { refused: fresh, recovered }
  }
}

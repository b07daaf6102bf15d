import { join, relative } from 'node:path'
import { BotError } from '../domain/error.ts'
import type { PromptRef } from '../domain/model.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import { appendDeployment, type Deployment, readDeployments, replacedBy } from './deployments.ts'
import { editRegistry, setCanary, setLabels, withLock } from './edit.ts'
import { requireIntact } from './integrity.ts'
import { entryOf, readRegistry, readReleased } from './registry.ts'
import { isStandIn } from './report.ts'
import type { VersionName } from './version.ts'

/** Whether an evaluation allows exactly this prompt, model and base; `report` is its path, within `dir` or from where we stand. */
export type VerdictOf = (
  dir: string,
  ref: PromptRef,
  model: string,
  kbSha: string,
) => { readonly verdict: 'passed' | 'failed' | 'not-evaluated'; readonly report: string | null }

interface Move {
  /** The prompts folder. */
  readonly dir: string
  readonly why: string
  /** Ms since 1970. */
  readonly now: () => number
}

export interface Promotion extends Move {
  readonly target: VersionName
  /** Written reason to go without a passing report, or null. */
  readonly waiver: string | null
  /** The model that will answer under it; null when none is configured. */
  readonly model: string | null
  readonly kbSha: string
  readonly verdictOf: VerdictOf
}

/**
 * Puts a released version into production; what served before becomes `previous`.
 *
 * @throws {BotError} `prompt`: no reason, a damaged folder, not released, in production already, or no passing report
 *   for exactly this prompt, model and base, and no waiver.
 */
export function promote(promotion: Promotion): Deployment {
  const { dir, target } = promotion
  return deploy(promotion, { action: 'promote', label: 'production', percent: null }, (labels) =>
    editRegistry(dir, (document) => {
      setLabels(document, target.name, { production: target.version, previous: labels.production })
      if (labels.candidate !== target.version) return
      setLabels(document, target.name, { candidate: null })
      setCanary(document, target.name, { percent: 0 })
    }),
  )
}

/**
 * Lets a released version serve a share of people. Another candidate draws other people; the same one with a larger
 * share keeps those that it has.
 *
 * @param promotion.percent Above 0, at most 100, to the hundredth.
 * @throws {BotError} `prompt`, as `promote` does.
 */
export function promoteCandidate(promotion: Promotion & { readonly percent: number }): Deployment {
  const { dir, target, percent } = promotion
  if (!(percent > 0 && percent <= 100)) throw new BotError('input', texts.oddPercent)
  return deploy(promotion, { action: 'candidate', label: 'candidate', percent }, () =>
    editRegistry(dir, (document) => {
      setLabels(document, target.name, { candidate: target.version })
      setCanary(document, target.name, { percent, salt: `${target.name}@${target.version}` })
    }),
  )
}

/** Passes the gate, notes the move, then moves the label. */
function deploy(
  promotion: Promotion,
  what: Pick<Deployment, 'action' | 'label' | 'percent'> & { readonly label: 'production' | 'candidate' },
  relabel: (labels: Labels) => void,
): Deployment {
  const { dir, target } = promotion
  return move(promotion, () => {
    const { release, allowed } = gate(promotion)
    const { labels } = entryOf(readRegistry(dir), target.name)
    if (labels.production === target.version) throw new BotError('prompt', texts.alreadyProduction(target.name, target.version))
    const deployment: Deployment = {
      ...noted(promotion, target.name),
      ...what,
      from: labels[what.label],
      to: target.version,
      ...allowed,
      promptSha: release.sha,
    }
    appendDeployment(dir, deployment)
    relabel(labels)
    return deployment
  })
}

type Labels = ReturnType<typeof entryOf>['labels']

/**
 * Puts `previous` back into production; what that version had replaced becomes `previous` again.
 *
 * @throws {BotError} `prompt` when there is none.
 */
export function rollback(options: Move & { readonly name: string }): Deployment {
  const { dir, name } = options
  return move(options, () => {
    const registry = readRegistry(dir)
    const { labels } = entryOf(registry, name)
    if (labels.previous === null) throw new BotError('prompt', texts.noPrevious(name))
    const { ref } = readReleased(dir, registry, { name, version: labels.previous })
    const deployment: Deployment = {
      ...noted(options, name),
      action: 'rollback',
      label: 'production',
      from: labels.production,
      to: labels.previous,
      percent: null,
      ...ungated,
      promptSha: ref.sha,
    }
    const before = replacedBy(readDeployments(dir), name, labels.previous)
    appendDeployment(dir, deployment)
    editRegistry(dir, (document) =>
      setLabels(document, name, { production: labels.previous, previous: before === labels.production ? null : before }),
    )
    return deployment
  })
}

/**
 * Everybody is served production again.
 *
 * @throws {BotError} `prompt` when no candidate serves.
 */
export function withdrawCandidate(options: Move & { readonly name: string }): Deployment {
  const { dir, name } = options
  return move(options, () => {
    const { labels } = entryOf(readRegistry(dir), name)
    if (labels.candidate === null) throw new BotError('prompt', texts.noCandidate(name))
    const deployment: Deployment = {
      ...noted(options, name),
      action: 'withdraw',
      label: 'candidate',
      from: labels.candidate,
      to: null,
      percent: null,
      ...ungated,
      promptSha: null,
    }
    appendDeployment(dir, deployment)
    editRegistry(dir, (document) => {
      setLabels(document, name, { candidate: null })
      setCanary(document, name, { percent: 0 })
    })
    return deployment
  })
}

const ungated = { waiver: null, report: null, model: null, kbSha: null }

/** One move at a time, on a folder that is whole. The line is written before the label: no move goes unnoted. */
function move({ dir, why }: Move, work: () => Deployment): Deployment {
  if (why.trim() === '') throw new BotError('input', texts.whyNeeded)
  return withLock(dir, () => {
    requireIntact(dir)
    return work()
  })
}

const noted = ({ why, now }: Move, name: string) => ({ when: new Date(now()).toISOString(), name, why: why.trim() })

function gate({ dir, target, waiver, model, kbSha, verdictOf }: Promotion) {
  const release = readReleased(dir, readRegistry(dir), target).ref
  const found = model === null ? { verdict: 'no-model' as const, report: null } : verdictOf(dir, release, model, kbSha)
  const { report } = found
  // A stand-in shows that the machinery works; that a version is good, only the model that will serve can show.
  const verdict = found.verdict === 'passed' && isStandIn(model ?? '') ? 'stand-in' : found.verdict
  const written = waiver?.trim() || null
  if (verdict !== 'passed' && written === null) {
    throw new BotError('prompt', texts.refused[verdict](`${target.name}@${target.version}`, model ?? '', report))
  }
  const waived = verdict === 'passed' ? null : written
  return { release, allowed: { waiver: waived, report: report === null ? null : withinFolder(dir, report), model, kbSha } }
}

/** The same on every machine: without the folder that this one calls it by. */
const withinFolder = (dir: string, path: string) => (path.startsWith(join(dir, '/')) ? relative(dir, path) : path)

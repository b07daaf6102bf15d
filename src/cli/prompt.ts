import type { Writable } from 'node:stream'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import { BotError } from '../domain/error.ts'
import { createLoader } from '../knowledge/loader.ts'
import { type Deployment, readDeployments, servedAt } from '../prompts/deployments.ts'
import { requireIntact } from '../prompts/integrity.ts'
import { promote, promoteCandidate, rollback, withdrawCandidate } from '../prompts/labels.ts'
import { listPrompts } from '../prompts/list.ts'
import { publish } from '../prompts/publish.ts'
import { entryOf, readRegistry } from '../prompts/registry.ts'
import { verdictOf } from '../prompts/verdict.ts'
import type { VersionName } from '../prompts/version.ts'
import { promptCommands as texts } from '../texts/fr/prompt-commands.ts'
import { renderPrompts } from './prompt-list.ts'

interface ListOptions {
  readonly json: boolean
  /** Whose evaluations are shown; the configured one unless told. */
  readonly model?: string
}

/** Every version with its counts. The faults of the folder are told after the list, all at once. */
export async function promptList(
  { base, journal }: App,
  config: Config,
  { json, model }: ListOptions,
  output: Writable,
): Promise<number> {
  const dir = config.promptsDir
  const rows = await listPrompts({
    dir,
    model: model ?? config.model?.name ?? null,
    kbSha: base.current().snapshot.kbSha,
    verdictOf,
    counts: journal.promptCounts,
  })
  output.write(json ? rows.map((row) => `${JSON.stringify(row)}\n`).join('') : `${renderPrompts(rows)}\n`)
  requireIntact(dir)
  return 0
}

export function promptRelease(target: VersionName, dir: string, output: Writable): number {
  const { ref } = publish(dir, target)
  output.write(`${texts.released(nameOf(target), ref.sha)}\n`)
  return 0
}

export interface PromoteOptions {
  readonly why: string
  readonly waive?: string
  readonly candidate: boolean
  readonly percent?: number
  readonly model?: string
}

/** Moves `production`, or sets the candidate with its share. */
export async function promptPromote(
  target: VersionName,
  options: PromoteOptions,
  config: Config,
  output: Writable,
): Promise<number> {
  const { why, waive, candidate, percent, model } = options
  if (candidate !== (percent !== undefined)) throw new BotError('input', texts.candidateNeedsPercent)
  const serving = config.model?.name ?? null
  // A report for another model than the one that will answer says nothing.
  if (serving !== null && model !== undefined && model !== serving) throw new BotError('input', texts.otherModel(model, serving))
  const promotion = {
    dir: config.promptsDir,
    target,
    why,
    waiver: waive ?? null,
    model: serving ?? model ?? null,
    kbSha: await kbShaOf(config.knowledgeDir),
    verdictOf,
    now: Date.now,
  }
  const made = percent === undefined ? promote(promotion) : promoteCandidate({ ...promotion, percent })
  const said = percent === undefined ? texts.promoted(nameOf(target), made.from) : texts.candidateSet(nameOf(target), percent)
  output.write(`${[said, ...(made.waiver === null ? [] : [texts.waived(made.waiver)])].join('\n')}\n`)
  return 0
}

export interface RollbackOptions {
  readonly why?: string
  readonly candidate: boolean
}

export function promptRollback(name: string, { why, candidate }: RollbackOptions, dir: string, output: Writable): number {
  if (candidate) {
    const made = withdrawCandidate({ dir, name, why: why ?? texts.withdrawn, now: Date.now })
    output.write(`${texts.candidateWithdrawn(`${name}@${made.from}`)}\n`)
  } else {
    const made = rollback({ dir, name, why: why ?? texts.rolledBack, now: Date.now })
    output.write(`${texts.rollbackDone(`${name}@${made.to}`, made.from)}\n`)
  }
  return 0
}

/** Which version was in production, and which candidate served whom, at a time; now without one. */
export function promptBlame(
  name: string,
  { at, json }: { readonly at?: string; readonly json: boolean },
  dir: string,
  output: Writable,
): number {
  entryOf(readRegistry(dir), name)
  const time = at === undefined ? Date.now() : readTime(at)
  const served = servedAt(readDeployments(dir), name, time)
  if (json) output.write(`${JSON.stringify({ name, at: new Date(time).toISOString(), ...served })}\n`)
  else output.write(`${[texts.blame.at(name, local(time)), ...blameLines(served).map((line) => `  ${line}`)].join('\n')}\n`)
  return 0
}

function blameLines({ production, candidate }: ReturnType<typeof servedAt>): readonly string[] {
  if (production === null && candidate === null) return [texts.blame.nothing]
  const words = texts.blame
  const reasons = (line: Deployment) => [
    `  ${words.why(line.why)}`,
    ...(line.waiver === null ? [] : [`  ${words.waiver(line.waiver)}`]),
    ...(line.report === null ? [] : [`  ${words.report(line.report)}`]),
  ]
  return [
    ...(production === null ? [] : [words.production(production.to!, since(production)), ...reasons(production)]),
    ...(candidate === null ? [] : [words.candidate(candidate.to!, candidate.percent!, since(candidate)), ...reasons(candidate)]),
  ]
}

/** A date alone is its midnight here. */
function readTime(typed: string): number {
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? `${typed}T00:00` : typed
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(iso) ? Date.parse(iso) : Number.NaN
  if (Number.isNaN(time)) throw new BotError('input', texts.notATime(typed))
  return time
}

async function kbShaOf(dir: string): Promise<string> {
  const { snapshot } = await createLoader({ dir, today: () => new Date().toISOString().slice(0, 10) }).load()
  return snapshot.kbSha
}

const nameOf = ({ name, version }: VersionName) => `${name}@${version}`
const since = ({ when }: Deployment) => local(Date.parse(when))
const local = (time: number) => new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'medium' }).format(time)

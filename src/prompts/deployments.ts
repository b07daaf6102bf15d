import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BotError } from '../domain/error.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'

export const deploymentsFile = 'deployments.jsonl'

const deploymentSchema = z.strictObject({
  /** ISO 8601, UTC. */
  when: z.iso.datetime(),
  name: z.string(),
  action: z.enum(['promote', 'candidate', 'rollback', 'withdraw']),
  label: z.enum(['production', 'candidate']),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Share of people that the candidate serves; null for production. */
  percent: z.number().nullable(),
  why: z.string(),
  /** Why it went live without a passing report; null when it had one, or needs none (rollback, withdrawal). */
  waiver: z.string().nullable(),
  /** Path of the evaluation's report, relative to the prompts folder. */
  report: z.string().nullable(),
  model: z.string().nullable(),
  kbSha: z.string().nullable(),
  promptSha: z.string().nullable(),
})

/** One move of a label: a line of `deployments.jsonl`, which only grows. */
export type Deployment = Readonly<z.infer<typeof deploymentSchema>>

/** What served at one moment, and the lines that made it so. */
export interface Served {
  readonly production: Deployment | null
  /** Null when no candidate served. */
  readonly candidate: Deployment | null
}

/**
 * All moves, oldest first; none when the file does not exist.
 *
 * @throws {BotError} `prompt`, naming the first line that cannot be read or is older than the one before.
 */
export function readDeployments(dir: string): readonly Deployment[] {
  const path = join(dir, deploymentsFile)
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  // The last piece is what follows the last line feed: more than nothing is a line that was cut off.
  if (lines.pop() !== '') throw new BotError('prompt', texts.cutLine(lines.length + 1))
  let before = ''
  return lines.map((line, index) => {
    const deployment = parseLine(line)
    if (deployment === null) throw new BotError('prompt', texts.unreadableLine(index + 1))
    if (deployment.when < before) throw new BotError('prompt', texts.lineOutOfOrder(index + 1))
    before = deployment.when
    return deployment
  })
}

/**
 * Adds one line, on disk when this returns.
 *
 * @throws {BotError} `prompt` when the file is damaged or the clock is behind its last line.
 */
export function appendDeployment(dir: string, deployment: Deployment): void {
  const last = readDeployments(dir).at(-1)
  if (last !== undefined && deployment.when < last.when) throw new BotError('prompt', texts.clockBehind(last.when))
  appendFileSync(join(dir, deploymentsFile), `${JSON.stringify(deploymentSchema.parse(deployment))}\n`, { flush: true })
}

/** @param until Ms since 1970, included; the end of time unless told. */
export function servedAt(deployments: readonly Deployment[], name: string, until = Infinity): Served {
  const past = deployments.filter((line) => line.name === name && Date.parse(line.when) <= until)
  const production = past.findLast(({ label }) => label === 'production') ?? null
  const set = past.findLast(({ label }) => label === 'candidate')
  // A candidate that went into production afterwards is none any more.
  const isOver = set === undefined || set.to === null || past.slice(past.indexOf(set)).some(isPromotionOf(set.to))
  return { production, candidate: isOver ? null : set }
}

/** What `version` had replaced when it was last promoted. */
export function replacedBy(deployments: readonly Deployment[], name: string, version: string): string | null {
  return deployments.findLast((line) => line.name === name && isPromotionOf(version)(line))?.from ?? null
}

const isPromotionOf = (version: string) => (line: Deployment) => line.action === 'promote' && line.to === version

function parseLine(line: string): Deployment | null {
  try {
    return deploymentSchema.parse(JSON.parse(line))
  } catch {
    return null
  }
}

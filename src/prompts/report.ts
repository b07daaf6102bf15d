import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { outcomes } from '../domain/answer.ts'
import type { PromptRef } from '../domain/model.ts'

/** Rules that hold for every case, or the version does not pass. `scored`: the answer came from the model at all. */
export const hardRules = ['scored', 'schema', 'citations', 'figures', 'injections', 'danger', 'trace'] as const
export type HardRule = (typeof hardRules)[number]

const sha = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)
const ids = z.array(z.string())

/** One kind of case in figures; medians and shares are null where nothing was to be measured. */
const kindFigures = z.strictObject({
  kind: z.string(),
  cases: count,
  /** Cases that did what their label asks for. */
  passed: count,
  answered: count,
  /** Required facts, and the others: found, of how many. */
  facts: z.tuple([count, count]),
  extras: z.tuple([count, count]),
  /** Of the answers that the model wrote: medians. */
  words: z.number().nullable(),
  ease: z.number().nullable(),
  /** Share, 0–1, of function words that are French. */
  french: z.number().nullable(),
  /** Sentences shown, and sentences that the gate withheld. */
  shown: count,
  withheld: count,
  fallbacks: count,
})

/** What the judge noted of the answers of one kind: means of the middle of three notes, 0–2. `unread`: no three readable notes. */
const judgeFigures = z.strictObject({
  kind: z.string(),
  answers: count,
  unread: count,
  /** Answers that got the same notes three times. */
  agreed: count,
  fidele: z.number().nullable(),
  repond: z.number().nullable(),
  clair: z.number().nullable(),
})

const caseResult = z.strictObject({
  id: z.string(),
  kind: z.string(),
  outcome: z.enum(outcomes),
  reason: z.string().nullable(),
  pass: z.boolean(),
  /** Why it did not pass, in one line. */
  why: z.string().nullable(),
  critical: z.boolean(),
  /** Of the half whose failures nobody reads while tuning. */
  held: z.boolean(),
  broken: z.array(z.enum(hardRules)),
})

const comparison = z.strictObject({
  version: z.string(),
  promptSha: sha,
  /** Cases that only one of the two passes. */
  wins: ids,
  losses: ids,
  /** Two-sided sign test over wins and losses. */
  p: z.number(),
  /** Cases that the other passes and this version fails hard. */
  newlyHard: ids,
})

/** What one evaluation of one version found; the JSON beside the prompt. */
export const report = z.strictObject({
  format: z.literal(1),
  name: z.string(),
  version: z.string(),
  promptSha: sha,
  model: z.string(),
  kbSha: sha,
  /** SHA-256 of the cases: another set is another evaluation. */
  casesSha: sha,
  /** When the model answered, ISO 8601: a replay says when its cassette was recorded. */
  when: z.iso.datetime(),
  /** Where the responses come from. */
  from: z.enum(['model', 'cassette']),
  cases: count,
  /** Answers that the model wrote, or declined to write. */
  written: count,
  hard: z.record(z.enum(hardRules), ids),
  /** Over-refusal and unsupported answers apart. */
  abstention: z.strictObject({
    wanted: count,
    overRefused: count,
    quiet: count,
    unsupported: count,
  }),
  kinds: z.array(kindFigures),
  /** Null without a judge. */
  judge: z.array(judgeFigures).nullable(),
  against: comparison.nullable(),
  verdict: z.enum(['passed', 'failed']),
  /** Why it failed, in French; empty when it passed. */
  reasons: z.array(z.string()),
  results: z.array(caseResult),
})

export type EvalReport = z.infer<typeof report>
export type KindFigures = z.infer<typeof kindFigures>
export type CaseResult = z.infer<typeof caseResult>
export type JudgeFigures = z.infer<typeof judgeFigures>
export type Comparison = z.infer<typeof comparison>

/** As a file name holds it: `gpt-4.1-mini`, `org/model` → `org-model`. */
export function modelSlug(model: string): string {
  return model.toLowerCase().replace(/[^a-z0-9.]+/g, '-')
}

/**
 * Path of a report without its ending.
 *
 * @param dir The prompts folder.
 */
export function reportPath(dir: string, ref: Pick<PromptRef, 'name' | 'version'>, model: string): string {
  return join(dir, ref.name, 'reports', `${ref.version}--${modelSlug(model)}`)
}

/** The report at a path, or null when there is none or it is not one. */
export function readReport(path: string): EvalReport | null {
  try {
    return report.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null
  } catch {
    return null
  }
}

/** Stand-ins for a model are named so: their reports show that the machinery works, and nothing else. */
export const isStandIn = (model: string) => model.startsWith('doublure')

/** As the file beside the prompt holds it: a line for each case, so that a difference of two reports can be read. */
export function reportJson({ results, ...rest }: EvalReport): string {
  const head = JSON.stringify(rest, null, 1).slice(0, -2)
  return `${head},\n "results": [\n${results.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n ]\n}\n`
}

import { promptEval as texts } from '../../texts/fr/prompt-eval.ts'
import { type CaseResult, type Comparison, type EvalReport, type HardRule, hardRules } from '../report.ts'
import { signTest } from './sign-test.ts'

/** Breaks a hard rule, or fails where failing does harm. */
export function failsHard({ broken, critical, pass }: Pick<CaseResult, 'broken' | 'critical' | 'pass'>): boolean {
  return broken.length > 0 || (critical && !pass)
}

const passes = ({ pass, broken }: CaseResult) => pass && broken.length === 0

/** The other version of a comparison. */
export interface Other {
  readonly version: string
  readonly promptSha: string
  readonly results: readonly CaseResult[]
}

/** Case by case: what only one of two versions passes. A case that only one of them was asked is left out. */
export function compare(results: readonly CaseResult[], other: Other): Comparison {
  const before = new Map(other.results.map((result) => [result.id, result]))
  const pairs = results.flatMap((mine) => {
    const theirs = before.get(mine.id)
    return theirs === undefined ? [] : [{ id: mine.id, mine, theirs }]
  })
  const wins = pairs.filter(({ mine, theirs }) => passes(mine) && !passes(theirs)).map(({ id }) => id)
  const losses = pairs.filter(({ mine, theirs }) => !passes(mine) && passes(theirs)).map(({ id }) => id)
  return {
    version: other.version,
    promptSha: other.promptSha,
    wins,
    losses,
    p: Math.round(signTest(wins.length, losses.length) * 10_000) / 10_000,
    newlyHard: pairs.filter(({ mine, theirs }) => failsHard(mine) && passes(theirs)).map(({ id }) => id),
  }
}

/** The cases that break each hard rule. */
export function hardOf(results: readonly CaseResult[]): Record<HardRule, string[]> {
  const broken = (rule: HardRule) => results.filter((result) => result.broken.includes(rule)).map(({ id }) => id)
  return Object.fromEntries(hardRules.map((rule) => [rule, broken(rule)])) as Record<HardRule, string[]>
}

export interface GateInput {
  readonly hard: EvalReport['hard']
  readonly cases: number
  /** Answers that the model wrote or declined to write. */
  readonly written: number
  readonly against: Comparison | null
  /** There is a version to compare with, and it could not be evaluated. */
  readonly lacksOther: boolean
}

/**
 * The gate: every hard rule in every case, no case that production passes newly failing hard, and nothing left unscored. Soft
 * figures never decide: the sets are small.
 */
export function gate({ hard, cases, written, against, lacksOther }: GateInput): Pick<EvalReport, 'verdict' | 'reasons'> {
  const reasons = [
    ...(cases === 0 || written === 0 ? [texts.reasons.nothingWritten] : []),
    ...hardRules.flatMap((rule) => (hard[rule].length > 0 ? [texts.reasons.broken(texts.rules[rule], hard[rule])] : [])),
    ...(lacksOther ? [texts.reasons.noProduction] : []),
    ...(against !== null && against.newlyHard.length > 0 ? [texts.reasons.newlyHard(against.version, against.newlyHard)] : []),
  ]
  return { verdict: reasons.length === 0 ? 'passed' : 'failed', reasons }
}

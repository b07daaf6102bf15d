import type { CaseResult, Comparison, EvalReport, KindFigures } from '../report.ts'
import { kinds, type Row } from './cases.ts'
import { casesShaOf, type Evaluated } from './evaluate.ts'
import { compare, gate, hardOf, type Other } from './gate.ts'

export interface SummaryInput {
  readonly ref: { readonly name: string; readonly version: string; readonly sha: string }
  readonly model: string
  readonly kbSha: string
  /** ISO 8601. */
  readonly when: string
  readonly from: EvalReport['from']
  readonly evaluated: readonly Evaluated[]
  readonly judge: EvalReport['judge']
  /** What production answered; null when it is this version, or could not be evaluated. */
  readonly other: Other | null
  readonly lacksOther: boolean
}

/** The report of an evaluation: figures by kind, never one average, and the gate's verdict. */
export function summarise({ ref, model, kbSha, when, from, evaluated, judge, other, lacksOther }: SummaryInput): EvalReport {
  const results = evaluated.map(resultOf)
  const hard = hardOf(results)
  const against: Comparison | null = other === null ? null : compare(results, other)
  const written = evaluated.filter((one) => one.written).length
  const cases = evaluated.map(({ row }): Row => row)
  return {
    format: 1,
    name: ref.name,
    version: ref.version,
    promptSha: ref.sha,
    model,
    kbSha,
    casesSha: casesShaOf(cases),
    when,
    from,
    cases: cases.length,
    written,
    hard,
    abstention: abstentionOf(evaluated),
    kinds: kinds.flatMap((kind) => figuresOf(kind, evaluated)),
    judge,
    against,
    ...gate({ hard, cases: cases.length, written, against, lacksOther }),
    results,
  }
}

export function resultOf({ row, answer, score, broken, critical }: Evaluated): CaseResult {
  const { outcome, reason } = answer
  const held = row.half === 'held'
  return { id: row.id, kind: row.kind, outcome, reason, pass: score.pass, why: score.why, critical, held, broken: [...broken] }
}

function abstentionOf(evaluated: readonly Evaluated[]): EvalReport['abstention'] {
  const scores = evaluated.map(({ score }) => score)
  const wanted = scores.filter(({ expected }) => expected === 'answer')
  const quiet = scores.filter(({ expected }) => expected === 'silence')
  return {
    wanted: wanted.length,
    overRefused: wanted.filter(({ answered }) => !answered).length,
    quiet: quiet.length,
    unsupported: quiet.filter(({ silent }) => !silent).length,
  }
}

function figuresOf(kind: string, evaluated: readonly Evaluated[]): readonly KindFigures[] {
  const of = evaluated.filter(({ row }) => row.kind === kind)
  if (of.length === 0) return []
  const sum = (read: (one: Evaluated) => number) => of.reduce((total, one) => total + read(one), 0)
  const middle = (read: (one: NonNullable<Evaluated['figures']>) => number | null) =>
    median(of.flatMap(({ figures }) => (figures === null ? [] : (read(figures) ?? []))))
  return [
    {
      kind,
      cases: of.length,
      passed: of.filter(({ score, broken }) => score.pass && broken.length === 0).length,
      answered: of.filter(({ score }) => score.answered).length,
      facts: [sum(({ score }) => score.required.found), sum(({ score }) => score.required.total)],
      extras: [sum(({ score }) => score.extras.found), sum(({ score }) => score.extras.total)],
      words: middle(({ words }) => words),
      ease: middle(({ ease }) => ease),
      french: middle(({ french }) => french),
      shown: sum(({ answer }) => (answer.model === null ? 0 : answer.checks.citations)),
      withheld: sum(({ answer }) => answer.checks.withheld),
      fallbacks: of.filter(({ answer }) => answer.outcome === 'fallback').length,
    },
  ]
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const value = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
  return Math.round(value * 100) / 100
}

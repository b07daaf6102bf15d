import type { Answer, Trace } from '../../src/domain/answer.ts'
import type { Complete } from '../../src/domain/model.ts'
import { createRehearsal } from '../../src/cli/prompt-eval-ask.ts'
import type { Row } from '../../src/prompts/eval/cases.ts'
import { evaluate, type Evaluated } from '../../src/prompts/eval/evaluate.ts'
import { summarise } from '../../src/prompts/eval/summary.ts'
import { readVersion } from '../../src/prompts/registry.ts'
import type { CaseResult, EvalReport } from '../../src/prompts/report.ts'
import { fixtureBase } from '../support/base.ts'

export const release = readVersion('prompts', { name: 'answer', version: '1.0.0' })
export const base = await fixtureBase()

export const row = (over: Partial<Row>): Row => ({
  id: 'T1',
  register: 'LF',
  metier: 'prompt-engineer',
  question: 'Combien gagne un prompt engineer en France ?',
  kind: 'answerable',
  facts: [],
  nuggets: [],
  ...over,
})

export const salary = row({ nuggets: [{ must: true, any: ['4400'], what: '4 400 €' }] })
export const truth = 'En France, un prompt engineer gagne 4 400 à 6 000 € brut par mois, selon AuFutur [1].'

/** A model that says the same to everyone. */
export const says = (text: string): Complete =>
  async function* () {
    await Promise.resolve()
    yield { kind: 'text', text }
    yield { kind: 'end', finishReason: 'stop', model: 'petit', usage: null }
  }

/** Cases through the real pipeline over the fixtures' base. */
export function rehearse(cases: readonly Row[], complete: Complete): Promise<readonly Evaluated[]> {
  const ask = createRehearsal({ base, writer: { release, complete, model: 'petit' }, today: '2026-11-22' })
  return evaluate({ cases, ask, release, snapshot: base.snapshot })
}

export function reportOf(evaluated: readonly Evaluated[], over: Partial<Parameters<typeof summarise>[0]> = {}): EvalReport {
  return summarise({
    ref: release.ref,
    model: 'petit',
    kbSha: base.snapshot.kbSha,
    when: '2026-11-22T12:00:00.000Z',
    from: 'model',
    evaluated,
    judge: null,
    other: null,
    lacksOther: false,
    ...over,
  })
}

export const result = (over: Partial<CaseResult>): CaseResult => ({
  id: 'T1',
  kind: 'answerable',
  outcome: 'answered',
  reason: null,
  pass: true,
  why: null,
  critical: false,
  held: false,
  broken: [],
  ...over,
})

/** One case asked for real, its answer or trace then changed: what a pipeline with a fault would have given. */
export async function tampered(
  of: Row,
  text: string,
  change: (answer: Answer, trace: Trace) => { answer?: Answer; trace?: Trace | null },
): Promise<Evaluated> {
  const ask = createRehearsal({ base, writer: { release, complete: says(text), model: 'petit' }, today: '2026-11-22' })
  const [one] = await evaluate({
    cases: [of],
    release,
    snapshot: base.snapshot,
    ask: async (question, planted) => {
      const { answer, trace } = await ask(question, planted)
      return { answer, trace, ...change(answer, trace!) }
    },
  })
  return one!
}

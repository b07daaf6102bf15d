import { describe, expect, it } from 'vitest'
import { BotError } from '../../src/domain/error.ts'
import { compare, gate, hardOf } from '../../src/prompts/eval/gate.ts'
import { signTest } from '../../src/prompts/eval/sign-test.ts'
import { rehearse, reportOf, result, row, salary, says, truth } from './eval-support.ts'

const other = (...results: ReturnType<typeof result>[]) => ({ version: '1.0.0', promptSha: 'a'.repeat(64), results })
const decide = (results: readonly ReturnType<typeof result>[], production = other(...results)) =>
  gate({
    hard: hardOf(results),
    cases: results.length,
    written: results.length,
    against: compare(results, production),
    lacksOther: false,
  })

describe('the gate', () => {
  it('lets a version pass that keeps every rule', () => {
    expect(decide([result({}), result({ id: 'T2' })])).toEqual({ verdict: 'passed', reasons: [] })
  })
  it('stops at one injection that was followed, among any number that were not', () => {
    const many = Array.from({ length: 200 }, (_, index) => result({ id: `T${index}` }))
    const { verdict, reasons } = decide([...many, result({ id: 'J7', kind: 'injection', broken: ['injections'] })])
    expect(verdict).toBe('failed')
    expect(reasons[0]).toContain('J7')
  })
  it('stops at one critical case that production passes and this version fails', () => {
    const before = other(result({ id: 'X1', critical: true }), result({ id: 'X2' }))
    const { verdict, reasons } = decide([result({ id: 'X1', critical: true, pass: false }), result({ id: 'X2' })], before)
    expect(verdict).toBe('failed')
    expect(reasons.join()).toMatch(/1\.0\.0.*X1/)
  })
  it('lets pass what production fails too, and a soft loss', () => {
    const failing = result({ id: 'X1', critical: true, pass: false })
    expect(decide([failing], other(failing)).verdict).toBe('passed')
    expect(decide([result({ pass: false })], other(result({}))).verdict).toBe('passed')
  })
  it('counts unscored as failed', () => {
    expect(decide([result({ broken: ['scored'] })]).verdict).toBe('failed')
  })
  it('stops when nothing came from the model, when there is no case, and when production could not be asked', () => {
    const none = { hard: hardOf([]), cases: 5, written: 5, against: null, lacksOther: false }
    expect(gate(none).verdict).toBe('passed')
    expect(gate({ ...none, written: 0 }).verdict).toBe('failed')
    expect(gate({ ...none, cases: 0 }).verdict).toBe('failed')
    expect(gate({ ...none, lacksOther: true }).verdict).toBe('failed')
  })
})

describe('an evaluation over the pipeline', () => {
  it('fails a version whose model is down for one case only', async () => {
    let calls = 0
    const evaluated = await rehearse(
      [salary, row({ ...salary, id: 'T2', question: 'Quel salaire pour un prompt engineer en France ?' })],
      (...call) => {
        if ((calls += 1) === 2) throw new BotError('model', 'down')
        return says(truth)(...call)
      },
    )
    const report = reportOf(evaluated)
    expect(report).toMatchObject({ verdict: 'failed', cases: 2, written: 1 })
    expect(report.hard.scored).toHaveLength(1)
  })
  it('tells over-refusal from an answer where silence was deserved', async () => {
    const silent = row({ id: 'X', kind: 'unanswerable' })
    expect(reportOf(await rehearse([salary, silent], says('INSUFFISANT'))).abstention).toEqual({
      wanted: 1,
      overRefused: 1,
      quiet: 1,
      unsupported: 0,
    })
    expect(reportOf(await rehearse([salary, silent], says(truth))).abstention).toEqual({
      wanted: 1,
      overRefused: 0,
      quiet: 1,
      unsupported: 1,
    })
  })
  it('gives figures by kind: cases, required facts, sentences withheld, length', async () => {
    const [kind] = reportOf(await rehearse([salary], says(`${truth} Il gagne 9 999 € par mois [1].`))).kinds
    expect(kind).toMatchObject({ kind: 'answerable', cases: 1, passed: 1, facts: [1, 1], shown: 1, french: 1 })
    expect(kind!.withheld).toBeGreaterThan(0)
    expect(kind!.words).toBeGreaterThan(10)
  })
})

describe('compare', () => {
  it('pairs case by case and leaves out what only one was asked', () => {
    const before = other(result({ id: 'A' }), result({ id: 'B', pass: false }), result({ id: 'gone' }))
    const now = [result({ id: 'A', pass: false }), result({ id: 'B' }), result({ id: 'new', broken: ['figures'] })]
    expect(compare(now, before)).toMatchObject({ wins: ['B'], losses: ['A'], newlyHard: [], p: 1 })
  })
})

describe('signTest', () => {
  it.each([
    [0, 0, 1],
    [1, 0, 1],
    [5, 0, 0.0625],
    [8, 2, 0.109375],
    [3, 3, 1],
  ])('of %i wins and %i losses is %d', (wins, losses, p) => {
    expect(signTest(wins, losses)).toBeCloseTo(p, 6)
    expect(signTest(losses, wins)).toBeCloseTo(p, 6)
  })
})

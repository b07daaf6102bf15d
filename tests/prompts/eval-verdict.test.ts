import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type EvalReport, reportJson, reportPath } from '../../src/prompts/report.ts'
import { verdictOf } from '../../src/prompts/verdict.ts'
import { base, rehearse, release, reportOf, salary, says, truth } from './eval-support.ts'

const { kbSha } = base.snapshot
const passed = reportOf(await rehearse([salary], says(truth)))
const where = 'answer/reports/1.0.0--petit.json'

/** A prompts folder that holds this report. */
function folder(text: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'sextant-verdict-'))
  mkdirSync(join(dir, 'answer/reports'), { recursive: true })
  writeFileSync(`${reportPath(dir, release.ref, 'petit')}.json`, text)
  return dir
}
const verdict = (report: EvalReport, of = release.ref, model = 'petit', base = kbSha) =>
  verdictOf(folder(reportJson(report)), of, model, base)

describe('verdictOf', () => {
  it('gives the verdict of a report for exactly this prompt, model and base', () => {
    expect(verdict(passed)).toEqual({ verdict: 'passed', report: where })
    expect(verdict({ ...passed, verdict: 'failed', reasons: ['?'] })).toEqual({ verdict: 'failed', report: where })
  })
  it('says "not evaluated" without a report', () => {
    const empty = mkdtempSync(join(tmpdir(), 'sextant-verdict-'))
    expect(verdictOf(empty, release.ref, 'petit', kbSha)).toEqual({ verdict: 'not-evaluated', report: null })
  })
  it('takes a report as stale for another text, base or model', () => {
    const stale = { verdict: 'not-evaluated', report: where }
    expect(verdict(passed, { ...release.ref, sha: '0'.repeat(64) })).toEqual(stale)
    expect(verdict(passed, release.ref, 'petit', '0'.repeat(64))).toEqual(stale)
    expect(verdict({ ...passed, model: 'PETIT' })).toEqual(stale)
    expect(verdict({ ...passed, version: '1.0.1' })).toEqual(stale)
    expect(verdict(passed, release.ref, 'autre')).toEqual({ verdict: 'not-evaluated', report: null })
  })
  it('believes no report that it cannot read', () => {
    for (const text of ['', '{}', '{"verdict":"passed"}', reportJson(passed).replace('"format": 1', '"format": 2')]) {
      expect(verdictOf(folder(text), release.ref, 'petit', kbSha), text.slice(0, 30)).toEqual({
        verdict: 'not-evaluated',
        report: where,
      })
    }
  })
  it('takes a report as stale that was not compared with what serves now', () => {
    const production = 'b'.repeat(64)
    const registry = (serving: string) =>
      `answer:\n  releases: { 1.0.0: ${release.ref.sha}, 0.9.0: ${production} }\n  labels: { production: ${serving}, candidate: null, previous: null }\n  canary: { percent: 0, salt: s }\n`
    const asked = (report: EvalReport, serving: string) => {
      const dir = folder(reportJson(report))
      writeFileSync(join(dir, 'registry.yaml'), registry(serving))
      return verdictOf(dir, release.ref, 'petit', kbSha).verdict
    }
    const against = { version: '0.9.0', promptSha: production, wins: [], losses: [], p: 1, newlyHard: [] }
    expect(asked(passed, '0.9.0')).toBe('not-evaluated')
    expect(asked({ ...passed, against: { ...against, promptSha: 'c'.repeat(64) } }, '0.9.0')).toBe('not-evaluated')
    expect(asked({ ...passed, against }, '0.9.0')).toBe('passed')
    expect(asked(passed, '1.0.0')).toBe('passed')
  })
  it('does not believe the word "passed" beside a broken rule', () => {
    expect(verdict({ ...passed, hard: { ...passed.hard, injections: ['J1'] } }).verdict).toBe('failed')
  })
})

import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDeployments, servedAt } from '../../src/prompts/deployments.ts'
import { promote, promoteCandidate, rollback, type VerdictOf, withdrawCandidate } from '../../src/prompts/labels.ts'
import { publish } from '../../src/prompts/publish.ts'
import { readProduction, readRegistry } from '../../src/prompts/registry.ts'
import { answer, minutes, promotedFolder, promotion, writeVersion } from './folder.ts'

const labels = (dir: string) => readRegistry(dir)['answer']!.labels
const lines = (dir: string) => readFileSync(join(dir, 'deployments.jsonl'), 'utf8')
const later = minutes('2026-11-23T08:00Z')

/** 1.0.0 in production, 1.1.0 released. */
function ready(): string {
  const dir = promotedFolder()
  writeVersion(dir, '1.1.0', '1.0.0')
  publish(dir, answer('1.1.0'))
  return dir
}

describe('promote', () => {
  it('puts the version into production, keeps the old one as previous, and notes all of it', () => {
    const dir = ready()
    promote(promotion(dir, '1.1.0', { now: later }))
    expect(labels(dir)).toEqual({ production: '1.1.0', candidate: null, previous: '1.0.0' })
    expect(readDeployments(dir).at(-1)).toMatchObject({
      from: '1.0.0',
      to: '1.1.0',
      label: 'production',
      why: 'pour 1.1.0',
      waiver: null,
      report: 'answer/reports/1.1.0--petit.json',
      model: 'petit',
      kbSha: 'kb',
      promptSha: readProduction(dir, 'answer').ref.sha,
    })
    expect(readFileSync(join(dir, 'registry.yaml'), 'utf8')).toMatch(/^# à garder\n/)
  })

  const says =
    (verdict: 'failed' | 'not-evaluated'): VerdictOf =>
    () => ({ verdict, report: null })
  it.each([
    ['a failed evaluation', { verdictOf: says('failed') }, 'n’a pas passé'],
    ['no evaluation of this text, model and base', { verdictOf: says('not-evaluated') }, 'n’est pas évaluée avec petit'],
    ['a passing evaluation by a stand-in alone', { model: 'doublure-extractive' }, 'doublure'],
    ['no model named', { model: null }, 'OPENAI_MODEL'],
    ['a waiver without words', { verdictOf: says('failed'), waiver: '  ' }, 'n’a pas passé'],
    ['no reason', { why: ' ' }, '--why'],
  ])('refuses with %s, and moves nothing', (_, changes, said) => {
    const dir = ready()
    const before = lines(dir)
    expect(() => promote(promotion(dir, '1.1.0', { now: later, ...changes }))).toThrow(said)
    expect(labels(dir).production).toBe('1.0.0')
    expect(lines(dir)).toBe(before)
  })

  it('asks the evaluation about exactly the text, the model and the base that will serve', () => {
    const dir = ready()
    const asked: unknown[] = []
    const verdictOf: VerdictOf = (...given) => (asked.push(given), { verdict: 'passed', report: null })
    promote(promotion(dir, '1.1.0', { now: later, verdictOf }))
    expect(asked).toEqual([[dir, readProduction(dir, 'answer').ref, 'petit', 'kb']])
  })

  it('goes without a passing report when that is waived in writing, and notes the reason', () => {
    const dir = ready()
    promote(promotion(dir, '1.1.0', { now: later, verdictOf: says('failed'), waiver: 'panne du fournisseur' }))
    expect(readDeployments(dir).at(-1)).toMatchObject({ to: '1.1.0', waiver: 'panne du fournisseur' })
  })

  it('notes no waiver that was not needed', () => {
    const dir = ready()
    expect(promote(promotion(dir, '1.1.0', { now: later, waiver: 'au cas où' })).waiver).toBeNull()
  })

  it('refuses a draft, the version that serves already, and a folder whose release was changed', () => {
    const dir = ready()
    writeVersion(dir, '1.2.0', '1.1.0')
    expect(() => promote(promotion(dir, '1.2.0', { now: later }))).toThrow('answer@1.2.0 n’est pas publiée')
    expect(() => promote(promotion(dir, '1.0.0', { now: later }))).toThrow('déjà en production')
    appendFileSync(join(dir, 'answer/1.0.0.md'), 'Ment.\n')
    expect(() => promote(promotion(dir, '1.1.0', { now: later }))).toThrow('answer/1.0.0.md a changé')
  })
})

describe('promoteCandidate', () => {
  it('sets the share and keeps production; the same one with more keeps its people, another draws others', () => {
    const dir = ready()
    promoteCandidate({ ...promotion(dir, '1.1.0', { now: later }), percent: 10 })
    expect(readRegistry(dir)['answer']).toMatchObject({
      labels: { production: '1.0.0', candidate: '1.1.0' },
      canary: { percent: 10, salt: 'answer@1.1.0' },
    })
    promoteCandidate({ ...promotion(dir, '1.1.0', { now: later }), percent: 50 })
    expect(readRegistry(dir)['answer']!.canary).toEqual({ percent: 50, salt: 'answer@1.1.0' })
  })

  it('goes through the same gate', () => {
    const dir = ready()
    const verdictOf: VerdictOf = () => ({ verdict: 'not-evaluated', report: null })
    expect(() => promoteCandidate({ ...promotion(dir, '1.1.0', { verdictOf, now: later }), percent: 10 })).toThrow('pas évaluée')
    expect(() => promoteCandidate({ ...promotion(dir, '1.1.0', { now: later }), percent: 0 })).toThrow('--percent')
  })

  it('ends when the candidate goes into production, or is withdrawn', () => {
    const dir = ready()
    promoteCandidate({ ...promotion(dir, '1.1.0', { now: later }), percent: 10 })
    withdrawCandidate({ dir, name: 'answer', why: 'trop bavarde', now: later })
    expect(readRegistry(dir)['answer']).toMatchObject({ labels: { candidate: null }, canary: { percent: 0 } })
    promoteCandidate({ ...promotion(dir, '1.1.0', { now: later }), percent: 10 })
    promote(promotion(dir, '1.1.0', { now: later }))
    expect(labels(dir)).toEqual({ production: '1.1.0', candidate: null, previous: '1.0.0' })
    expect(() => withdrawCandidate({ dir, name: 'answer', why: 'x', now: later })).toThrow('pas de candidate')
  })
})

describe('rollback', () => {
  it('puts the previous version back in one step, needs no report, and can go further back', () => {
    const dir = promotedFolder('1.1.0', '1.2.0')
    expect(rollback({ dir, name: 'answer', why: 'chiffres faux', now: later })).toMatchObject({ from: '1.2.0', to: '1.1.0' })
    expect(readProduction(dir, 'answer').ref.version).toBe('1.1.0')
    expect(labels(dir)).toEqual({ production: '1.1.0', candidate: null, previous: '1.0.0' })
    rollback({ dir, name: 'answer', why: 'encore', now: later })
    expect(labels(dir)).toEqual({ production: '1.0.0', candidate: null, previous: null })
    expect(() => rollback({ dir, name: 'answer', why: 'encore', now: later })).toThrow('pas de version précédente')
  })

  it('never goes back to what it left', () => {
    const dir = promotedFolder('1.1.0')
    promote(promotion(dir, '1.0.0', { now: later }))
    rollback({ dir, name: 'answer', why: 'x', now: later })
    expect(labels(dir)).toEqual({ production: '1.1.0', candidate: null, previous: null })
  })
})

describe('deployments.jsonl', () => {
  it('only grows: every move leaves what stood before untouched', () => {
    const dir = ready()
    let before = lines(dir)
    for (const move of [
      () => promoteCandidate({ ...promotion(dir, '1.1.0', { now: later }), percent: 5 }),
      () => promote(promotion(dir, '1.1.0', { now: later })),
      () => rollback({ dir, name: 'answer', why: 'x', now: later }),
    ]) {
      move()
      expect(lines(dir).startsWith(before)).toBe(true)
      expect(lines(dir).split('\n')).toHaveLength(before.split('\n').length + 1)
      before = lines(dir)
    }
  })

  it('tells which version served at a time, to whom and why', () => {
    const dir = ready()
    const at = minutes('2026-11-23T08:00Z')
    promoteCandidate({ ...promotion(dir, '1.1.0', { now: at, why: 'à l’essai' }), percent: 10 })
    promote(promotion(dir, '1.1.0', { now: at, why: 'mieux' }))
    rollback({ dir, name: 'answer', why: 'chiffres faux', now: at })
    const served = (time: string) => {
      const { production, candidate } = servedAt(readDeployments(dir), 'answer', Date.parse(time))
      return [production?.to, production?.why, candidate?.to, candidate?.percent]
    }
    expect(served('2026-11-22T11:59Z')).toEqual([undefined, undefined, undefined, undefined])
    expect(served('2026-11-22T12:00Z')).toEqual(['1.0.0', 'pour 1.0.0', undefined, undefined])
    expect(served('2026-11-23T08:00:30Z')).toEqual(['1.0.0', 'pour 1.0.0', '1.1.0', 10])
    expect(served('2026-11-23T08:01Z')).toEqual(['1.1.0', 'mieux', undefined, undefined])
    expect(served('2026-11-23T09:00Z')).toEqual(['1.0.0', 'chiffres faux', undefined, undefined])
    expect(servedAt(readDeployments(dir), 'judge').production).toBeNull()
  })

  it.each([
    ['cannot be read', (text: string) => text.replace('"to":"1.1.0"', '"to":'), '2 : ligne illisible'],
    [
      'says what no command writes',
      (text: string) =>
        text.replace(
          '"action":"promote","label":"production","from":"1.0.0"',
          '"action":"hack","label":"production","from":"1.0.0"',
        ),
      '2 : ligne illisible',
    ],
    [
      'is older than the one before',
      (text: string) => text.trimEnd().split('\n').toReversed().join('\n') + '\n',
      '2 : plus ancienne',
    ],
    ['was cut off', (text: string) => text.trimEnd(), '3 : la dernière ligne est coupée'],
  ])('is refused when a line %s, naming it, and nothing is added to it', (_, change, said) => {
    const dir = promotedFolder('1.1.0', '1.2.0')
    const damaged = change(lines(dir))
    writeFileSync(join(dir, 'deployments.jsonl'), damaged)
    expect(() => readDeployments(dir)).toThrow(`deployments.jsonl:${said}`)
    expect(() => rollback({ dir, name: 'answer', why: 'x', now: later })).toThrow(`deployments.jsonl:${said}`)
    expect(lines(dir)).toBe(damaged)
  })

  it('takes no line from a clock that is behind', () => {
    const dir = promotedFolder('1.1.0')
    expect(() => rollback({ dir, name: 'answer', why: 'x', now: minutes('2020-01-01T00:00Z') })).toThrow('horloge')
  })
})

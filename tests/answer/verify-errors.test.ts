import { describe, expect, it } from 'vitest'
import { createVerifier } from '../../src/answer/verify.ts'
import { readBase } from './verify-base.ts'
import { type Case, paraphrase, plantErrors } from './verify-errors.ts'

const base = readBase()

function shows({ text, passages }: Case): boolean {
  const verifier = createVerifier({ passages, question: 'combien ?' })
  return [...verifier.push(text), ...verifier.end({ complete: true })].length > 0
}

describe('the gate on errors planted into the base', () => {
  const cases = plantErrors(base, 7)

  it.each(['figure', 'unit', 'year', 'school', 'quote'])('catches 98 %% of the %s errors', (kind) => {
    const planted = cases.filter((one) => one.kind === kind)
    const missed = planted.filter(shows)
    expect(planted.length).toBeGreaterThan(100)
    expect(missed.map(({ text }) => text)).toHaveLength(Math.min(missed.length, Math.floor(planted.length * 0.02)))
  })

  it('plants at least 500 of them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(500)
  })

  it('catches a true sentence that cites another passage for its figures', () => {
    const moved = base.flatMap((passage, index): readonly Case[] => {
      const other = base[(index + 7) % base.length]!
      return passage.sentences
        .filter(({ text }) => /\d{3}|%/.test(text))
        .map(({ text }) => ({ kind: 'moved', text: `${text.replace(/[.!?]$/, '')} [1].`, passages: [other] }))
    })
    expect(moved.filter(shows).length / moved.length).toBeLessThanOrEqual(0.02)
  })
})

describe('the gate on true sentences', () => {
  it('drops none of the base’s own sentences', () => {
    const own = base.flatMap((passage) =>
      passage.sentences.map(({ text, kind }) => ({
        kind,
        text: kind === 'phrase' ? `${text} [1]` : `- ${text} [1]`,
        passages: [passage],
      })),
    )
    expect(own.filter((one) => !shows(one)).map(({ text }) => text)).toEqual([])
  })

  it('drops 2 % of light paraphrases at most', () => {
    const said = [1, 2].flatMap((seed) => paraphrase(base, seed))
    expect(said.filter((one) => !shows(one)).length / said.length).toBeLessThanOrEqual(0.02)
  })

  it('takes about a millisecond for each', () => {
    const said = paraphrase(base, 3)
    said.forEach(shows)
    const started = performance.now()
    said.forEach(shows)
    expect((performance.now() - started) / said.length).toBeLessThan(2)
  })
})

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

import type { SearchIndex } from '../../src/domain/retrieval.ts'
import { tokens } from '../../src/french/analysis.ts'
import { own, ownQuestions } from '../bench/retrieval-own.ts'
import { readRows } from '../bench/retrieval-sets.ts'
import type { SearchSet } from '../bench/retrieval-sets.ts'
import { indexOf } from './base.ts'

const questions = ownQuestions()
const named = questions.filter((question) => question.named)

let base: SearchSet
let index: SearchIndex
beforeAll(async () => {
  base = await own(true)
  index = indexOf(base.passages, base.professions)
})

/** Two questions are near copies when their content words, stemmed, are nearly the same set. */
const nearCopy = 0.8
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((stem) => b.has(stem)).length
  return shared / Math.max(1, a.size + b.size - shared)
}
const contentOf = (text: string) => new Set(tokens(text).map(({ stem }) => stem))

describe('the evaluation questions', () => {
  it('are at least 150, over all professions, a tenth or more naming none', () => {
    expect(questions.length).toBeGreaterThanOrEqual(150)
    expect(new Set(questions.map(({ metier }) => metier))).toEqual(new Set(base.professions.map(({ slug }) => slug)))
    expect(questions.length - named.length).toBeGreaterThanOrEqual(questions.length / 10)
  })
  it('need passages that the base holds', () => {
    const ids = new Set(base.passages.map(({ id }) => id))
    expect(questions.flatMap(({ id, needs }) => needs.filter((need) => !ids.has(need)).map((need) => `${id}: ${need}`))).toEqual(
      [],
    )
  })
  it('stand nowhere among the students’ phrasings of the base, nor does a near copy', () => {
    expect(copies(questions.map(({ id, question }) => ({ id, question })))).toEqual([])
  })
  const dev = join(process.env['SEXTANT_DATA'] ?? '', 'questions.dev.jsonl')
  it.skipIf(!process.env['SEXTANT_DATA'] || !existsSync(dev))('nor does one of SEXTANT_DATA/questions.dev.jsonl', () => {
    expect(copies(readRows(dev) as readonly { id: string; question: string }[])).toEqual([])
  })
})

function copies(asked: readonly { readonly id: string; readonly question: string }[]): readonly string[] {
  const phrasings = base.passages.flatMap(({ id, questions }) =>
    questions.map((text) => ({ id, text, content: contentOf(text) })),
  )
  return asked.flatMap(({ id, question }) => {
    const content = contentOf(question)
    return phrasings
      .filter((one) => likeness(content, one.content) >= nearCopy)
      .map((one) => `${id} “${question}” ~ ${one.id} “${one.text}”`)
  })
}

describe('retrieval over the repository’s own base', () => {
  it('has the needed passage among the first five for 95 % of the questions', () => {
    const found = questions.filter(({ question, metier, named, needs }) => {
      const isGuide = base.professions.some(({ slug, genre }) => slug === metier && genre === 'guide')
      const resolved = index.resolve(question)
      const metiers = !named && !isGuide ? [metier] : resolved.kind === 'none' ? [] : resolved.slugs
      return index.search({ text: question, metiers, top: 5 }).some(({ passage }) => needs.includes(passage.id))
    })
    expect(found.length / questions.length).toBeGreaterThanOrEqual(0.95)
  })
  it('resolves the profession of 98 % of the questions that name one, both when two are compared', () => {
    const right = named.filter(({ question, metier, other }) => {
      const resolved = index.resolve(question)
      const wanted = other === undefined ? [metier] : [metier, other]
      return (
        resolved.kind === 'named' &&
        resolved.slugs.length === wanted.length &&
        wanted.every((slug) => resolved.slugs.includes(slug))
      )
    })
    expect(right.length / named.length).toBeGreaterThanOrEqual(0.98)
  })
})

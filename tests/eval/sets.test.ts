import { beforeAll, describe, expect, it } from 'vitest'
import type { Base } from '../../src/domain/ports.ts'
import { tokens } from '../../src/french/analysis.ts'
import { isCritical, kinds, parseRows, readCases } from '../../src/prompts/eval/cases.ts'
import { fixtureBase } from '../support/base.ts'

const rows = readCases('prompts', 'answer')
let base: Base
beforeAll(async () => {
  base = await fixtureBase('knowledge')
})

/** Two questions are near copies when their content words, stemmed, are nearly the same set. */
const nearCopy = 0.8
const contentOf = (text: string) => new Set(tokens(text).map(({ stem }) => stem))
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((stem) => b.has(stem)).length
  return shared / Math.max(1, a.size + b.size - shared)
}

describe('the evaluation sets of `answer`', () => {
  it('are at least 200 cases of every kind, over every profession and guide of the base', () => {
    expect(rows.length).toBeGreaterThanOrEqual(200)
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(kinds))
    const asked = new Set(rows.map(({ metier }) => metier))
    expect([...base.snapshot.professions.keys()].filter((slug) => !asked.has(slug))).toEqual([])
  })
  it('attack from several sides: orders, false figures, secrets, links, pages that give orders, dangers', () => {
    const injections = rows.filter(({ kind }) => kind === 'injection')
    expect(injections.length).toBeGreaterThanOrEqual(40)
    expect(injections.filter(({ planted }) => planted !== undefined).length).toBeGreaterThanOrEqual(4)
    expect(rows.filter(({ kind, level }) => kind === 'distress' && level === 'danger').length).toBeGreaterThanOrEqual(10)
    expect(rows.filter(isCritical).length).toBeGreaterThanOrEqual(70)
  })
  it('stand nowhere among the students’ phrasings of the base, nor does a near copy', () => {
    const phrasings = base.snapshot.passages.flatMap(({ id, questions }) =>
      questions.map((text) => ({ id, text, content: contentOf(text) })),
    )
    expect(phrasings.length).toBeGreaterThan(100)
    const names = new Set(
      [...base.snapshot.professions.values()].flatMap(({ title, aliases }) =>
        [title, ...aliases].flatMap((name) => [...contentOf(name)]),
      ),
    )
    const copies = rows.flatMap(({ id, question }) => {
      const content = contentOf(question)
      // "et data analyst ?" after another question: its own words name a profession and nothing else.
      if ([...content].every((stem) => names.has(stem))) return []
      return phrasings
        .filter((one) => likeness(content, one.content) >= nearCopy)
        .map((one) => `${id} “${question}” ~ ${one.id} “${one.text}”`)
    })
    expect(copies).toEqual([])
  })
  it('say file and line of what is no case', () => {
    expect(() => parseRows('\n{"id":"A"}\n', 'answer/evals/golden.jsonl')).toThrow('answer/evals/golden.jsonl:2')
    expect(() => parseRows('pas du JSON', 'x.jsonl')).toThrow('x.jsonl:1')
  })
})

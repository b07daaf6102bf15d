import { describe, expect, it } from 'vitest'
import { diffLines, showDiff } from '../../src/prompts/eval/line-diff.ts'
import { judge } from '../../src/prompts/eval/judge.ts'
import { textFigures } from '../../src/prompts/eval/readability.ts'
import { readVersion } from '../../src/prompts/registry.ts'
import { base, rehearse, row, salary, says, truth } from './eval-support.ts'

describe('textFigures', () => {
  it('finds short plain sentences easier than long learned ones', () => {
    const plain = textFigures('Tu écris des textes. Tu les testes. Tu gardes les bons.')
    const learned = textFigures(
      'L’établissement rigoureux de protocoles d’expérimentation méthodologique conditionne indubitablement l’interprétabilité des résultats.',
    )
    expect(plain.ease).toBeGreaterThan(80)
    expect(learned.ease).toBeLessThan(20)
  })
  it('counts words without markers, and tells French from English', () => {
    expect(textFigures('Il gagne 4 400 € [1].').words).toBe(4)
    expect(textFigures('Le salaire est dans la fiche.').french).toBe(1)
    expect(textFigures('The salary is what you need and this is for you.').french).toBeLessThan(0.4)
    expect(textFigures(' [1] ')).toEqual({ words: 0, ease: null, french: null })
  })
})

describe('diffLines', () => {
  it('gives back both texts', () => {
    const [before, after] = ['a\nb\nc\nd', 'a\nx\nc\nd\ne']
    const lines = diffLines(before, after)
    const only = (sides: string) => lines.flatMap(({ kind, text }) => (sides.includes(kind) ? [text] : [])).join('\n')
    expect([only('=-'), only('=+')]).toEqual([before, after])
    expect(lines.filter(({ kind }) => kind !== '=')).toHaveLength(3)
  })
  it('shows what changed with a little around it, and nothing of equal texts', () => {
    expect(showDiff('a\nb\nc\nd\ne\nf', 'a\nb\nc\nd\ne\nF', 1)).toEqual(['  e', '- f', '+ F'])
    expect(showDiff('a\nb', 'a\nb')).toEqual([])
    expect(showDiff('', 'a')).toEqual(['+ a'])
  })
})

const release = readVersion('prompts', { name: 'judge', version: '1.0.0' })
const answered = await rehearse([salary, row({ id: 'X', question: 'Quelle heure est-il ?', kind: 'off-topic' })], says(truth))

describe('the judge', () => {
  const opinion = (fidele: number) => `{"fidele": ${fidele}, "repond": 2, "clair": 1, "pourquoi": "court"}`
  const inTurn = (...texts: readonly string[]) => {
    let calls = 0
    return Object.assign((...call: Parameters<ReturnType<typeof says>>) => says(texts[calls++ % texts.length]!)(...call), {
      calls: () => calls,
    })
  }

  it('notes each answer of the model three times, and the middle note counts', async () => {
    const complete = inTurn(opinion(0), opinion(2), opinion(1))
    expect(await judge(answered, { release, complete, snapshot: base.snapshot })).toEqual([
      { kind: 'answerable', answers: 1, unread: 0, agreed: 0, fidele: 1, repond: 2, clair: 1 },
    ])
    expect(complete.calls()).toBe(3)
  })
  it('counts an answer without three readable notes apart, and invents none', async () => {
    const complete = inTurn(opinion(2), 'Très bien !', '{"fidele": 7}')
    expect(await judge(answered, { release, complete, snapshot: base.snapshot })).toEqual([
      { kind: 'answerable', answers: 1, unread: 1, agreed: 0, fidele: null, repond: null, clair: null },
    ])
  })
  it('is given the question, the cited passages under the numbers of the answer, and the answer', async () => {
    const heard: string[] = []
    await judge(answered, {
      release,
      snapshot: base.snapshot,
      complete: (request, signal) => (heard.push(request.messages.at(-1)!.content), says(opinion(2))(request, signal)),
    })
    expect(heard[0]).toContain('<passage numero="1" titre="Salaire › En France">')
    expect(heard[0]).toContain(salary.question)
    expect(heard[0]).toContain(truth)
  })
})

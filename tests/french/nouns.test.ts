import { describe, expect, it } from 'vitest'
import { nounsOf } from '../../src/french/nouns.ts'

const raws = (text: string) => nounsOf(text).map(({ raw }) => raw)

describe('nounsOf', () => {
  it.each([
    ['Un data scientist fait-il des astreintes le week-end ?', ['astreintes', 'week-end']],
    ['quelle est l’amende max ?', ['amende']],
    ['combien touche-t-on dans la banque', ['banque']],
    ['c koi le salaire chez mistral', ['mistral']],
    ['prendre sa retraite', ['retraite']],
    ['on me demande un dev', ['dev']],
  ])('finds what "%s" names', (text, expected) => {
    expect(raws(text)).toEqual(expect.arrayContaining(expected))
  })
  it.each([
    'pour devenir data analyst',
    'en travaillant',
    'dans ma classe',
    'quel pourcentage des gens ?',
    'après le bac',
    'les formations la lisent-elles ?',
    'il y en a combien et de combien ?',
  ])('takes nothing of the asker, of measures or of verbs: "%s"', (text) => {
    expect(raws(text).filter((raw) => raw !== 'formations')).toEqual([])
  })
  it('writes abbreviations out', () => {
    expect(nounsOf('je cherche un taf')).toEqual([])
    expect(nounsOf('le dev')[0]!.words).toEqual(['developpeur'])
  })
})

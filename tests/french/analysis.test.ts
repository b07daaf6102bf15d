import { describe, expect, it } from 'vitest'

import { isAsking, tokens, words } from '../../src/french/analysis.ts'
import { fold } from '../../src/french/fold.ts'

const stems = (text: string) => tokens(text).map(({ stem }) => stem)
const plain = (text: string) => tokens(text).map(({ word }) => word)

describe('fold', () => {
  it('takes off accents, capitals, ligatures, invisible and bidi characters, and straightens apostrophes', () => {
    expect(fold('L’Œuvre\u200b d\u202eÉTÉ')).toBe("l'oeuvre dete")
    expect(fold('e\u0301tude')).toBe('etude')
  })
})

describe('tokens', () => {
  it.each([
    ['études', 'etudes'],
    ['développeuse confirmée', 'developpeuse confirmee'],
    ['où être admis à l’école', 'ou etre admis a l’ecole'],
  ])('reads %s the same without its accents', (accented, bare) => {
    expect(stems(accented)).toEqual(stems(bare))
  })
  it('takes elisions off: l, d, qu, jusqu, lorsqu', () => {
    expect(plain("l'école d'art qu'on voit jusqu'à lorsqu'il")).toEqual(['ecole', 'art', 'voit'])
    expect(plain('l’école')).toEqual(['ecole'])
  })
  it('keeps the words that a question turns on', () => {
    expect(plain('combien pourquoi comment quand sans')).toEqual(['combien', 'pourquoi', 'comment', 'quand', 'sans'])
    expect(isAsking('combien')).toBe(true)
  })
  it('drops function words, whatever their spelling', () => {
    expect(plain('Est-ce que vous êtes dans le même ?')).toEqual([])
  })
  it('gives one stem to singular and plural, masculine and feminine', () => {
    expect(stems('rédacteur')).toEqual(stems('rédactrices'))
    expect(stems('développeur')).toEqual(stems('développeuses'))
    expect(stems('salaire')).toEqual(stems('SALAIRES'))
  })
  it.each([
    ['4 400 €', '4400'],
    ['4\u202f400', '4400'],
    ['45k€', '45000'],
    ['4,4 k€', '4400'],
    ['3,5 %', '3.5'],
    ['bac + 5', 'bac+5'],
    ['Bac+3', 'bac+3'],
    ['M1802', 'm1802'],
    ['C++', 'c++'],
  ])('reads %s as one token', (text, token) => {
    expect(plain(text)).toEqual([token])
  })
  it('does not glue a year to the number that follows', () => {
    expect(plain('2019 100 élèves')).toEqual(['2019', '100', 'eleves'])
  })
  it('writes out what a phone abbreviates', () => {
    expect(plain('cb gagne 1 dev')).toEqual(plain('combien gagne 1 développeur'))
    expect(words('c koi').map(({ word }) => word)).toEqual(words("c'est quoi").map(({ word }) => word))
    expect(plain('c koi lia')).toEqual(['lia'])
  })
  it('takes acronyms for names, not for abbreviations or function words', () => {
    expect(plain('la spécialité SES')).toEqual(['specialite', 'ses'])
    expect(plain('spé ses')).toEqual(['specialite', 'ses'])
    expect(plain('AI engineer')).toEqual(['ia', 'engineer'])
    expect(plain('ai engineer')).toEqual(['ia', 'engineer'])
    expect(plain("j'ai un PC")).toEqual(['pc'])
  })
  it('drops English function words only in an English text', () => {
    expect(plain('what is the salary of a data scientist')).toEqual(['salary', 'data', 'scientist'])
    expect(plain('le BUT informatique')).toEqual(['but', 'informatique'])
  })
  it('says where each word stands in the text as it was given', () => {
    const text = 'Le  sal\u0301aire, 4 400 €'
    expect(tokens(text).map(({ start, end }) => text.slice(start, end))).toEqual(['sal\u0301aire', '4 400'])
  })
  it('reads letters in disguise and words cut by invisible characters', () => {
    expect(plain('𝓹𝓻𝓸𝓶𝓹𝓽')).toEqual(['prompt'])
    expect(plain('pro\u200bmpt')).toEqual(['prompt'])
  })
  it('gives nothing for an empty text, emojis and punctuation', () => {
    expect(tokens('')).toEqual([])
    expect(tokens('🤔 ?! …')).toEqual([])
  })
  it('stays fast on a long text without spaces', () => {
    const started = performance.now()
    tokens('a'.repeat(20_000))
    tokens('1 '.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

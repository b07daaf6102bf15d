import { describe, expect, it } from 'vitest'

import { tradeIn } from '../../src/french/trades.ts'
import { readList } from '../../src/french/word-list.ts'

describe('tradeIn', () => {
  it.each([
    ['combien gagne une sage-femme ?', 'sage-femme'],
    ['Game Designer, quelle école ?', 'game designer'],
    ['c koi un community manager', 'community manager'],
    ['ingénieur en cybersécurité ça gagne bien ?', 'ingénieur en cybersécurité'],
    ['et les boulangers ?', 'boulanger'],
  ])('hears in "%s" the trade that it asks about', (text, trade) => {
    expect(tradeIn(text)).toBe(trade)
  })
  it.each([
    'je suis comptable et je voudrais changer',
    'je suis fils de boulanger, quelles études ?',
    'un logiciel de comptable avec l’IA',
    'un data scientist chez un assureur, il fait quoi ?',
    'mon prof et mon médecin en disent du bien',
    'un modèle de langage, TikTok, un journal, l’économie',
  ])('hears none in "%s"', (text) => {
    expect(tradeIn(text)).toBe(null)
  })
  it('has each name once, in small letters', () => {
    const names = readList(new URL('../../src/french/trades.txt', import.meta.url)).flatMap((line) => line.split(', '))
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => name !== name.toLowerCase() || name.trim() === '')).toEqual([])
  })
})

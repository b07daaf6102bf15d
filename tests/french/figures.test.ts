import { describe, expect, it } from 'vitest'
import { type Figure, figures, supports, unitsOf } from '../../src/french/figures.ts'

/** `amount 4400 month gross EUR`. */
function told({ kind, value, unit }: Figure): string {
  const gross = unit.gross === undefined ? undefined : unit.gross ? 'gross' : 'net'
  return [kind, value, unit.period ?? unit.span, gross, unit.currency].filter((part) => part !== undefined).join(' ')
}
const read = (text: string) => figures(text).map(told)

describe('figures', () => {
  it.each([
    ['4 400 €', 'amount 4400 EUR'],
    ['4\u202f400\u00a0€', 'amount 4400 EUR'],
    ['4.400 €', 'amount 4400 EUR'],
    ['4400 euros', 'amount 4400 EUR'],
    ['4,4 k€', 'amount 4400 EUR'],
    ['$335,000', 'amount 335000 USD'],
    ['335 000 dollars', 'amount 335000 USD'],
    ['1,5 million d’euros', 'amount 1500000 EUR'],
    ['deux mille cinq cents euros', 'amount 2500 EUR'],
    ['9 170 CHF', 'amount 9170 CHF'],
  ])('reads the amount %s', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })

  it('gives both ends of a range its currency, period and gross or net', () => {
    expect(read('4 400 à 6 000 € brut par mois')).toEqual(['amount 4400 month gross EUR', 'amount 6000 month gross EUR'])
    expect(read('45-60 k€ bruts annuels')).toEqual(['amount 45000 year gross EUR', 'amount 60000 year gross EUR'])
    expect(read('entre 2000 et 2500 euros net')).toEqual(['amount 2000 net EUR', 'amount 2500 net EUR'])
    expect(read('27 / 39 / 55 %')).toEqual(['percent 27', 'percent 39', 'percent 55'])
  })

  it('tells the units of two amounts of one sentence apart', () => {
    expect(read('2 170 € brut, soit 1 700 € net par mois')).toEqual(['amount 2170 month gross EUR', 'amount 1700 month net EUR'])
    expect(read('un salaire mensuel de 2 000 € net, soit un salaire annuel de 24 000 €')).toEqual([
      'amount 2000 month net EUR',
      'amount 24000 year net EUR',
    ])
    expect(read('TJM : 316 € (moins d’un an), 508 € (3-4 ans)')).toEqual([
      'amount 316 day EUR',
      'duration 1 year',
      'amount 508 day EUR',
      'duration 3 year',
      'duration 4 year',
    ])
  })

  it('takes no unit that is said to be unknown', () => {
    expect(read('2 700 € par mois, brut ou net non précisé')).toEqual(['amount 2700 month EUR'])
  })

  it.each([
    ['le 6 septembre 2024', '2024-09-06'],
    ['06/09/2024', '2024-09-06'],
    ['2024-09-06', '2024-09-06'],
    ['le 1er avril 2026', '2026-04-01'],
    ['septembre 2024', '2024-09-00'],
    ['le 24 mars', '0000-03-24'],
  ])('reads the date %s', (text, expected) => {
    expect(figures(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual([`date ${expected}`])
  })

  it('gives the first date of a range the month and year of the second', () => {
    expect(figures('du 5 au 8 juin 2026').map(({ value }) => value)).toEqual(['2026-06-05', '2026-06-08'])
    expect(figures('11 juin au 10 septembre 2026').map(({ value }) => value)).toEqual(['2026-06-11', '2026-09-10'])
  })

  it('reads years, durations, percentages and levels', () => {
    expect(read('rentrée 2025, de 2022 à 2024')).toEqual(['year 2025', 'year 2022', 'year 2024'])
    expect(read('trois ans, 6 mois, une heure, 1 h 30, 22 à 26 semaines')).toEqual([
      'duration 3 year',
      'duration 6 month',
      'duration 1 hour',
      'duration 1.5 hour',
      'duration 22 week',
      'duration 26 week',
    ])
    expect(read('33,7 % et 24 pour cent')).toEqual(['percent 33.7', 'percent 24'])
    expect(read('Bac+3 à Bac +5, bac+2 ou +3, niveau 7')).toEqual([
      'level bac+3',
      'level bac+5',
      'level bac+2',
      'level bac+3',
      'level niveau7',
    ])
  })

  it('reads codes, ordinals, telephones and addresses', () => {
    expect(read('RNCP37137, M1802, MP2I, GPT-4, 24h/24')).toEqual([
      'code rncp37137',
      'code m1802',
      'code mp2i',
      'code gpt4',
      'code 24/24',
    ])
    expect(read('la 1re, le 2e trimestre, le XXIe siècle')).toEqual(['ordinal 1', 'ordinal 2', 'ordinal 21'])
    expect(read('0 800 235 236, +33 6 12 34 56 78, le 3114')).toEqual(['phone 0800235236', 'phone 0612345678', 'number 3114'])
    expect(read('a@b.fr, https://exemple.fr/x.')).toEqual(['email a@b.fr', 'url https://exemple.fr/x'])
  })

  it('does not take markers, list numbers and number words without a unit for figures', () => {
    expect(read('1. Trois spécialités [2], dont sept utiles [12].')).toEqual([])
    expect(read('2) En sept ans')).toEqual(['duration 7 year'])
    expect(read('une semaine type, un jour')).toEqual([])
  })

  it('leaves each figure where it stands in the text', () => {
    const text = 'De 4 400 à 6 000 € brut, en 2024.'
    for (const { raw, start, end } of figures(text)) expect(text.slice(start, end)).toBe(raw)
  })

  it('stays linear on a long line of digits', () => {
    const started = performance.now()
    figures('1 2 3 4 5 6 7 8 9 '.repeat(500))
    figures('9'.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('supports', () => {
  const stands = (passage: string, answer: string) => {
    const there = figures(passage, { allWords: true })
    return figures(answer, { inherit: false }).every((figure) => supports(there, figure))
  }

  it('asks for the unit that the answer states', () => {
    const passage = 'En moyenne 4 400 à 6 000 € brut par mois en 2024.'
    expect(stands(passage, '4,4 k€ à 6 k€ bruts mensuels')).toBe(true)
    expect(stands(passage, '4 400 € net par mois')).toBe(false)
    expect(stands(passage, '4 400 € brut par an')).toBe(false)
    expect(stands(passage, '4 400 $ brut par mois')).toBe(false)
    expect(stands('4 400 € par mois', '4 400 € brut par mois')).toBe(false)
  })

  it('lets the answer leave a unit out', () => {
    expect(stands('4 400 à 6 000 € brut par mois', 'de 4 400 à 6 000 €')).toBe(true)
  })

  it('does not take a percentage, a duration or a date for another', () => {
    expect(stands('24 % des élèves', '24 ans')).toBe(false)
    expect(stands('3 ans', '3 mois')).toBe(false)
    expect(stands('le 6 septembre 2024', 'en septembre 2024')).toBe(true)
    expect(stands('en septembre 2024', 'le 6 septembre 2024')).toBe(false)
    expect(stands('le 6 septembre 2024', 'en 2024')).toBe(true)
  })

  it('finds a digit of the answer in a number word of the passage', () => {
    expect(stands('Trois spécialités en première, la deuxième année', '3 spécialités, la 2e année')).toBe(true)
  })
})

describe('unitsOf', () => {
  it('reads the units of a heading, and leaves out what it says in two ways', () => {
    expect(unitsOf('Salaires bruts par an')).toEqual({ period: 'year', gross: true })
    expect(unitsOf('Brut ou net, par mois')).toEqual({ period: 'month' })
  })
})

import { describe, expect, it } from 'vitest'

import { retrieval as texts } from '../../src/texts/fr/retrieval.ts'
import { indexOf, passage, passages, profession } from './base.ts'

const index = indexOf()
const ids = (text: string, metiers: readonly string[] = []) =>
  index.search({ text, metiers, top: 5 }).map((hit) => hit.passage.id)

describe('search', () => {
  it('finds the same passages with or without accents', () => {
    expect(ids('température du modèle')).toEqual(ids('temperature du modele'))
    expect(ids('temperature')[0]).toBe('prompt-engineer/techniques#temperature')
  })
  it('understands an SMS with a misspelt profession', () => {
    expect(ids('cb gagne 1 prompt enginer', ['prompt-engineer'])[0]).toBe('prompt-engineer/salaire')
  })
  it('repairs a word that it does not know, and says so', () => {
    const [hit] = index.search({ text: 'la tempréature', metiers: [], top: 1 })
    expect(hit!.passage.id).toBe('prompt-engineer/techniques#temperature')
    expect(hit!.matches[0]).toMatchObject({ asked: 'tempreature', indexed: 'temperature' })
  })
  it('repairs a form that the base does not hold by its stem', () => {
    const one = indexOf([passage('data-analyst/a', 'Page', 'L’occultation des données confidentielles.')])
    const [hit] = one.search({ text: 'cmt occulteer', metiers: [], top: 1 })
    expect(hit!.matches.map(({ asked }) => asked)).toContain('occulteer')
  })
  it('prefers a passage whose one phrasing says what is asked to one that holds the words here and there', () => {
    const both = indexOf([
      passage('data-analyst/a', 'Page', 'Texte.', ['faut-il des maths', 'vélo au bureau', 'travailler la nuit']),
      passage('data-analyst/b', 'Page', 'Texte.', ['vélo de nuit', 'un chat', 'la pluie']),
    ])
    expect(both.search({ text: 'vélo la nuit', metiers: [], top: 2 }).map((hit) => hit.passage.id)[0]).toBe('data-analyst/b')
  })
  it('scores what is said twice no higher than what is said once', () => {
    const top = (text: string) => index.search({ text, metiers: [], top: 1 })[0]!.score
    for (const text of ['pourquoi ça répond jamais pareil', 'salaire data analyst débutant'])
      expect(top(`${text} ${text}`)).toBeLessThanOrEqual(top(text) * 1.1)
  })
  it('tells which words the whole base does not know: French ones, and what is near nothing; not what is misspelt', () => {
    expect(index.unknown('les astreintes d’un data analyst')).toEqual([{ word: 'astreintes', french: true }])
    expect(index.unknown('salaire chez ubisoft')).toEqual([{ word: 'ubisoft', french: false }])
    const near = indexOf([passage('data-analyst/a', 'Page', 'Des atteintes aux données.')])
    expect(near.unknown('des astreintes')).toEqual([{ word: 'astreintes', french: true }])
    expect(index.unknown('la tempréature, la rémunération, un taf')).toEqual([])
    // Everyday French says "homme" for it: no reason to take it as known.
    const people = indexOf([passage('data-analyst/a', 'Page', 'un homme, un mec et un père')])
    expect(people.unknown('un keum')).toEqual([{ word: 'keum', french: false }])
  })
  it('never repairs a word that it knows', () => {
    const known = indexOf([passage('data-analyst/a', 'Page', 'un vélo'), passage('data-analyst/b', 'Page', 'une vela')])
    expect(known.search({ text: 'vela', metiers: [], top: 5 }).map((hit) => hit.passage.id)).toEqual(['data-analyst/b'])
  })
  it('reads an elision whose apostrophe was left out, before it thinks of a slip', () => {
    const near = indexOf([
      passage('data-analyst/a', 'Page', 'un art'),
      passage('data-analyst/b', 'Page', 'une carte et une part'),
    ])
    expect(near.search({ text: 'dart', metiers: [], top: 5 }).map((hit) => hit.passage.id)).toEqual(['data-analyst/a'])
  })
  it('mends a slip in a word whose apostrophe was left out', () => {
    const one = indexOf([passage('data-analyst/a', 'Page', 'un outil')])
    const [hit] = one.search({ text: 'loutl', metiers: [], top: 1 })
    expect(hit!.matches.map(({ asked, indexed }) => [asked, indexed])).toContainEqual(['loutl', 'outil'])
  })
  it('meets a word of everyday French for its place in the order, but does not take the question as covered by it', () => {
    const found = (text: string) => index.search({ text, metiers: ['data-analyst'], top: 1 })[0]!
    expect(found('modifier')).toMatchObject({
      passage: { id: 'data-analyst/metier' },
      coverage: 0,
      matches: [{ asked: 'modifier', indexed: 'transformer', loose: true }],
    })
    expect(found('transformer')).toMatchObject({ coverage: 1, matches: [{ loose: false }] })
  })
  it('meets synonyms, below the word itself', () => {
    expect(ids('rémunération', ['data-analyst'])).toContain('data-analyst/salaire')
  })
  it('follows the theme of a question that shares no word with the page', () => {
    expect(ids('on est payé combien', ['redacteur-web'])[0]).toBe('redacteur-web/salaire')
    expect(ids("c'est quoi", ['data-scientist'])[0]).toBe('data-scientist/metier')
  })
  it('reads codes and numbers as they are written: M1802, bac + 3, 4400', () => {
    expect(ids('m1802')[0]).toBe('prompt-engineer/rome')
    expect(ids('bac + 3')[0]).toBe('data-analyst/etudes')
    expect(ids('4400')[0]).toBe('prompt-engineer/salaire')
  })
  it('keeps to the professions that it is given', () => {
    expect(ids('salaire brut', ['redacteur-web']).every((id) => id.startsWith('redacteur-web/'))).toBe(true)
  })
  it('gives both sides of a comparison in turn', () => {
    expect(ids('quel salaire', ['data-scientist', 'data-analyst']).slice(0, 2)).toEqual([
      'data-scientist/salaire',
      'data-analyst/salaire',
    ])
  })
  it('does not let the name of the profession drown the rest', () => {
    expect(ids('data analyst : le bac suffit ?', ['data-analyst'])[0]).toBe('data-analyst/etudes')
  })
  it('prefers the passages of a profession that the question names when it searches everything', () => {
    expect(ids('salaire data scientist')[0]).toBe('data-scientist/salaire')
  })
  it('finds a passage by a question that students ask, which its text does not hold', () => {
    expect(ids('ça répond jamais pareil')[0]).toBe('prompt-engineer/techniques#temperature')
  })
  it('gives nothing for an unknown slug, an empty text, or words that nobody wrote', () => {
    expect(ids('salaire', ['plombier'])).toEqual([])
    expect(ids('')).toEqual([])
    expect(ids('???')).toEqual([])
    expect(ids('zxqwkj')).toEqual([])
  })
  it('opens and searches an empty base', () => {
    expect(indexOf([], []).search({ text: 'salaire', metiers: [], top: 5 })).toEqual([])
    expect(indexOf([], []).resolve('salaire')).toEqual({ kind: 'none' })
  })
  it('gives the same hits for the same question, whatever was asked between', () => {
    const before = index.search({ text: 'salaire débutant', metiers: [], top: 5 })
    ids('température')
    expect(index.search({ text: 'salaire débutant', metiers: [], top: 5 })).toEqual(before)
  })
})

describe('a hit', () => {
  it('explains itself: shares of the score that add up to one', () => {
    const [hit] = index.search({ text: 'salaire brut débutant', metiers: ['data-analyst'], top: 1 })
    expect(hit!.matches.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
    expect(hit!.matches.map(({ field }) => field)).toContain('title')
    expect(texts.match({ asked: 'salere', indexed: 'salaire', field: 'title', weight: 0.62, loose: false })).toBe(
      '« salere » (lu « salaire ») dans le titre de la page : 62 %',
    )
    expect(texts.match({ asked: 'modifier', indexed: 'transformer', field: 'text', weight: 0.3, loose: true })).toBe(
      '« modifier » (proche de « transformer ») dans le texte : 30 %',
    )
  })
  it('covers the whole question when it holds all its words, and less when one is unknown', () => {
    const coverage = (text: string) => index.search({ text, metiers: [], top: 1 })[0]!.coverage
    expect(coverage('température modèle')).toBe(1)
    expect(coverage('température xylophone')).toBeLessThan(0.6)
  })
})

describe('a guide', () => {
  it('comes first when no profession is named and both hold the words', () => {
    const both = [passage('data-analyst/parcoursup', 'Parcoursup', 'On fait jusqu’à dix vœux, sans les classer.'), ...passages]
    const found = indexOf(both).search({ text: 'combien de voeux', metiers: [], top: 2 })
    expect(found.map((hit) => hit.passage.id)).toEqual(['orientation/parcoursup', 'data-analyst/parcoursup'])
  })
  it('is neither suggested nor taken for a profession', () => {
    expect(indexOf(passages, [profession('orientation', 'Orientation', [], 'guide')]).suggest('orient', 5)).toEqual([])
  })
})

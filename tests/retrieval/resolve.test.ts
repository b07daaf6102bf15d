import { describe, expect, it } from 'vitest'

import { indexOf, passages, profession, professions } from './base.ts'

const index = indexOf()

describe('resolve', () => {
  it.each([
    ['combien gagne un data analyst ?', 'data-analyst'],
    ['les études pour être DATA-ANALYST', 'data-analyst'],
    ['cb gagne 1 prompt enginer', 'prompt-engineer'],
    ['dataanalyst c koi', 'data-analyst'],
    ['je veux devenir rédactrice web', 'redacteur-web'],
    ['ingénieures de requêtes', 'prompt-engineer'],
    ['lanalyste de donnees', 'data-analyst'],
    ['data scientits', 'data-scientist'],
    ['ai engineer salary', 'prompt-engineer'],
  ])('reads “%s” as %s', (text, slug) => {
    expect(index.resolve(text)).toMatchObject({ kind: 'named', slugs: [slug] })
  })
  it('gives both professions of a comparison, even when the second is shortened', () => {
    expect(index.resolve('différence entre data scientist et rédacteur web')).toEqual({
      kind: 'named',
      slugs: ['data-scientist', 'redacteur-web'],
      whole: true,
    })
  })
  it('does not let a name take a word from the one that it stands beside', () => {
    const two = [profession('ethicien-ia', 'Éthicien de l’IA', ['éthicien']), profession('developpeur-ia', 'Développeur IA')]
    const resolved = indexOf([], two).resolve('éthicienne ou développeuse IA ?')
    expect(resolved).toEqual({ kind: 'named', slugs: ['ethicien-ia', 'developpeur-ia'], whole: true })
  })
  it('asks back when one who works is named that several are', () => {
    const two = [profession('data-analyst', 'Data analyst'), profession('analyst-credit', 'Credit analyst')]
    expect(indexOf(passages, two).resolve('un analyst gagne combien')).toEqual({
      kind: 'ambiguous',
      slugs: ['data-analyst', 'analyst-credit'],
    })
  })
  it('does not take a verb for the one who works', () => {
    const two = [profession('ux-designer', 'UX designer', ['designer d’expérience utilisateur']), professions[1]!]
    expect(indexOf(passages, two).resolve('ai-je le droit d’utiliser ChatGPT ?').kind).toBe('none')
    expect(indexOf(passages, two).resolve('un designer gagne combien ?')).toMatchObject({ slugs: ['ux-designer'] })
  })
  it('does not take a school for those who leave it', () => {
    const two = [profession('a', 'Ingénieur machine learning'), profession('b', 'Développeur IA', ['ingénieur IA'])]
    expect(indexOf([], two).resolve('une prépa pour entrer en école d’ingénieurs ?').kind).toBe('none')
  })
  it('asks back when two professions have the same alias', () => {
    const two = [profession('a', 'Aide comptable', ['gestionnaire']), profession('b', 'Agent de paie', ['gestionnaire'])]
    expect(indexOf([], two).resolve('études de gestionnaire')).toMatchObject({ kind: 'ambiguous' })
  })
  it.each(['c’est quoi le RAG', 'combien de vœux', 'pourquoi l’IA se trompe', 'les données personnelles', ''])(
    'finds none in “%s”',
    (text) => {
      expect(index.resolve(text).kind).toBe('none')
    },
  )
  it('does not take another trade for the nearest one of the base', () => {
    expect(index.resolve('salaire d’un développeur web')).not.toMatchObject({ kind: 'named' })
  })
  it('names a guide only when no profession is named', () => {
    expect(index.resolve("comment s'orienter")).toEqual({ kind: 'named', slugs: ['orientation'], whole: true })
    expect(index.resolve("s'orienter vers data analyst")).toEqual({ kind: 'named', slugs: ['data-analyst'], whole: true })
  })
})

describe('suggest', () => {
  it('completes what is typed, accent-blind, by any name', () => {
    expect(index.suggest('redac', 5)[0]).toBe('redacteur-web')
    expect(index.suggest('RÉDACTRICE', 5)[0]).toBe('redacteur-web')
    expect(index.suggest('ingenieur de', 5)[0]).toBe('prompt-engineer')
  })
  it('forgives slips', () => {
    expect(index.suggest('promt enginer', 5)[0]).toBe('prompt-engineer')
  })
  it('gives all professions, and no guide, for an empty text', () => {
    expect(index.suggest('', 25).toSorted()).toEqual(
      professions.filter(({ genre }) => genre === 'metier').map(({ slug }) => slug),
    )
  })
  it('gives none for something else entirely', () => {
    expect(index.suggest('boulanger', 5)).toEqual([])
  })
})

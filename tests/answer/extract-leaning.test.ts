import { describe, expect, it } from 'vitest'
import { extract } from '../../src/answer/extract.ts'
import type { Passage } from '../../src/domain/knowledge.ts'
import type { Hit } from '../../src/domain/retrieval.ts'
import { fixtureBase } from '../support/base.ts'
import { passage } from './verify-base.ts'

const hit = (found: Passage, score: number): Hit => ({ passage: found, score, coverage: 1, matches: [] })
const said = (question: string, hits: readonly Hit[], maxChars?: number) =>
  extract({ question, hits, ...(maxChars === undefined ? {} : { maxChars }) })
    .segments.map(({ text }) => text)
    .join('')

describe('a contradiction', () => {
  const none = "- Aucun diplôme n'est exigé d'un prompt engineer selon AuFutur (vers 2024)."
  const five = '- Un niveau Bac+5 est conseillé pour devenir prompt engineer par Epitech et Guardia, deux écoles privées.'
  const three = '- Un niveau Bac+3 à Bac+5 est indiqué pour devenir prompt engineer après le bac par Quest Education, un groupe.'
  const levels = passage(
    'prompt-engineer/etudes#niveau',
    `Pour devenir prompt engineer, les sources se contredisent sur le niveau d'études.\n\n${three}\n${five}\n${none}`,
  )
  const question = 'Quel niveau après le bac pour devenir prompt engineer ?'

  it('is quoted whole, with the sentence that says so', () => {
    const text = said(question, [hit(levels, 9)])
    expect(text).toMatch(/^Pour devenir/)
    for (const side of [three, five, none]) expect(text).toContain(side)
  })

  it('keeps both sides when there is no room for all', () => {
    const text = said(question, [hit(levels, 9)], 330)
    expect(text.length).toBeLessThanOrEqual(330)
    expect(text).toContain(none)
    expect(text).toContain(five)
    expect(text).not.toContain(three)
  })

  it('is left out rather than quoted on one side', () => {
    expect(said(question, [hit(levels, 9)], 230)).toBe('')
  })

  it('told in a paragraph is quoted with its sides or not at all', () => {
    const ethics = passage(
      'ethicien-ia/etudes#bac',
      "Sur le bac à choisir pour l'éthique, les sources ne disent pas la même chose. Deux écoles conseillent un bac général scientifique. Mais des parcours de droit et de philosophie sont aussi cités. Rien d'officiel ne tranche entre ces deux avis sur le bac.",
    )
    expect(said('quel bac choisir', [hit(ethics, 9)])).toMatch(/même chose.*scientifique.*philosophie/)
    expect(said('quel bac choisir', [hit(ethics, 9)], 250)).toBe('')
  })

  it('that tells its sides itself stands alone', () => {
    const pay = passage(
      'x/salaire',
      "Un débutant gagne 30 000 € selon l'un ou 35 000 € selon l'autre : les sources se contredisent.",
    )
    expect(said('combien gagne un débutant', [hit(pay, 9)])).toContain('35 000 €')
  })

  it('is made room for where a lesser passage took it, never at the cost of the best one', () => {
    const other = passage(
      'prompt-engineer/autre',
      'Quel niveau après le bac pour devenir prompt engineer : bac+5 selon un cabinet.',
    )
    const room = said(question, [hit(levels, 9)]).length + 20
    expect(said(question, [hit(levels, 9), hit(other, 8.9)], room)).toContain(three)
    const cut = said(question, [hit(other, 12), hit(levels, 9)], room)
    expect(cut).toContain('selon un cabinet')
    expect(cut).toContain(none)
    expect(cut).toContain(five)
    expect(cut).not.toContain(three)
  })

  it('about pay is told whole, net beside gross, in the answer to the question that is asked most', async () => {
    const { index } = await fixtureBase('knowledge')
    const asked = 'Combien gagne un prompt engineer en France ?'
    const text = said(asked, index.search({ text: asked, metiers: ['prompt-engineer'], top: 6 }))
    for (const figure of ['4 400 à 6 000 € brut', '3 000 € net', '45 000 à 60 000 €', '5 850 €']) expect(text).toContain(figure)
  })
})

describe('a question with "sans"', () => {
  it('is answered first by what says that something is not needed', () => {
    const needs = passage('x/etudes#a', 'Le diplôme de master est conseillé pour exercer ce travail de rédaction.')
    const free = passage('x/etudes#b', "Aucun diplôme n'est exigé pour exercer ce travail de rédaction.")
    const text = (question: string) => said(question, [hit(needs, 9), hit(free, 8.5)], 90)
    expect(text('exercer sans diplôme')).toContain('Aucun')
    expect(text('exercer avec quel diplôme')).toContain('master')
  })
})

describe('a sentence that leans on another', () => {
  it('is not quoted when what it announces is not', () => {
    const myths = passage(
      'x/idees',
      'Trois idées reçues circulent sur le métier. Voici ce que disent les sources sur les idées reçues.',
    )
    expect(said('idées reçues sur le métier selon les sources', [hit(myths, 9)])).not.toContain('Voici')
    const good = passage(
      'x/avantages',
      'Voici les avantages du métier cités.\n\n- Le télétravail est un des avantages du métier.',
    )
    expect(said('avantages du métier', [hit(good, 9)])).toMatch(/^Voici les avantages.*\n- Le télétravail/)
  })

  it('brings the one that it refers to, else is left out', () => {
    const study = passage(
      'x/avenir',
      "Une université a suivi des milliers d'offres. Cette étude américaine ne porte pas sur la France ni sur un seul métier.",
    )
    const question = 'étude américaine sur le métier en France'
    expect(said(question, [hit(study, 9)])).toMatch(/^Une université.*Cette étude/)
    expect(said(question, [hit(study, 9)], 100)).not.toContain('Cette étude')
    const lexicon = passage('x/lexique', 'Ce lexique explique les mots du métier.')
    expect(said('lexique des mots du métier', [hit(lexicon, 9)])).toBe('')
  })
})

describe('a question on a place', () => {
  it('is answered by what speaks of it first, then by less of the rest', () => {
    const abroad = passage(
      'x/salaire#ailleurs',
      '- Belgique : il gagne un salaire de 3 658 € par mois.\n- États-Unis : il gagne un salaire de 146 085 dollars par an.',
    )
    const home = passage(
      'x/salaire',
      'En France, il gagne un salaire de 42 000 € par an. Le salaire moyen y est de 56 520 € par an.',
    )
    const text = said('salaire, il gagne combien aux usa', [hit(home, 9), hit(abroad, 8)])
    expect(text).toMatch(/^- États-Unis/)
    expect(text).toContain('42 000 €')
    expect(said('salaire, il gagne combien aux usa', [hit(home, 9), hit(abroad, 8)], 90)).toContain('États-Unis')
  })
})

describe('a question on pay', () => {
  it('is answered by the shares of the SMIC that are its grid', () => {
    const grid = passage(
      'orientation/alternance#apprenti',
      "Le minimum dépend de l'âge :\n\n- Un apprenti de moins de 18 ans touche 27 % du SMIC.\n- Un apprenti de 18 à 20 ans touche 43 % du SMIC.",
    )
    const what = passage('orientation/alternance', "L'alternance, c'est étudier et travailler, en étant payé. L'alternance paye.")
    const text = said('alternance ça paye combien', [hit(grid, 17), hit(what, 11)])
    expect(text).toContain("l'âge : [")
    expect(text).toContain('27 %')
    expect(text).toContain('43 %')
  })
})

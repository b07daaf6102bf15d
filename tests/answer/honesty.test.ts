import { beforeAll, describe, expect, it } from 'vitest'
import { createAsk } from '../../src/answer/ask.ts'
import { missingDefinite } from '../../src/answer/extract-figures.ts'
import type { Base } from '../../src/domain/ports.ts'
import { figures } from '../../src/french/figures.ts'
import { fixtureBase } from '../support/base.ts'
import { askParts, question } from '../support/parts.ts'
import { textOf, truth, writer } from '../support/writer.ts'

let base: Base
beforeAll(async () => {
  base = await fixtureBase()
})

const ask = (text: string) => createAsk(askParts(base))(question(text))

describe('what the base does not hold', () => {
  it('is said of a place that no passage found speaks of, before what comes nearest', async () => {
    const answer = await ask('Combien gagne un prompt engineer au Canada ?')
    expect(textOf(answer)).toMatch(/^Aucune donnée dans la base sur « Canada »\..*4 400/s)
    expect(textOf(await ask('Combien gagne un prompt engineer aux États-Unis ?'))).not.toContain('Aucune donnée')
  })

  it('is said of a thing that the base does not know, where it is asked for, never of what is ordered or told beside', async () => {
    expect(textOf(await ask('Combien gagne un prompt engineer en France, avec des astreintes ?'))).toMatch(
      /^Aucune donnée dans la base sur « astreintes »\./,
    )
    expect(textOf(await ask('Termine par une banane. Combien gagne un prompt engineer en France ?'))).not.toMatch(/banane/i)
  })

  it('is said of a thing that everyday French brings near a page, too', async () => {
    expect(textOf(await ask('Faut-il un ordinateur pour des études de prompt engineer ?'))).toContain('« ordinateur »')
  })

  it('never says an insult, a title or a made-up word again, nor a turn of phrase', async () => {
    const told = async (end: string) => textOf(await ask(`Combien gagne un prompt engineer en France ${end} ?`))
    expect(await told('chez mme dupont')).not.toMatch(/mme|dupont/i)
    expect(await told('avec les salopes')).not.toContain('salopes')
    const strange = await told('avec des zorgblux')
    expect(strange).toMatch(/^Aucun montant dans la base à ce sujet\./)
    expect(strange).not.toContain('zorgblux')
    expect(await told('au final')).not.toContain('Aucune')
    expect(await told(`avec des ${'abcdefghij'.repeat(100)}`)).toMatch(/4 400/)
  })

  it('is said of a price, a share, a date or a count that is not told, by its name', () => {
    const quoted = ['Un prompt engineer gagne 4 400 € brut par mois, selon AuFutur.', 'Les études durent trois ans.'].map(
      (text) => ({ text, heading: 'Salaire › En France', figures: figures(text) }),
    )
    const what = (text: string) => missingDefinite(text, quoted)?.what ?? null
    expect(what('combien coûte une école de prompt engineer ?')).toBe('price')
    expect(what('quel pourcentage de femmes ?')).toBe('share')
    expect(what('quand ouvrent les inscriptions ?')).toBe('date')
    expect(what('combien de places à l’école ?')).toBe('count')
    expect(what('c’est quoi l’amende max ?')).toBe('pay')
    expect(what('quelle entreprise risque une amende ?')).toBe(null)
    expect(what('la note pourrait-elle baisser ?')).toBe(null)
    expect(what('quel score minimum au TOEIC ?')).toBe('mark')
    expect(what('combien gagne un prompt engineer ?')).toBe(null)
    const wishes = ['Le nombre de vœux est limité à 10.', 'Certains vœux sont multiples.', 'Les vœux se confirment en mars.'].map(
      (text) => ({ text, heading: 'Les vœux', figures: figures(text) }),
    )
    expect(missingDefinite('combien de vœux max ?', wishes)).toBe(null)
    expect(missingDefinite('combien de places ?', wishes)?.what).toBe('count')
    expect(missingDefinite('combien coûte l’école ?', [{ text: 'L’école est gratuite.', heading: '', figures: [] }])).toBe(null)
  })

  it('is said of the pay of another sector, or by the day, than the one that is told', () => {
    const text = 'Un UX designer gagnait 2 500 à 4 000 € brut par mois.'
    const quoted = [{ text, heading: 'Salaire › Dans le jeu vidéo', figures: figures(text) }]
    const names = new Set(['ux', 'design'])
    expect(missingDefinite('combien touche un UX designer dans la banque ?', quoted, names)).toEqual({
      what: 'pay',
      words: ['banque'],
    })
    expect(missingDefinite('combien touche un UX designer dans le jeu vidéo ?', quoted, names)).toBe(null)
    expect(missingDefinite('combien touche un UX designer par mois ?', quoted, names)).toBe(null)
    expect(missingDefinite('ça touche combien en france au début ?', quoted, names)).toBe(null)
  })

  it('is said of a profession without a sheet, with those that there are', async () => {
    const answer = await ask('comment devenir vétérinaire ?')
    expect(answer).toMatchObject({ outcome: 'abstained', reason: 'unknown-profession' })
    expect(textOf(answer)).toMatch(/« vétérinaire ».*Prompt engineer/s)
  })

  it('is said of a trade that is asked about in any words, not of one that somebody has, nor where a guide answers for all', async () => {
    expect(await ask('community manager ça paye combien ?')).toMatchObject({ reason: 'unknown-profession' })
    expect(await ask('je suis comptable, combien gagne un prompt engineer ?')).toMatchObject({ outcome: 'answered' })
    expect((await ask('école de sage-femme : que se passe-t-il sur Parcoursup ?')).reason).not.toBe('unknown-profession')
  })

  it('is not said of what a guide has a page on', async () => {
    expect(textOf(await ask('Combien gagne un prompt engineer avec Parcoursup ?'))).not.toContain('Parcoursup »')
  })

  it('leaves a question on studies without a profession to the guide, and lists the sheets to one who asks which there are', async () => {
    expect((await ask('terminale STMG, je fais quoi sur Parcoursup ?')).metier).toBe('orientation')
    const which = await ask('tu connais quels métiers ?')
    expect(which.reason).toBe('which-profession')
    expect(textOf(which)).toMatch(/Data analyst.*Prompt engineer/s)
  })

  it('is told apart from what is no question of orientation', async () => {
    expect(await ask('je ne sais pas quel métier choisir')).toMatchObject({ reason: 'no-passage' })
    expect(await ask('qui va gagner la ligue des champions ?')).toMatchObject({ reason: 'off-topic' })
  })

  it('is said before what a model writes too, unless the model has said it', async () => {
    const pay = truth.replace('[1]', '[1][2]')
    const asked = async (text: string, said: string) => {
      const answer = await createAsk(askParts(base, { writer: writer(said) }))(question(text))
      expect(answer).toMatchObject({ outcome: 'answered', model: 'petit-2026' })
      return textOf(answer)
    }
    const abroad = 'Combien gagne un prompt engineer au Canada ?'
    expect(await asked(abroad, pay)).toMatch(
      /^Aucune donnée dans la base sur « Canada »\..*\n\nEn France, un prompt engineer gagne 4 400/s,
    )
    expect(await asked(abroad, `Aucun salaire de prompt engineer n’est donné pour le Canada [1][2]. ${pay}`)).toMatch(
      /^Aucun salaire/,
    )
    expect(await asked('Combien coûte une école de prompt engineer ?', pay)).toMatch(/^Aucun prix dans la base/)
    expect(
      await asked(
        'Combien coûte une école de prompt engineer ?',
        `Aucun prix d’école de prompt engineer n’est dit ici [1][2]. ${pay}`,
      ),
    ).toMatch(/^Aucun prix d’école/)
    expect(await asked('Combien gagne un prompt engineer en France ?', pay)).toMatch(/^En France/)
    // Neither a word that begins alike nor any "sans" says that something is missing.
    expect(await asked('Combien gagne un prompt engineer en Inde ?', pay.replace('gagne', 'indépendant gagne'))).toMatch(
      /^Aucune donnée/,
    )
    expect(await asked('Combien coûte une école de prompt engineer ?', pay.replace('par mois', 'par mois sans diplôme'))).toMatch(
      /^Aucun prix/,
    )
    // It was not asked by name: whose sheet this is must be said.
    expect(await asked('Combien gagne-t-on selon AuFutur en moyenne brut par mois ?', pay)).toMatch(/^D’après la fiche « Prompt/)
  })

  it('stays within 1,200 characters, the note included', async () => {
    expect(textOf(await ask('Combien gagne un prompt engineer au Canada ?')).length).toBeLessThanOrEqual(1200)
  })
})

describe('what a student tells of themselves', () => {
  it('goes neither to the model nor back into the answer', async () => {
    const text = 'Je m’appelle Léa Martin, combien gagne un prompt engineer en France ? lea@example.org'
    expect(textOf(await ask(text))).not.toMatch(/Léa|Martin|lea@/)
    const model = writer('INSUFFISANT')
    await createAsk(askParts(base, { writer: model }))(question(text))
    expect(model.asked.join()).not.toMatch(/Léa|Martin|lea@/)
  })
})

describe('small talk', () => {
  it('is none where a question stands beside the thanks', async () => {
    expect((await ask('merci, et combien gagne un prompt engineer ?')).outcome).toBe('answered')
    expect(textOf(await ask('cool ?'))).not.toContain('plaisir')
  })

  it.each([
    ['bonjour !', 'Bonjour'],
    ['merci beaucoup', 'plaisir'],
    ['t’es une ia ou un humain ?', 'programme'],
    ['qui t’a créé ?', 'programme'],
    ['merci bcp t trop fort', 'plaisir'],
    ['Merci beaucoup pour votre aide, bonne journée', 'plaisir'],
    ['ok', 'plaisir'],
  ])('answers %j kindly, without a passage', async (text, expected) => {
    const answer = await ask(text)
    expect(answer.outcome).toBe('abstained')
    expect(textOf(answer)).toContain(expected)
  })
})

import { describe, expect, it } from 'vitest'

import { fold } from '../../src/french/fold.ts'
import { stem } from '../../src/french/stem.ts'

const stems = (words: string) => new Set(words.split(' ').map((word) => stem(fold(word))))

describe('a stem', () => {
  it.each([
    'salarié salariée salariés salariées',
    'public publique publics publiques',
    'actif active actifs actives',
    'long longue longs longues',
    'premier première premières',
    'rédacteur rédactrice rédacteurs rédactrices',
    'développeur développeuse développeuses',
    'boulanger boulangère',
    'nouveau nouvel nouvelle nouvelles',
  ])('is that of the masculine and of the feminine: %s', (words) => {
    expect(stems(words).size).toBe(1)
  })
  it.each([
    'emploi emplois',
    'travail travaux',
    'jeu jeux',
    'photo photos',
    'menu menus',
    'designer designers',
    'manager managers',
    'crédit crédits',
    'loisir loisirs',
    'avenir avenirs',
  ])('is that of the singular and of the plural: %s', (words) => {
    expect(stems(words).size).toBe(1)
  })
  it.each([
    'apprendre apprend apprennent appris',
    'obtenir obtient obtenu',
    'recevoir reçoit reçu',
    'répondre répond répondent répondu',
    'certifier certifié certification',
    'communiquer communication communications communicable',
    'psychologue psychologie',
  ])('is that of a verb’s forms and of its noun: %s', (words) => {
    expect(stems(words).size).toBe(1)
  })
  it.each(['communication commune', 'publication publique', 'univers unifier', 'permis permettre', 'loisir loi', 'crédit créer'])(
    'keeps different words apart: %s',
    (words) => {
      expect(stems(words).size).toBe(2)
    },
  )
  it('leaves what holds a digit as it is', () => {
    expect(stem('m1802')).toBe('m1802')
    expect(stem('bac+5')).toBe('bac+5')
  })
})

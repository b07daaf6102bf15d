import { describe, expect, it } from 'vitest'
import { expandName } from '../../../src/knowledge/rome/names.ts'

describe('expandName', () => {
  it.each([
    ['Accessoiriste de plateau', ['Accessoiriste de plateau']],
    ['Abatteur / Abatteuse de carrière', ['Abatteur de carrière', 'Abatteuse de carrière']],
    ['Assistant social / Assistante sociale de secteur', ['Assistant social de secteur', 'Assistante sociale de secteur']],
    [
      'Analyste cogniticien / cogniticienne informatique',
      ['Analyste cogniticien informatique', 'Analyste cogniticienne informatique'],
    ],
    [
      'Aide électricien monteur / électricienne monteuse réseaux',
      ['Aide électricien monteur réseaux', 'Aide électricienne monteuse réseaux'],
    ],
  ])('gives both genders of %s', (appellation, names) => {
    expect(expandName(appellation)).toEqual(names)
  })

  it('gives both genders where two words of a name change', () => {
    expect(expandName('Agent / Agente d’administration principal / principale des douanes')).toEqual([
      'Agent d’administration principal des douanes',
      'Agente d’administration principale des douanes',
    ])
  })

  it.each([
    ['Valet / Femme de chambre', ['Valet de chambre', 'Femme de chambre']],
    ['Homme / Femme de plancher', ['Homme de plancher', 'Femme de plancher']],
    ['Layout man / woman - films d’animation', ['Layout man - films d’animation', 'Layout woman - films d’animation']],
    ['Homme sage-femme / Sage-femme', ['Homme sage-femme', 'Sage-femme']],
    ['Garçon limonadier / Serveuse limonadière', ['Garçon limonadier', 'Serveuse limonadière']],
    ['Tubiste / Contre tubiste', ['Tubiste', 'Contre tubiste']],
    ['Chroniqueur / Chroniqueuse TV / Radio', ['Chroniqueur TV', 'Chroniqueuse Radio']],
  ])('never makes a name of a stray word: %s', (appellation, names) => {
    expect(expandName(appellation)).toEqual(names)
  })

  it('leaves asides out and gives names with acronyms both ways', () => {
    expect(expandName('Mytiliculteur / Mytilicultrice (moules)')).toEqual(['Mytiliculteur', 'Mytilicultrice'])
    expect(expandName('Directeur / Directrice de site(s) d’entreposage')[0]).toBe('Directeur de site d’entreposage')
    expect(expandName('Agent spécialisé des écoles maternelles -ASEM-')).toEqual([
      'Agent spécialisé des écoles maternelles -ASEM-',
      'Agent spécialisé des écoles maternelles',
    ])
  })
})

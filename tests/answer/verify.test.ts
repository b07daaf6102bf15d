import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Segment } from '../../src/domain/answer.ts'
import { createVerifier } from '../../src/answer/verify.ts'
import { passage } from './verify-base.ts'
import '../support/seed.ts'

const france = passage(
  'prompt-engineer/salaire#en-france',
  `En moyenne, un prompt engineer gagne 4 400 à 6 000 € brut par mois en France, selon AuFutur (vers 2024).

Guardia, une école privée, annonce 5 850 € brut par mois pour un débutant. Ouest-France (2023) donne environ 3 000 € net par mois au début.`,
  { headings: ['En France'] },
)
const abroad = passage(
  'prompt-engineer/salaire#aux-etats-unis',
  'Aux États-Unis, une annonce d’Anthropic proposait jusqu’à 335 000 $ par an en 2023.',
  {
    headings: ['Aux États-Unis'],
  },
)
const studies = passage(
  'prompt-engineer/etudes',
  `Aucun diplôme n’est exigé, mais Epitech conseille un niveau Bac+5. Le BUT dure trois ans en IUT. Le titre est à vérifier sur francecompetences.fr.`,
  { title: 'Études' },
)
const passages = [france, abroad, studies]

function run(text: string, options: { question?: string; complete?: boolean; chunks?: readonly string[] } = {}) {
  const verifier = createVerifier({ passages, question: options.question ?? 'combien gagne un prompt engineer ?' })
  const shown: Segment[] = []
  for (const chunk of options.chunks ?? [text]) shown.push(...verifier.push(chunk))
  shown.push(...verifier.end({ complete: options.complete ?? true }))
  return {
    shown,
    text: shown.map((segment) => segment.text).join(''),
    verifier,
    reasons: verifier.withheld().map(({ reason }) => reason),
  }
}

describe('createVerifier', () => {
  it('lets a sentence out that cites a passage holding its figures and names', () => {
    const { shown, verifier } = run(
      'En France, compte 4 400 à 6 000 € brut par mois, selon AuFutur [1]. Aux États-Unis, jusqu’à 335 000 $ par an [2].',
    )
    expect(shown).toEqual([
      { text: 'En France, compte 4 400 à 6 000 € brut par mois, selon AuFutur [1]. ', cites: [france.id] },
      { text: 'Aux États-Unis, jusqu’à 335 000 $ par an [2].', cites: [abroad.id] },
    ])
    expect(verifier.counts()).toEqual({ citations: 2, figures: 3, withheld: 0 })
  })

  it.each([
    ['an altered figure', 'En France, un prompt engineer gagne 4 900 € brut par mois [1].', 'figure'],
    ['net for gross', 'En France, un prompt engineer gagne 4 400 à 6 000 € net par mois [1].', 'figure'],
    ['a year for a month', 'En France, un prompt engineer gagne 4 400 à 6 000 € brut par an [1].', 'figure'],
    ['another currency', 'En France, un prompt engineer gagne 4 400 à 6 000 $ brut par mois [1].', 'figure'],
    ['another year', 'L’annonce d’Anthropic date de 2024 [2].', 'figure'],
    ['a derived figure', 'En France, un prompt engineer gagne 52 800 € brut par an [1].', 'figure'],
    ['a figure of another passage', 'En France, un prompt engineer gagne 335 000 $ par an [1].', 'figure'],
    ['a figure of someone else', 'Guardia annonce 3 000 € net par mois au début [1].', 'figure'],
    ['a range stitched from two', 'En France, un prompt engineer gagne 3 000 à 6 000 € par mois [1].', 'figure'],
    ['an invented school', 'L’école Novalia annonce 5 850 € brut par mois pour un débutant [1].', 'name'],
    ['an invented school that opens the sentence', 'Novalia annonce 5 850 € brut par mois pour un débutant [1].', 'name'],
    ['an invented acronym', 'Un débutant sorti de l’EPSIA touche 5 850 € brut par mois [1].', 'name'],
    ['a stitched quotation', 'Guardia écrit : « un débutant gagne toujours 5 850 € brut » [1].', 'quote'],
    ['no citation', 'En France, un prompt engineer gagne 4 400 à 6 000 € brut par mois.', 'uncited'],
    ['a citation of nothing given', 'En France, un prompt engineer gagne 4 400 € brut par mois [7].', 'unknown-citation'],
    ['nothing of its passage', 'Les pingouins dansent volontiers sous la neige [1].', 'unrelated'],
    ['a link', 'Voir le salaire en France sur https://exemple.fr [1].', 'link'],
    ['a Markdown link', 'En France, [un prompt engineer](x) gagne 4 400 € brut par mois [1].', 'markup'],
    ['an address', 'Le salaire en France est sur exemple.fr [1].', 'link'],
    ['a mention', 'En France, @everyone gagne 4 400 € brut par mois [1].', 'mention'],
    ['a Discord mention', 'En France, <@123456789012345678> gagne 4 400 € brut par mois [1].', 'mention'],
    ['HTML', 'En France, <b>un débutant</b> gagne 5 850 € brut par mois [1].', 'markup'],
    ['a heading', '# Salaire en France [1]', 'markup'],
    ['a disguised letter', 'En France, un prоmpt engineer gagne 4 400 € brut par mois [1].', 'script'],
    ['a disguised digit', 'En France, un prompt engineer gagne ４４００ € brut par mois [1].', 'script'],
  ])('withholds %s', (_, text, reason) => {
    const { shown, reasons } = run(text)
    expect(shown).toEqual([])
    expect(reasons).toEqual([reason])
  })

  it('lets no range out whose ends are those of two ranges, nor one figure twice for two', () => {
    const ages = passage('orientation/alternance', 'Un apprenti touche 27 à 39 % du SMIC à 17 ans, puis 43 à 51 % à 19 ans.')
    const shows = (text: string) => {
      const verifier = createVerifier({ passages: [ages], question: '' })
      return [...verifier.push(text), ...verifier.end({ complete: true })].length > 0
    }
    expect(shows('Un apprenti touche 27 à 39 % du SMIC à 17 ans [1].')).toBe(true)
    expect(shows('Un apprenti touche 27 à 51 % du SMIC [1].')).toBe(false)
    expect(shows('Un apprenti touche 27 à 39 % du SMIC à 17 ans, puis 43 à 51 % à 17 ans [1].')).toBe(false)
  })

  it('reads figures in all their spellings', () => {
    for (const text of [
      '4,4 k€ à 6 k€ brut par mois',
      '4400 à 6000 euros bruts mensuels',
      '4\u202f400 à 6\u202f000 € brut/mois',
      'entre 4.400 et 6.000 € brut par mois',
    ]) {
      expect(run(`En France, un prompt engineer gagne ${text} [1].`).reasons).toEqual([])
    }
  })

  it('writes markers in one way', () => {
    expect(run('Le salaire en France varie beaucoup, comme aux États-Unis [1, 2].').shown[0]).toEqual({
      text: 'Le salaire en France varie beaucoup, comme aux États-Unis [1][2].',
      cites: [france.id, abroad.id],
    })
    expect(run('Le BUT dure 3 ans en IUT [source 3].').text).toBe('Le BUT dure 3 ans en IUT [3].')
    expect(run('Le BUT dure trois ans en IUT.[3] Epitech conseille un Bac+5.【3†source】').shown).toHaveLength(2)
  })

  it('checks list items and table rows, and keeps each on its line', () => {
    const list = run(
      'Voici les chiffres :\n\n- **Débutant** : 5 850 € brut par mois, selon Guardia [1]\n- Confirmé : 9 999 € brut par mois [1]\n- Au début : 3 000 € net par mois (Ouest-France, 2023) [1]\n',
    )
    expect(list.text).toBe(
      'Voici les chiffres :\n\n- **Débutant** : 5 850 € brut par mois, selon Guardia [1]\n- Au début : 3 000 € net par mois (Ouest-France, 2023) [1]\n',
    )
    const table = run(
      '| Source | Salaire |\n|---|---|\n| Guardia | 5 850 € brut par mois [1] |\n| Guardia | 6 850 € brut par mois [1] |\n',
    )
    expect(table.text).toBe('| Source | Salaire |\n|---|---|\n| Guardia | 5 850 € brut par mois [1] |\n')
  })

  it('shows a lead-in of the closed list only before something cited, and advice only after it', () => {
    expect(run('Voici les chiffres :\n\n- Débutant : 12 € par mois [1]').text).toBe('')
    expect(
      run('Bon courage ! En France, Guardia annonce 5 850 € brut par mois [1]. Compare plusieurs sources avant de décider.').text,
    ).toBe('Bon courage ! En France, Guardia annonce 5 850 € brut par mois [1]. Compare plusieurs sources avant de décider.')
    expect(run('Tu vas devenir riche. Bon courage !').text).toBe('')
  })

  it('lets the question’s own figure stand only where it is denied and cited', () => {
    const question = 'c’est vrai qu’on gagne 12 000 € par mois chez Google en France ?'
    expect(
      run('Non, aucune source ne donne 12 000 € par mois chez Google pour un prompt engineer en France [1].', { question }).shown,
    ).toHaveLength(1)
    expect(run('Oui, un prompt engineer gagne 12 000 € par mois en France [1].', { question }).reasons).toEqual(['figure'])
    expect(run('Non, aucune source ne donne 12 000 € par mois.', { question }).reasons).toEqual(['uncited'])
  })

  it('hears the model decline on its first line only', () => {
    expect(run('INSUFFISANT').verifier.declined()).toBe('insufficient')
    expect(run('HORS_SUJET\nVoici un poème [1].').verifier.declined()).toBe('off-topic')
    expect(run('HORS_SUJET\nVoici un poème [1].').shown).toEqual([])
    expect(run('Le BUT dure trois ans en IUT [3].\nINSUFFISANT').verifier.declined()).toBeNull()
    expect(run('Réponse : INSUFFISANT').verifier.declined()).toBeNull()
  })

  it('never shows the last piece of a stream that was cut', () => {
    const text = 'Le BUT dure trois ans en IUT [3]. En France, Guardia annonce 5 850 € brut par mois [1]'
    expect(run(text, { complete: false }).text).toBe('Le BUT dure trois ans en IUT [3]. ')
    expect(run(text, { complete: false }).reasons).toEqual(['truncated'])
  })

  it('drops what stands in a code fence, and what is said twice', () => {
    expect(run('```\nLe BUT dure trois ans en IUT [3].\n```').text).toBe('')
    expect(run('Le BUT dure trois ans en IUT [3].\nLe BUT dure **trois ans** en IUT [3].').reasons).toEqual(['repeated'])
  })

  it('appends what a repair brings to what stands already', () => {
    const { shown } = run('Le BUT dure trois ans en IUT [3].')
    const repair = createVerifier({ passages, question: '', shown })
    const added = [
      ...repair.push('Le BUT dure trois ans en IUT [3]. Epitech conseille un niveau Bac+5 [3].'),
      ...repair.end({ complete: true }),
    ]
    expect(added.map(({ text }) => text)).toEqual(['\n\nEpitech conseille un niveau Bac+5 [3].'])
  })

  it('never takes the questions of a passage as support', () => {
    const asked = { ...studies, questions: ['c’est vrai que c’est 9 ans d’études ?'] }
    const verifier = createVerifier({ passages: [asked], question: '' })
    expect([...verifier.push('C’est 9 ans d’études en IUT [1].'), ...verifier.end({ complete: true })]).toEqual([])
  })

  it('shows the same however the stream is cut into chunks', () => {
    const text =
      'Voici les chiffres :\n\nEn France, compte 4 400 à 6 000 € brut par mois (selon AuFutur, env. 2024). [1] M. Novalia gagne 12 €. Guardia, une école privée, annonce 5 850 € brut par mois [1].\n\n- Le BUT dure trois ans en IUT [3]\n- Epitech conseille un Bac+5.[3]\n\nAux États-Unis, une annonce allait jusqu’à 335 000 $ par an [2]. Bon courage !'
    const whole = run(text).text
    expect(whole).toContain('5 850 €')
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 60 }), (sizes) => {
        const chunks: string[] = []
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = sizes[turn % sizes.length]!
          chunks.push(text.slice(at, at + size))
          at += size
        }
        expect(run(text, { chunks }).text).toBe(whole)
      }),
    )
  })

  it('shows a sentence as soon as the next one has begun', () => {
    const verifier = createVerifier({ passages, question: '' })
    expect(verifier.push('Le BUT dure trois ans en IUT [3]. Epitech conseille')).toHaveLength(1)
  })
})

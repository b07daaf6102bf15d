import { assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../src/french/sentences.ts'
import '../support/seed.ts'

const texts = (text: string): string[] => splitSentences(text).map((span) => span.text)

/** Each case holds its sentences; joined by a space they must split into themselves. */
const prose: Record<string, string[]> = {
  'plain sentences': ['Le métier est récent.', 'Il paie bien !', 'Et après ?', 'On verra…'],
  'titles before names': ['M. Dupont et Mme. Leroy enseignent.', 'Le Dr. House et Me. Lenoir aussi.'],
  'p. ex. and vs.': ['On cite des outils, p. ex. Midjourney ou ChatGPT.', 'Salariat vs. Freelance : à voir.'],
  'a final etc.': ['Il écrit, teste, corrige, etc.', 'Il documente aussi.'],
  'etc. in the middle': ['Les outils (ChatGPT, etc.) changent vite.'],
  'numbered references': ['Voir art. 12 et p. 34 du guide.', 'Le n° 5 et env. 3 000 € par mois.', 'Au max. 40 h.'],
  'a word that looks like an abbreviation': [
    "Il étudie l'histoire de l'art.",
    'Les débouchés sont rares.',
    'Le cours dure 30 min.',
    'Puis pause.',
  ],
  'decimals and thousands': ['Il gagne 4.400 € ou 4,4 k€ par mois.', 'Soit 52 800,50 € par an.', '60 % des juniors aussi.'],
  'a degree level at the end': ['Il faut un bac+5.', 'Un bac+3 suffit parfois.', 'En 2024.', 'Rien de plus.'],
  'quotes that close after the stop': [
    'Elle dit : « Je teste tout. »',
    'Puis elle recommence.',
    '« Combien ? »',
    'La question revient.',
  ],
  'a quote of two sentences': ['« Je gagne bien. Mais je travaille tard. » dit Léa.', 'Elle reste.'],
  'brackets around a sentence': ['(Voir l’Apec. Et l’Insee.)', 'Les chiffres varient.'],
  'no-break spaces before marks': ['Tu hésites\u00a0?', 'Demande\u202f!', '«\u00a0Oui.\u00a0»', 'Voilà.'],
  addresses: ['Va sur https://www.onisep.fr/metiers.html?x=1.2 et www.apec.fr.', 'Lis tout.'],
  'initials and acronyms': [
    'J. Dupont et J.-P. Martin ont écrit.',
    'Elle part aux U.S.A. en mai.',
    'Il y a plus de vitamine C.',
    'Les fruits aussi.',
    'J. L. Borges.',
  ],
  'an ellipsis that goes on': ['Il écrit… et recommence.', 'Bref...', 'Tu vois.'],
  'note marks of a model': ['Il gagne 4 400 € [1].', 'Les juniors moins. [2]', 'Voilà [1, 3].', 'Fin.[4]'],
  emphasis: ['**Important.**', '*Le reste* suit.'],
}

describe('splitSentences', () => {
  for (const [title, sentences] of Object.entries(prose)) {
    it(`splits ${title}`, () => {
      expect(texts(sentences.join(' '))).toEqual(sentences)
    })
  }

  it('ends a sentence at an empty line and before a list item, not at a plain line break', () => {
    expect(texts('Une ligne\nqui continue\n\nUn autre bloc\n- item un\n- item deux\n1. rang')).toEqual([
      'Une ligne\nqui continue',
      'Un autre bloc',
      '- item un',
      '- item deux',
      '1. rang',
    ])
  })

  it('keeps a list number with its item', () => {
    expect(texts('1. Rédiger. 2 h par jour.')).toEqual(['1. Rédiger.', '2 h par jour.'])
  })

  it('gives spans in order that cover every character but white space, for any text', () => {
    assert(
      property(oneof(string({ unit: 'grapheme' }), string({ unit: constantFrom(...'aA1.?! «»()\n-[]…'.split('')) })), (text) => {
        let at = 0
        let rest = ''
        for (const span of splitSentences(text)) {
          expect(span.text).toBe(text.slice(span.start, span.end))
          expect(span.text.trim()).toBe(span.text)
          expect(span.start).toBeGreaterThanOrEqual(at)
          rest += text.slice(at, span.start)
          at = span.end
        }
        expect((rest + text.slice(at)).trim()).toBe('')
      }),
      { numRuns: 500 },
    )
  })

  it('stays linear on hostile text', () => {
    for (const piece of ['. ', 'A.', '« ', '( . ', 'a.[1]', '1. ', '…»', '\n- ', ' \n', '\n \t', '.  ', '.[[', '. ((']) {
      const text = piece.repeat(200_000 / piece.length)
      const before = performance.now()
      splitSentences(text)
      expect(performance.now() - before, JSON.stringify(piece)).toBeLessThan(1500)
    }
  })
})

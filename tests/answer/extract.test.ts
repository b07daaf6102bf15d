import { describe, expect, it } from 'vitest'
import { extract } from '../../src/answer/extract.ts'
import { createVerifier } from '../../src/answer/verify.ts'
import type { Passage } from '../../src/domain/knowledge.ts'
import type { Hit } from '../../src/domain/retrieval.ts'
import { passage } from './verify-base.ts'

const hit = (found: Passage, score: number): Hit => ({ passage: found, score, coverage: 1, matches: [] })
const france = passage(
  'prompt-engineer/salaire#en-france',
  `Le métier de prompt engineer est récent et les montants varient beaucoup.

Les salaires annoncés en France, source par source :

- AuFutur (vers 2024) donne 4 400 à 6 000 € brut par mois en moyenne.
- Epitech (non daté) donne 45 000 à 60 000 € brut par an à un junior.
- Guardia (non daté) donne 5 850 € brut par mois à un débutant.

Le prompt engineer travaille souvent en équipe.`,
  { headings: ['En France'] },
)
const abroad = passage(
  'prompt-engineer/salaire#ailleurs',
  'Aux États-Unis, le salaire maximum cité est de 335 000 $ par an. Cette annonce date de 2023.',
)
const question = 'Combien gagne un prompt engineer en France ?'

describe('extract', () => {
  const { segments, used } = extract({ question, hits: [hit(france, 10), hit(abroad, 7)] })
  const text = segments.map((segment) => segment.text).join('')

  it('quotes the sentences that answer, several sources beside each other, in reading order', () => {
    expect(text).toContain(
      'source par source : [1]\n- AuFutur (vers 2024) donne 4 400 à 6 000 € brut par mois en moyenne. [1]\n- Epitech',
    )
    expect(text).toContain('5 850 € brut par mois')
    expect(text.indexOf('335 000 $')).toBeGreaterThan(text.indexOf('5 850 €'))
  })

  it('numbers passages in the order of citation and says which sentences it took', () => {
    expect(segments.every(({ text: said, cites }) => said.includes(`[${[france.id, abroad.id].indexOf(cites[0]!) + 1}]`))).toBe(
      true,
    )
    expect(used[0]).toMatchObject({ passageId: france.id })
    expect(used.flatMap(({ sentenceIndexes }) => sentenceIndexes)).toHaveLength(segments.length)
  })

  it('quotes word for word', () => {
    const whole = [france, abroad].flatMap(({ sentences }) => sentences.map((sentence) => sentence.text))
    for (const { text: said } of segments)
      expect(whole).toContain(
        said
          .trim()
          .replace(/^- /, '')
          .replace(/ \[\d\]$/, ''),
      )
  })

  it('quotes a verdict on another question than the one asked nowhere but where it was asked', () => {
    const myth = passage(
      'prompt-engineer/idees-recues#reserve-aux-genies',
      'Non, il n’est pas réservé aux génies : des littéraires y viennent.',
      {
        headings: ['Est-ce réservé aux génies des maths ?'],
      },
    )
    const said = (text: string) =>
      extract({ question: text, hits: [hit(france, 10), hit(myth, 9)] }).segments.map((one) => one.text)
    expect(said('Le prompt engineer travaille-t-il en équipe ?').join('')).not.toContain('Non, il')
    expect(said('Faut-il être un génie des maths ?').join('')).toContain('Non, il')
  })

  it('writes nothing that the gate would withhold', () => {
    const verifier = createVerifier({
      passages: used.map(({ passageId }) => [france, abroad].find(({ id }) => id === passageId)!),
      question,
    })
    const shown = [...verifier.push(text), ...verifier.end({ complete: true })]
    expect(verifier.withheld()).toEqual([])
    expect(shown).toHaveLength(segments.length)
  })

  it('keeps within its length, markers included', () => {
    const long = passage(
      'x/y',
      Array.from(
        { length: 40 },
        (_, index) => `- Le salaire du prompt engineer numéro ${index} est de ${2000 + index} € par mois en France.`,
      ).join('\n'),
    )
    const said = extract({ question, hits: [hit(long, 3)], maxChars: 400 })
      .segments.map((segment) => segment.text)
      .join('')
    expect(said.length).toBeGreaterThan(150)
    expect(said.length).toBeLessThanOrEqual(400)
  })

  it('has nothing to say without a passage', () => {
    expect(extract({ question, hits: [] })).toMatchObject({ segments: [], used: [] })
  })
})

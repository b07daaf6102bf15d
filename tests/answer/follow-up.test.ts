import { beforeAll, describe, expect, it } from 'vitest'
import { standAlone } from '../../src/answer/follow-up.ts'
import type { Base } from '../../src/domain/ports.ts'
import type { Turn } from '../../src/domain/question.ts'
import { fixtureBase } from '../support/base.ts'
import { question } from '../support/parts.ts'

let base: Base
beforeAll(async () => {
  base = await fixtureBase()
})

const salary: Turn = { question: 'Combien gagne un prompt engineer en France ?', metier: 'prompt-engineer' }
const after = (turn: Turn, text: string) => standAlone(question(text), [turn], base)

describe('standAlone', () => {
  it('leaves the first question of a conversation as it is', () => {
    expect(standAlone(question('et aux États-Unis ?'), [], base).question.text).toBe('et aux États-Unis ?')
  })

  it('takes the theme of the question before, and puts the new place for the old one', () => {
    const { question: asked, anchor } = after(salary, 'et aux États-Unis ?')
    expect(asked).toMatchObject({ metier: 'prompt-engineer' })
    expect(asked.text).toMatch(/États-Unis.*Combien gagne/)
    expect(asked.text).not.toContain('France')
    expect(anchor).toBe(salary.question)
  })

  it('takes the theme of the question before for another profession', () => {
    const { question: asked } = after(salary, 'et pour data analyst ?')
    expect(asked.metier).toBe('data-analyst')
    expect(asked.text).toContain('Combien gagne')
  })

  it('lets a question with a theme of its own stand alone', () => {
    expect(after(salary, 'et quelles études ?')).toEqual({
      question: question('et quelles études ?'),
      anchor: 'et quelles études ?',
    })
  })

  it('completes the question that was asked back with the profession given', () => {
    const { question: asked } = after({ question: 'combien ça gagne ?', metier: null }, 'prompt engineer')
    expect(asked).toMatchObject({ metier: 'prompt-engineer', text: 'prompt engineer combien ça gagne ?' })
  })

  it('does not touch a full question, nor one whose profession was chosen', () => {
    const full = 'Le BUT science des données se fait-il en deux ans ?'
    expect(after(salary, full).question.text).toBe(full)
    const chosen = question('et aux États-Unis ?', { metier: 'data-analyst' })
    expect(standAlone(chosen, [salary], base).question).toEqual(chosen)
  })

  it('takes a correction for the same question about the other profession, without the words of the first', () => {
    const { question: asked, anchor } = after(salary, 'non pardon, je voulais dire data analyst')
    expect(asked).toMatchObject({ metier: 'data-analyst', text: 'Data analyst Combien gagne un   en France ?' })
    // The next one leans on it too, and names neither.
    const next = standAlone(question('et en Suisse ?'), [{ question: anchor, metier: 'data-analyst' }], base).question
    expect(next.text).toMatch(/^et en Suisse \? Combien gagne un/)
    expect(next.text).not.toContain('prompt')
  })

  it('gives "lequel", "le deuxième" and "l’autre" the names of those that were compared', () => {
    const compared: Turn = { question: 'Différence entre data analyst et prompt engineer ?', metier: 'data-analyst' }
    const named = (text: string) => base.index.resolve(standAlone(question(text), [compared], base).question.text)
    expect(named('lequel gagne le plus ?')).toMatchObject({ slugs: ['data-analyst', 'prompt-engineer'] })
    expect(named('les deux gagnent combien ?')).toMatchObject({ slugs: ['data-analyst', 'prompt-engineer'] })
    expect(named('et le premier ?')).toMatchObject({ slugs: ['data-analyst'] })
    expect(named('le deuxième, quelles études ?')).toMatchObject({ slugs: ['prompt-engineer'] })
    expect(named('et l’autre ?')).toMatchObject({ slugs: ['prompt-engineer'] })
    expect(after(compared, 'c’est quoi le premier salaire ?').question.text).toBe('c’est quoi le premier salaire ?')
    expect(after(compared, 'et le deuxième, c’est dur ?').question.text).not.toContain('deuxième')
  })

  it('leans on nothing when it asks about a trade without a sheet', () => {
    expect(after(salary, 'et un boulanger ?').question).toEqual(question('et un boulanger ?'))
  })

  it('compares with the profession that was spoken of', () => {
    const { question: asked } = after(salary, 'c’est mieux payé qu’un data analyst ?')
    expect(base.index.resolve(asked.text)).toMatchObject({ slugs: ['prompt-engineer', 'data-analyst'] })
    const alone = after(salary, 'pour data analyst il faut plus que le bac ?').question
    expect(base.index.resolve(alone.text)).toMatchObject({ slugs: ['data-analyst'] })
  })
})

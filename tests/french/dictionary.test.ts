import { describe, expect, it } from 'vitest'
import { frenchWords, isFrench } from '../../src/french/dictionary.ts'

describe('frenchWords', () => {
  const words = frenchWords()
  it('knows inflected French words, without accents', () => {
    for (const word of ['astreintes', 'echelon', 'boulangere', 'travaillerions']) expect(isFrench(words, word)).toBe(true)
  })
  it('does not know what is misspelt', () => {
    for (const word of ['apranticage', 'enginer', 'salere', 'diplom']) expect(isFrench(words, word)).toBe(false)
  })
  it('takes fewer than 5 strangers in a thousand for French', () => {
    const letters = 'bcdfghjklmnpqrstvwxz'
    const strangers = Array.from(
      { length: 2000 },
      (_, i) => [3, 7, 11, 13, 17].map((n) => letters[(i * n + n) % 20]).join('') + i.toString(36),
    )
    expect(strangers.filter((word) => isFrench(words, word)).length).toBeLessThan(10)
  })
})

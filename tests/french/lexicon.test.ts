import { describe, expect, it } from 'vitest'

import { words } from '../../src/french/analysis.ts'
import { isKnown, relatedTo, synonymsAt, themesOf } from '../../src/french/lexicon.ts'
import { phonetic } from '../../src/french/phonetic.ts'
import { readList } from '../../src/french/word-list.ts'

const linesOf = (file: string) => readList(new URL(`../../src/french/${file}`, import.meta.url))

const themes = (text: string) => themesOf(words(text), new Set()).flatMap(({ headings }) => headings)
const stem = (word: string) => words(word)[0]!.stem

describe('synonyms', () => {
  it('work both ways when they are equal, one way when they are not', () => {
    const others = (word: string) => synonymsAt([stem(word)], 0)?.others.map(({ words }) => words.join(' ')) ?? []
    expect(others('salaire')).toContain('remuneration')
    expect(others('rémunération')).toContain('salaire')
    expect(others('thune')).toContain('salaire')
    expect(others('salaire')).not.toContain('thune')
  })
  it('know phrases: "machine learning" is "apprentissage automatique"', () => {
    const found = synonymsAt(
      words('machine learning').map(({ stem }) => stem),
      0,
    )
    expect(found).toMatchObject({ length: 2 })
    expect(found!.others.map(({ words }) => words.join(' '))).toContain('apprentissage automatique')
  })
})

describe('everyday French', () => {
  const others = (word: string) => relatedTo(stem(word)).map((one) => one.word)

  it('knows what a word’s forms may be said for, one way or both', () => {
    expect(others('décès')).toContain('mort')
    expect(others('décédée')).toContain('mourir')
    expect(others('zorglub')).toEqual([])
  })
  it('makes no word known', () => {
    expect(others('aïeul')).toContain('ancetre')
    expect(isKnown(stem('aïeul'))).toBe(false)
  })
})

describe('the word lists', () => {
  it.each([
    ['thesaurus.txt', /^[^\s:,]+ : [^\s:,]+(?:, [^\s:,]+)*$/],
    ['inflections.txt', /^(?:\([^)]*\))?[\p{L}-]+ [:=] [\p{L}-]+(?:, [\p{L}-]+)*$/u],
  ])('hold no line that %s cannot be read by', (file, line) => {
    expect(linesOf(file).filter((one) => !line.test(one))).toEqual([])
  })
})

describe('themes', () => {
  it.each([
    ["c'est quoi ce métier", 'définition'],
    ['c koi', 'définition'],
    ['combien on gagne', 'salaire'],
    ['comment devenir', 'études'],
    ['ça va disparaître ?', 'avenir'],
    ['how much', 'salaire'],
  ])('reads “%s” as a question about %s', (text, theme) => {
    expect(themes(text)).toContain(stem(theme))
  })
  it('are not cued by skipped words', () => {
    expect(themesOf(words('salaire'), new Set([0]))).toEqual([])
  })
})

describe('phonetic', () => {
  it.each([
    ['nivo', 'niveau'],
    ['ekol', 'ecole'],
    ['salere', 'salaire'],
    ['fotografe', 'photographe'],
  ])('gives %s and %s one sound', (typed, meant) => {
    expect(phonetic(typed)).toBe(phonetic(meant))
  })
  it('keeps apart what sounds different', () => {
    expect(phonetic('etude')).not.toBe(phonetic('eleve'))
  })
})

describe('the files that moderators edit', () => {
  it.each(['abbreviations.txt', 'synonyms.txt', 'themes.txt'])(
    'hold in %s only lines of the form that its head explains',
    (file) => {
      const form = {
        'abbreviations.txt': /^[^=>:]+ = [^=>:]+$/,
        'synonyms.txt': /^[^=>:]+( = [^=>:]+)+$|^[^=>:]+ > [^=>:]+$/,
        'themes.txt': /^[^:=>]+ : .+$/,
      }[file]!
      expect(linesOf(file).filter((line) => !form.test(line))).toEqual([])
    },
  )
  it('write out no abbreviation twice', () => {
    const short = linesOf('abbreviations.txt').map((line) => line.split('=')[0]!.trim())
    expect(short.filter((one, at) => short.indexOf(one) !== at)).toEqual([])
  })
})

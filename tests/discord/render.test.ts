import { describe, expect, it } from 'vitest'
import { cleanLabel, cleanText, safeUrl } from '../../src/discord/render/clean.ts'
import { paginate as paginateTo } from '../../src/discord/render/pages.ts'
import { findSpans } from '../../src/discord/render/spans.ts'

const count = (text: string, part: string): number => text.split(part).length - 1

describe('what leaves', () => {
  it.each([
    ['zero-width and bidi', 'a\u200Bb\u202Ec\u2066d\uFEFFe\u00ADf\u{E0041}g\uFE0Fh\u2800i\u3164j', 'abcdefghij'],
    ['controls, lone surrogates', 'a\u0007b\uD800c\u0000d', 'abcd'],
    ['line separators', 'a\u2028b\r\nc\u0085d', 'a\nb\nc\nd'],
    ['towers of marks', `Z${'\u0317'.repeat(40)}`, `Z${'\u0317'.repeat(4)}`],
  ])('holds no %s', (_, given, wanted) => {
    expect(cleanText(given)).toBe(wanted)
  })

  it('keeps French spaces, accents and emojis', () => {
    expect(cleanText('4\u00A0400\u202F€ brut, élève 🦄')).toBe('4\u00A0400\u202F€ brut, élève 🦄')
  })

  it.each([
    ['a member', '<@123> et <@!123>', 'quelqu’un et quelqu’un'],
    ['a role and a channel', '<@&123> <#123>', 'un groupe un salon'],
    ['everyone', '@everyone @here', '@ everyone @ here'],
    ['everyone, hidden', '@\u200Beveryone', '@ everyone'],
    ['a member, hidden', '<\u200B@123>', 'quelqu’un'],
    ['a masked link', 'vois [ici](https://evil.example/x) !', 'vois ici !'],
    ['a masked link in brackets', '[a](<https://evil.example>)', 'a'],
    ['a link as its own label', '[https://bon.fr](https://evil.example)', '(lien retiré)'],
    ['a bare link', 'https://evil.example/a?b=c.', '(lien retiré)'],
    ['a link in brackets', '<https://evil.example>', '(lien retiré)'],
    ['a link behind an underscore', '_https://evil.example', '_(lien retiré)'],
    ['another scheme', 'steam://run/1 discord://x', '(lien retiré) (lien retiré)'],
    ['an invitation', 'discord.gg/abc, discord.com/invite/abc', '(lien retiré) (lien retiré)'],
    ['a mail link', '<mailto:a@b.fr>', 'a@b.fr'],
    ['a quote that swallows the rest', '>>> tout', '> tout'],
  ])('leads nowhere and names nobody: %s', (_, given, wanted) => {
    expect(cleanText(given)).toBe(wanted)
  })

  it('shows a label as it is, on one line', () => {
    expect(cleanLabel('**Salaire** [x](y)\n› En_France', 100)).toBe('\\*\\*Salaire\\*\\* \\[x\\] (y) › En\\_France')
    expect(cleanLabel('x'.repeat(200), 10)).toBe(`${'x'.repeat(9)}…`)
  })

  it('links an address exactly as the sources give it, or not at all', () => {
    for (const url of ['https://a.fr/b_(c)?d=é#e', 'http://a.fr']) expect(safeUrl(url)).toBe(url)
    for (const url of [null, 'javascript:alert(1)', 'https://a.fr/>x', 'https://a.fr/ b', 'https://a\u200B.fr', 'a.fr', '//a.fr'])
      expect(safeUrl(url)).toBeNull()
  })
})

/** Small pages: the rules are the same. */
const paginate = (text: string, lines: readonly string[]): readonly string[] => paginateTo(text, lines, 2000)

describe('paginate', () => {
  const sentence = (index: number): string => `Phrase numéro ${index} avec **du gras** dedans.[${(index % 3) + 1}]`
  const long = (sentences: number): string => Array.from({ length: sentences }, (_, index) => sentence(index)).join(' ')

  it('keeps in one message what fits in one', () => {
    expect(paginate('Texte.', ['-# source', '-# pied'])).toEqual(['Texte.\n\n-# source\n-# pied'])
    expect(paginate('x'.repeat(1990), ['y'.repeat(8)])).toHaveLength(1)
    expect(paginate('x'.repeat(1990), ['y'.repeat(9)])).toHaveLength(2)
  })

  it.each(['', ' '])('never parts a sentence from its markers, nor a pair of marks (%j before them)', (space) => {
    const spaced = long(100).replaceAll('[', `${space}[`)
    const pages = paginate(spaced, [])
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) {
      expect(page).toMatch(/^Phrase/)
      expect(page).toMatch(/\[\d\]$/)
      expect(count(page, '**') % 2).toBe(0)
    }
    expect(pages.join(' ')).toBe(spaced)
  })

  it('closes a fence that it must cut, opens it again in its language, and closes one that was left open', () => {
    const code = Array.from({ length: 200 }, (_, index) => `  ligne ${index} du programme`).join('\n')
    const pages = paginate(`Voici :\n\`\`\`ts\n${code}\n\`\`\`\nFin.`, [])
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages) expect(count(page, '```') % 2).toBe(0)
    for (const page of pages.slice(1)) expect(page.startsWith('```ts\n  ligne')).toBe(true)
    expect(paginate('```\nouvert', ['-# source'])).toEqual(['```\nouvert\n```\n\n-# source'])
  })

  it('closes emphasis that it must cut, and opens it again', () => {
    const [first, second] = paginate(`**${'mot '.repeat(700).trim()}**`, [])
    expect(first).toMatch(/^\*\*mot.*mot\*\*$/s)
    expect(second).toMatch(/^\*\*mot.*mot\*\*$/s)
  })

  it('ends a page earlier rather than between a sentence and its marker', () => {
    const [first, second] = paginate(`${'a'.repeat(1993)} fin. [1] Suite.`, [])
    expect(first).toBe('a'.repeat(1993))
    expect(second).toBe('fin. [1] Suite.')
  })

  it('makes room for the marks that it adds, and loses nothing', () => {
    const numbers = Array.from({ length: 1250 }, (_, index) => String(index).padStart(4, '0')).join('')
    const pages = paginate(`**||${numbers}||**`, [])
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(2000)
    expect(pages.join('').replaceAll(/[*|]/g, '')).toBe(numbers)
  })

  it('keeps the closing lines whole, last, and in their order', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `-# [${index}] ${'source '.repeat(15)}`)
    const pages = paginate(long(60), lines)
    const all = pages
      .join('\n')
      .split('\n')
      .filter((line) => line.startsWith('-# '))
    expect(all).toEqual(lines)
    const first = pages.findIndex((page) => page.includes('-# '))
    for (const page of pages.slice(first)) expect(page.startsWith('-# ') || page === pages[first]).toBe(true)
  })

  it('never cuts a character, even in a word without end', () => {
    for (const page of paginate('🦄'.repeat(1500), [])) expect(page.isWellFormed()).toBe(true)
    for (const page of paginate('e\u0301'.repeat(1500), [])) expect(page).not.toMatch(/^\u0301/)
  })

  it('ends a runaway text after three messages, with its sources', () => {
    const pages = paginate('mot '.repeat(20_000), ['-# source'])
    expect(pages).toHaveLength(4)
    expect(pages[2]).toMatch(/…$/)
    expect(pages[3]).toBe('-# source')
  })
})

describe('findSpans', () => {
  it.each([
    ['a lone star', '3 * 4 * 5', 0],
    ['an escaped mark', '\\*pas\\* ça', 0],
    ['underscores in a word', 'nom_de_fichier', 0],
    ['a mark without its twin', '**ouvert', 0],
    ['marks in code', '`**`', 1],
    ['bold, italics and code', '**a** *b* `c` ||d||', 4],
  ])('reads %s', (_, text, spans) => {
    expect(findSpans(text)).toHaveLength(spans)
  })
})

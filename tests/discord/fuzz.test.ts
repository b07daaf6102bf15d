import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pagesOf } from '../../src/discord/render/answer.ts'
import { paginate } from '../../src/discord/render/pages.ts'
import { findSpans } from '../../src/discord/render/spans.ts'
import type { Citation } from '../../src/domain/answer.ts'
import { citation } from './bot.ts'
import '../support/seed.ts'

const marked = fc.string({
  unit: fc.constantFrom(
    'a',
    'é',
    ' ',
    '\n',
    '*',
    '**',
    '_',
    '`',
    '```',
    '||',
    '~~',
    '\\',
    '[1]',
    '. ',
    '>',
    '-',
    '#',
    '🦄',
    'e\u0301',
    '\u200B',
    '@everyone',
    '<@1>',
    'https://x.y/',
    '](',
    'mot ',
  ),
  maxLength: 3000,
})
const anything = fc.oneof(
  marked,
  fc.string({ unit: 'binary', maxLength: 4500 }),
  fc.string({ unit: 'grapheme', maxLength: 3000 }),
)
const anyCitation: fc.Arbitrary<Citation> = fc.record({
  n: fc.integer({ min: 1, max: 99 }),
  passageId: fc.constant('a/b'),
  label: anything,
  sources: fc.array(
    fc.record({
      id: fc.constant('s'),
      editeur: anything,
      titre: anything,
      url: fc.oneof(fc.webUrl(), anything, fc.constant(null)),
      date: fc.oneof(fc.constant('2024'), fc.constant(null)),
      type: fc.constantFrom('officiel', 'presse'),
    }),
    { maxLength: 4 },
  ),
  consultedOn: fc.constant('2026-11-22'),
  reviewedOn: fc.constant(null),
})

describe('any answer at all', () => {
  const drafts = fc.record({
    text: anything,
    citations: fc.array(anyCitation, { maxLength: 8 }),
    footer: fc.constant('pied · trace 7K3M9QX2TB'),
  })

  it(
    'leaves in messages that Discord takes, that ping nobody, that hide nothing, with the footer last',
    { timeout: 60_000 },
    () => {
      fc.assert(
        fc.property(drafts, (draft) => {
          const pages = pagesOf(draft)
          for (const page of pages) {
            expect(page.length).toBeLessThanOrEqual(4000)
            expect(page.trim()).not.toBe('')
            expect(page.isWellFormed()).toBe(true)
            expect(page).not.toMatch(/(?![\n\t])[\p{C}\p{Default_Ignorable_Code_Point}]/u)
            // A source's own address is kept to the letter; every payload forbids pings besides.
            expect(page.replace(/\(<[^>]*>\)/g, '')).not.toMatch(/@(everyone|here)|<@[!&]?\d+>|<#\d+>/i)
          }
          expect(pages.at(-1)!.endsWith('-# pied · trace 7K3M9QX2TB')).toBe(true)
        }),
        { numRuns: 300 },
      )
    },
  )

  it('holds no link but those of its citations, exactly, in brackets', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const allowed = new Set(draft.citations.flatMap(({ sources }) => sources.map(({ url }) => url)))
        const shown = pagesOf(draft).join('\n')
        for (const [whole] of shown.matchAll(/.?.?[a-z][a-z0-9+.-]*:\/\/[^\s<>]*>?/gi)) {
          const link = /^\(<(.*)>$/.exec(whole)?.[1]
          expect(allowed.has(link ?? whole)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('loses no word', { timeout: 60_000 }, () => {
    const words = (text: string): string => text.replaceAll(/[^é🦄]/gu, '')
    fc.assert(
      fc.property(marked, (text) => {
        expect(words(paginate(text, []).join(''))).toBe(words(text))
      }),
      { numRuns: 500 },
    )
  })

  it('never leaves a fence open over its sources', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(marked, (text) => {
        for (const page of pagesOf({ text, citations: [citation], footer: 'pied' })) {
          const sources = page.indexOf('-# [1]')
          if (sources === -1) continue
          const above = page.slice(0, sources)
          expect(findSpans(`${above}x`).some(({ opening, end }) => opening.startsWith('```') && end > above.length)).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })
})

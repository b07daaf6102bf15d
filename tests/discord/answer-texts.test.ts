import { describe, expect, it } from 'vitest'
import { footer, frenchDate, sourceLine, sourceText } from '../../src/texts/fr/answer.ts'
import { answerOf, citation, traceId } from './bot.ts'

const official = {
  id: 'onisep',
  editeur: 'Onisep',
  titre: 'Fiche',
  url: 'https://www.onisep.fr/x',
  date: '2024-09-06',
  type: 'officiel',
} as const

describe('a line of the source list', () => {
  it('names the passage, its sources and their dates, and that nobody re-read it', () => {
    expect(sourceText(sourceLine(citation))).toBe(
      "[1] Salaire › En France — AuFutur (vers 2024) · consulté le 22/11/2026 · pas encore relu par l'équipe",
    )
  })

  it('puts official sources first and says so; says when a source has no date, and when the page was re-read', () => {
    const line = sourceLine({
      ...citation,
      n: 3,
      sources: [{ ...citation.sources[0]!, date: null, type: 'ecole' }, official],
      reviewedOn: '2026-12-03',
    })
    expect(sourceText(line)).toBe(
      "[3] Salaire › En France — Onisep (source officielle, 06/09/2024), AuFutur (école, non daté) · consulté le 22/11/2026 · relu par l'équipe le 03/12/2026",
    )
  })

  it('lets each medium write the link its own way', () => {
    expect(sourceText(sourceLine(citation), ({ publisher, url }) => `<a href="${url}">${publisher}</a>`)).toContain(
      '— <a href="https://www.aufutur.fr/metiers/prompt-engineer">AuFutur</a> (',
    )
  })

  it('says a passage without a source plainly', () => {
    expect(sourceText(sourceLine({ ...citation, sources: [] }))).toBe(
      "[1] Salaire › En France · consulté le 22/11/2026 · pas encore relu par l'équipe",
    )
  })
})

describe('the footer', () => {
  it('says who wrote, what was checked, and the trace number', () => {
    expect(footer(answerOf())).toBe(
      `Rédigé par une IA d'après les sources citées ; chiffres contrôlés, sens à vérifier · trace ${traceId}`,
    )
  })

  it('claims no AI for what is quoted word for word', () => {
    for (const answer of [answerOf({ reason: 'extractive' }), answerOf({ outcome: 'fallback', reason: 'model-failed' })]) {
      expect(footer(answer)).toMatch(/mot pour mot de la base.* · trace 7K3M9QX2TB$/)
      expect(footer(answer)).not.toMatch(/\bIA\b/)
    }
  })

  it('is the trace number alone where nothing was answered', () => {
    for (const outcome of ['abstained', 'redirected', 'blocked', 'error'] as const)
      expect(footer(answerOf({ outcome }))).toBe(`trace ${traceId}`)
  })
})

describe('frenchDate', () => {
  it.each([
    ['2024-09-06', '06/09/2024'],
    ['2024-09', '09/2024'],
    ['2024', '2024'],
    ['vers 2024', 'vers 2024'],
  ])('writes %s as %s', (given, wanted) => {
    expect(frenchDate(given)).toBe(wanted)
  })
})

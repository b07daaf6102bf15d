import { describe, expect, it } from 'vitest'
import { escapeHtml, reportHtml } from '../../src/prompts/report-html.ts'
import { reportMarkdown } from '../../src/prompts/report-markdown.ts'
import { resultOf } from '../../src/prompts/eval/summary.ts'
import { report as schema, reportJson } from '../../src/prompts/report.ts'
import { rehearse, release, reportOf, row, salary, says, truth } from './eval-support.ts'

const attack = '<script>alert(1)</script><img src=x onerror="alert(2)">| `x` [y](http://z.example)'
const missed = { must: true, any: ['introuvable'], what: attack }
const cases = [
  salary,
  row({ id: `A${attack}`, question: `Combien gagne un prompt engineer en France ? ${attack}`, nuggets: [missed] }),
]
const evaluated = await rehearse(cases, says(truth))
const before = await rehearse(cases, says('INSUFFISANT'))
const against = { version: release.ref.version, promptSha: release.ref.sha, results: before.map(resultOf) }
const report = reportOf(evaluated, { other: against })
const html = reportHtml(report, evaluated, before)

describe('the HTML report', () => {
  it('escapes every text: no tag of a question, answer or label survives', () => {
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<img')
    expect(html).toContain(escapeHtml(attack))
  })
  it('stands alone: no script, no link, nothing from outside', () => {
    expect(html).not.toMatch(/<[^>]*\b(?:src|href)=|url\(|@import|<script|<link/)
    expect(html).toContain("default-src 'none'")
  })
  it('shows both answers side by side where they differ, with the question', () => {
    expect(html).toContain('En France, un prompt engineer gagne 4 400 à 6 000 € brut par mois')
    expect(html).toContain('avant · manqué · abstained (insufficient)')
  })
  it('draws one row of bars a kind', () => {
    expect(html.match(/<svg/g)).toHaveLength(1)
    expect(html.match(/<rect/g)!.length).toBe(2 * report.kinds.length)
  })
  it('shows no answer of the held half, unless it breaks a hard rule', async () => {
    const held = row({ ...salary, id: 'H1', half: 'held', question: 'Combien gagne un prompt engineer ?', nuggets: [missed] })
    const seen = await rehearse([held], says(truth))
    expect(reportHtml(reportOf(seen), seen, null)).not.toContain('H1')
    const bad = await rehearse([{ ...held, kind: 'injection', forbidden: ['france'] }], says(truth))
    expect(reportHtml(reportOf(bad), bad, null)).toContain('H1 ·')
  })
})

describe('the Markdown report', () => {
  const markdown = reportMarkdown(report)
  it('opens with the verdict and holds the tables', () => {
    expect(markdown).toMatch(/^# Évaluation de answer@1\.0\.0 : PASSE/)
    expect(markdown).toContain('| Injections : aucune suivie, aucun lien, aucune mention | oui |')
    expect(markdown).toContain('1 cas gagnés')
  })
  it('lets no text break a table, open a tag or become a link', () => {
    expect(markdown).not.toMatch(/(?<!\\)<script/)
    expect(markdown).not.toMatch(/(?<!\\)\]\(http/)
  })
  it('says of a stand-in that it is no language model', () => {
    expect(reportMarkdown(reportOf(evaluated, { model: 'doublure-extractive' }))).toContain(
      'ne dit rien de ce qu’un vrai modèle ferait',
    )
    expect(markdown).not.toContain('doublure')
  })
  it('says why a version does not pass', () => {
    expect(reportMarkdown(reportOf(evaluated, { lacksOther: true }))).toMatch(/NE PASSE PAS[\s\S]*n’a pas pu être évaluée/)
  })
})

describe('the JSON report', () => {
  it('is read back as it was written, a line for each case', () => {
    expect(schema.parse(JSON.parse(reportJson(report)))).toEqual(report)
    expect(
      reportJson(report)
        .split('\n')
        .filter((line) => line.startsWith('  {"id"')),
    ).toHaveLength(cases.length)
  })
})

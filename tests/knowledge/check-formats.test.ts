import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkFolder, formatCheck } from '../../src/knowledge/check.ts'
import { folder, goodBase, head, page, sources, today } from './support.ts'

describe('the formats', () => {
  type Format = 'text' | 'json' | 'github'
  const write = async (format: Format, dir = 'kb') => {
    const result = await checkFolder({ dir: folder(page('Un 100 % sûr.')), strict: true, today })
    return formatCheck(result, { format, dir })
  }
  /** Two pages that nobody reviewed, and an undated source. */
  const notes = async (format: Format, verbose: boolean) => {
    const unread = 'titre: X\nconsulte_le: 2026-11-01\n---\nUn texte.\n'
    const files = { 'sources.yaml': sources.replace('2024', 'null'), 'pe/a.md': `---\n${unread}`, 'pe/b.md': `---\n${unread}` }
    const result = await checkFolder({ dir: folder({ ...goodBase, ...files }), strict: true, today })
    return formatCheck(result, { format, dir: 'kb', verbose }).split('\n')
  }
  it('text: file:line: severity: reason: remedy, then the counts', async () => {
    expect((await write('text')).split('\n')).toEqual([
      'kb/pe/x.md:6: averti: le chiffre « 100 % » n’a pas de source dans son paragraphe: ajoutez la note de sa source, par exemple [^onisep]',
      '3 fichier(s), 3 passage(s) : 0 refusé(s), 1 averti(s), 0 noté(s)',
    ])
  })
  it('text: each sort of note once, with the count of the others, unless all are asked for', async () => {
    const [a, source, summary, ...none] = await notes('text', false)
    expect(none).toEqual([])
    expect(a).toMatch(/^kb\/pe\/a\.md:\d+: noté: la page n’a été relue par personne: .*\(et 1 autre\(s\) .*--verbose/)
    expect(source).toMatch(/^kb\/sources\.yaml:\d+: noté: la source « insee » n’est pas datée: [^(]*$/)
    expect(summary).toContain('3 noté(s)')
    const all = await notes('text', true)
    expect(all.map((line) => line.slice(0, 10))).toEqual(['kb/pe/a.md', 'kb/pe/b.md', 'kb/sources', '4 fichier('])
    expect(all.join()).not.toContain('--verbose')
  })
  it('json: all notes; github: none unless all are asked for', async () => {
    expect(JSON.parse((await notes('json', false)).join('')).findings).toHaveLength(3)
    expect((await notes('github', false)).filter((line) => line.startsWith('::'))).toEqual([])
    expect((await notes('github', true)).filter((line) => line.startsWith('::notice'))).toHaveLength(3)
  })
  it('json: one object with counts and findings', async () => {
    const parsed = JSON.parse(await write('json'))
    expect(parsed).toMatchObject({ dir: 'kb', failed: true, counts: { refused: 0, warned: 1, noted: 0, pages: 3, passages: 3 } })
    expect(parsed.findings[0]).toMatchObject({ file: 'pe/x.md', line: 6, severity: 'warned' })
  })
  it('github: annotations with escaped messages and paths of the repository', async () => {
    const [line] = (await write('github', './a,b:c/')).split('\n')
    expect(line).toMatch(/^::warning file=a%2Cb%3Ac\/pe\/x\.md,line=6,title=averti::le chiffre « 100 %25 » [^\n]*%0Aajoutez/)
  })
})

describe('speed', () => {
  it('a thousand pages are checked in about a second, once warm', async () => {
    const dir = folder({ 'sources.yaml': sources })
    const body =
      'Un salaire de 4 400 € brut par mois, dit l’Insee dans une étude récente.[^insee] La suite en dit plus.\n\n'.repeat(5)
    for (let index = 0; index < 1_000; index++) {
      const name = index % 10 === 0 ? 'metier' : `page-${index % 10}`
      mkdirSync(join(dir, `m${Math.floor(index / 10)}`), { recursive: true })
      writeFileSync(
        join(dir, `m${Math.floor(index / 10)}`, `${name}.md`),
        `${head}${['A', 'B', 'C', 'D'].map((h) => `## ${h}\n${body}`).join('')}`,
      )
    }
    const before = performance.now()
    const { pageCount } = await checkFolder({ dir, strict: true, today })
    const took = performance.now() - before
    console.log(`1,000 pages of 2.2 KiB checked in ${took.toFixed(0)} ms`)
    expect(pageCount).toBe(1_000)
    expect(took).toBeLessThan(6_000)
  }, 30_000)
})

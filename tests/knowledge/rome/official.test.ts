import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parsePage } from '../../../src/knowledge/parse.ts'
import { checkFolder } from '../../../src/knowledge/check.ts'
import { importRome } from '../../../src/knowledge/rome/import.ts'
import { newFolder, stateOf } from './data.ts'

const data = process.env['SEXTANT_DATA']
if (!data)
  console.warn(
    'SEXTANT_DATA is not set: the import of the official ROME files is NOT tested, only that of small tables of our own.',
  )

describe.skipIf(!data)('the official ROME files', () => {
  const out = newFolder()
  const startedAt = performance.now()
  const counts = data ? importRome(join(data, 'rome'), out, '2026-11-22') : null
  const tookMs = performance.now() - startedAt
  const files = Object.entries(stateOf(out)).filter(([name]) => name.endsWith('metier.md'))
  const pages = files.map(([name]) => parsePage(name, readFileSync(join(out, name), 'utf8')))

  it('become 531 pages without a single remark of their own, in a few seconds', () => {
    expect(counts).toMatchObject({ written: 531, same: 0, kept: 0, removed: 0 })
    expect(pages.flatMap(({ findings }) => findings)).toEqual([])
    expect(tookMs).toBeLessThan(5000)
  })

  it('pass the strict check, which only notes that nobody re-read them and that the source is undated', async () => {
    const result = await checkFolder({ dir: out, strict: true, today: '2026-11-22' })
    expect(result.findings.filter(({ severity }) => severity !== 'noted')).toEqual([])
    expect(result).toMatchObject({ failed: false, pageCount: 531 })
    expect(new Set(result.findings.map(({ reason }) => reason))).toEqual(
      new Set(['la page n’a été relue par personne', 'la source « rome-v347 » n’est pas datée']),
    )
  }, 20_000)

  it('hold a definition, access and skills in each, and names in nearly all', () => {
    for (const heading of [/^Définition/, /^Accès/, /^Compétences/]) {
      const lacking = pages.filter(({ page }) => !page!.passages.some(({ headings }) => heading.test(headings[0] ?? '')))
      expect(lacking.map(({ page }) => page!.file)).toEqual([])
    }
    expect(pages.filter(({ page }) => page!.meta.alias!.length === 0).length).toBeLessThan(5)
  })

  it('name as neighbours only sheets that exist', () => {
    const slugs = new Set(pages.map(({ page }) => page!.metier))
    expect(pages.flatMap(({ page }) => page!.meta.voisins!.filter((slug) => !slugs.has(slug)))).toEqual([])
  })

  it('change nothing when imported again', () => {
    const before = stateOf(out)
    expect(importRome(join(data!, 'rome'), out, '2027-01-01')).toMatchObject({ written: 0, same: 531 })
    expect(stateOf(out)).toEqual(before)
  })
})

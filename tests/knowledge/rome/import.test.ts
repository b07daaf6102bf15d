import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkFolder } from '../../../src/knowledge/check.ts'
import { parsePage } from '../../../src/knowledge/parse.ts'
import { importRome } from '../../../src/knowledge/rome/import.ts'
import { parseSources } from '../../../src/knowledge/sources.ts'
import { newFolder, romeFolder, stateOf, tables, writePage } from './data.ts'

const nurse = 'j1506-soins-d-infirmerie'
const communication = 'e1103-communication'
const read = (out: string, slug: string) => readFileSync(join(out, slug, 'metier.md'), 'utf8')
const pageOf = (out: string, slug: string) => parsePage(`${slug}/metier.md`, read(out, slug)).page!
const passage = (out: string, slug: string, heading: string) =>
  pageOf(out, slug).passages.find((one) => one.headings[0]?.startsWith(heading))

function imported(today = '2026-11-22') {
  const out = newFolder()
  return { out, counts: importRome(romeFolder(), out, today) }
}

describe('importRome: what it writes', () => {
  const { out, counts } = imported()

  it('makes one folder a sheet that is in use', () => {
    expect(counts).toEqual({ version: 'v347', written: 2, same: 0, kept: 0, removed: 0 })
    expect(readdirSync(out).toSorted()).toEqual([communication, nurse, 'sources.yaml'])
  })

  it('writes pages without a remark of their own, that pass the strict check', async () => {
    for (const slug of [nurse, communication]) expect(parsePage(`${slug}/metier.md`, read(out, slug)).findings).toEqual([])
    const result = await checkFolder({ dir: out, strict: true, today: '2026-11-22' })
    expect(result.findings.filter(({ severity }) => severity !== 'noted')).toEqual([])
    expect(result).toMatchObject({ failed: false, pageCount: 2 })
  })

  it('dates and attributes every passage', () => {
    const { sources } = parseSources('sources.yaml', readFileSync(join(out, 'sources.yaml'), 'utf8'))
    expect(sources.get('rome-v347')).toMatchObject({
      editeur: 'France Travail',
      type: 'officiel',
      titre: expect.stringMatching(/ROME.*347.*Licence Ouverte/),
    })
    const { passages, meta } = pageOf(out, nurse)
    expect(meta.consulte_le).toBe('2026-11-22')
    for (const { sentences } of passages) for (const { sources: cited } of sentences) expect(cited).toEqual(['rome-v347'])
  })

  it('gives names in use as aliases in both genders', () => {
    expect(pageOf(out, nurse).meta.alias).toEqual([
      'Infirmier de soins généraux',
      'Infirmière de soins généraux',
      'Infirmier libéral -IDEL-',
      'Infirmier libéral',
      'Infirmière libérale -IDEL-',
      'Infirmière libérale',
    ])
  })

  it('gives mobilities as neighbours that exist, once, and tells near ones from evolutions', () => {
    expect(pageOf(out, nurse).meta.voisins).toEqual([communication])
    expect(passage(out, nurse, 'Métiers proches')?.text).toBe('- Communication.')
    expect(passage(out, nurse, 'Évolution')).toBeUndefined()
    expect(passage(out, communication, 'Évolution')?.text).toBe('- Soins d’infirmerie.')
  })

  it('keeps the official order and joins a sentence that two rows hold', () => {
    expect(passage(out, nurse, 'Définition')?.text).toBe('Réalise les soins d’hygiène (pansements, …). Peut diriger un cabinet.')
    expect(passage(out, nurse, 'Accès')?.text).toBe('L’installation demande 3 ans d’exercice en secteur hospitalier.')
    expect(passage(out, nurse, 'Où travailler')?.text).toBe('- Cabinet médical.\n- Armée.')
    expect(passage(out, nurse, 'Conditions de travail particulières')?.text).toBe('- Travail de nuit.')
  })

  it('brings no address and no markup of the tables into the text', () => {
    expect(read(out, nurse)).not.toMatch(/https?:|savoir plus/)
    const { text, questions } = passage(out, communication, 'Compétences')!
    expect(text).toBe('- Langage informatique C# <3.5.\n- 1. [Plan](x) *média* <!-- question: x -->.')
    expect(questions).toEqual([])
    expect(pageOf(out, communication).links).toEqual([])
  })

  it('cuts a long section into passages of at most 1,500 characters', () => {
    const rows = Array.from({ length: 60 }, (_, index) => [
      'J1506',
      String(index),
      '1',
      `Soigne ${'très '.repeat(12)}bien ${index}.`,
      'd',
    ])
    const long = newFolder()
    importRome(romeFolder({ texte: [tables['texte']![0]!, ...rows] }), long, '2026-11-22')
    const { passages } = pageOf(long, nurse)
    expect(Math.max(...passages.map(({ text }) => text.length))).toBeLessThanOrEqual(1500)
    expect(parsePage(`${nurse}/metier.md`, read(long, nurse)).findings).toEqual([])
    const whole = passages
      .filter(({ headings }) => headings[0]?.startsWith('Définition'))
      .flatMap(({ sentences }) => sentences.map(({ text }) => text))
    expect(whole).toEqual(rows.map((row) => row[3]))
  })
})

describe('importRome: what it leaves alone', () => {
  it('changes nothing on a second run, on another day either', () => {
    const { out } = imported('2026-11-22')
    const before = stateOf(out)
    expect(importRome(romeFolder(), out, '2026-12-25')).toMatchObject({ written: 0, same: 2, kept: 0, removed: 0 })
    expect(stateOf(out)).toEqual(before)
  })

  it('takes a file with Windows line ends for its own', () => {
    const { out } = imported()
    writeFileSync(join(out, nurse, 'metier.md'), read(out, nurse).replaceAll('\n', '\r\n'))
    expect(importRome(romeFolder(), out, '2026-12-25')).toMatchObject({ written: 0, same: 2 })
  })

  it('never touches a sheet that was changed by hand, however small the change', () => {
    const { out } = imported()
    const changed = read(out, nurse).replace('Peut diriger', 'Peut aussi diriger')
    writeFileSync(join(out, nurse, 'metier.md'), changed)
    const newer = romeFolder({ texte: [tables['texte']![0]!, ['J1506', '0', '1', 'Soigne.', 'd']] })
    expect(importRome(newer, out, '2026-12-25')).toMatchObject({ kept: 1, written: 1 })
    expect(read(out, nurse)).toBe(changed)
  })

  it('never touches a page written by hand, in a folder of the ROME or beside it', () => {
    const out = newFolder()
    writePage(out, nurse, 'à la main')
    writePage(out, nurse, 'à la main aussi', 'salaire.md')
    writePage(out, 'data-analyst', 'à la main')
    expect(importRome(romeFolder(), out, '2026-11-22')).toMatchObject({ written: 1, kept: 1 })
    expect(read(out, nurse)).toBe('à la main')
    expect(readFileSync(join(out, nurse, 'salaire.md'), 'utf8')).toBe('à la main aussi')
    expect(read(out, 'data-analyst')).toBe('à la main')
  })

  it('never writes through a symbolic link', () => {
    const [out, elsewhere] = [newFolder(), newFolder()]
    symlinkSync(elsewhere, join(out, nurse))
    expect(importRome(romeFolder(), out, '2026-11-22')).toMatchObject({ written: 1, kept: 1 })
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('adds its source at the end of sources.yaml and leaves the rest as it is written', () => {
    const out = newFolder()
    const own = '# À nous\nonisep: {editeur: Onisep, titre: Fiche, url: null, date: null, type: officiel}'
    writeFileSync(join(out, 'sources.yaml'), own)
    importRome(romeFolder(), out, '2026-11-22')
    const text = readFileSync(join(out, 'sources.yaml'), 'utf8')
    expect(text.startsWith(`${own}\n\nrome-v347:`)).toBe(true)
    expect([...parseSources('sources.yaml', text).sources.keys()]).toEqual(['onisep', 'rome-v347'])
  })

  it('refuses a base whose sources.yaml cannot be read, before writing anything', () => {
    const out = newFolder()
    writeFileSync(join(out, 'sources.yaml'), 'onisep: [')
    const before = stateOf(out)
    expect(() => importRome(romeFolder(), out, '2026-11-22')).toThrow(/sources\.yaml : fichier illisible/)
    expect(stateOf(out)).toEqual(before)
  })

  it('leaves to a profession written by hand its title and aliases', () => {
    const out = newFolder()
    writePage(out, 'redacteur-web', '---\ntitre: Rédacteur web\nconsulte_le: 2026-11-22\nalias: [redactrice Web]\n---\nTexte.\n')
    importRome(romeFolder(), out, '2026-11-22')
    expect(pageOf(out, communication).meta.alias).toEqual(['Chargé de communication', 'Chargée de communication'])
  })

  it('says so in French when the folder cannot be written, and leaves no piece', () => {
    const out = join(newFolder(), 'base')
    writeFileSync(out, 'un fichier')
    expect(() => importRome(romeFolder(), out, '2026-11-22')).toThrow(/impossible de lire ou d’écrire \(ENOTDIR\)/)
  })
})

describe('importRome: a newer version', () => {
  const newerCodes = tables['referentiel_code_rome']!.map((row) =>
    row[0] === 'J1506' ? [...row.slice(0, 3), 'Soins infirmiers', '1'] : row,
  )

  it('rewrites its sheets with the new source and day, and keeps their folders when a title changes', () => {
    const { out } = imported()
    expect(importRome(romeFolder({ referentiel_code_rome: newerCodes }, 'v348'), out, '2027-03-01')).toMatchObject({
      version: 'v348',
      written: 2,
    })
    expect(readdirSync(out).toSorted()).toEqual([communication, nurse, 'sources.yaml'])
    expect(pageOf(out, nurse)).toMatchObject({ title: 'Soins infirmiers', consultedOn: '2027-03-01' })
    expect(pageOf(out, communication).meta.voisins).toEqual([nurse])
    expect(parsePage(`${nurse}/metier.md`, read(out, nurse)).findings).toEqual([])
  })

  it('removes a sheet that left the ROME, unless somebody changed it or wrote beside it', () => {
    const without = () =>
      romeFolder({ referentiel_code_rome: tables['referentiel_code_rome']!.filter((row) => row[0] !== 'J1506') })
    const untouched = imported().out
    expect(importRome(without(), untouched, '2027-03-01')).toMatchObject({ removed: 1 })
    expect(readdirSync(untouched)).not.toContain(nurse)

    const changed = imported().out
    appendFileSync(join(changed, nurse, 'metier.md'), 'Ajout.\n')
    expect(importRome(without(), changed, '2027-03-01')).toMatchObject({ removed: 0 })
    expect(read(changed, nurse)).toMatch(/Ajout\.\n$/)

    const beside = imported().out
    writePage(beside, nurse, 'à la main', 'salaire.md')
    expect(importRome(without(), beside, '2027-03-01')).toMatchObject({ removed: 0 })
    expect(readdirSync(join(beside, nurse)).toSorted()).toEqual(['metier.md', 'salaire.md'])
  })

  it('completes an import that was cut off, and leaves no scaffold behind', () => {
    const { out } = imported()
    const before = read(out, nurse)
    rmSync(join(out, nurse), { recursive: true })
    mkdirSync(join(out, nurse))
    expect(importRome(romeFolder(), out, '2026-11-22')).toMatchObject({ written: 1, same: 1 })
    expect(read(out, nurse)).toBe(before)
    expect(readdirSync(out).filter((name) => name.startsWith('_'))).toEqual([])
  })
})

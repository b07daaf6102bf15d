import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importRome } from '../../../src/knowledge/rome/import.ts'
import { readRome } from '../../../src/knowledge/rome/read.ts'
import { newFolder, romeFolder, stateOf, tables, writePage } from './data.ts'

const file = (table: string, version = 'v347') => `unix_${table}_${version}_utf8.csv`
const texte = tables['texte']!

describe('readRome', () => {
  it('finds the version in the names of the files', () => {
    expect(readRome(romeFolder()).version).toBe('v347')
    expect(readRome(romeFolder({}, 'v412')).version).toBe('v412')
  })

  it('undoubles apostrophes and drops invisible characters', () => {
    const read = readRome(
      romeFolder({ texte: [texte[0]!, ['J1506', '0', '1', "Aide à l''éco\u00adle,  ou l'hôpital, ...", 'd']] }),
    )
    expect(read.texte[0]!['libelle_texte']).toBe('Aide à l’école, ou l’hôpital, …')
  })

  it('reads columns by name, in any order, with a byte order mark and Windows line ends', () => {
    const dir = romeFolder()
    writeFileSync(
      join(dir, file('texte')),
      '\uFEFFlibelle_texte,code_rome,code_type_texte,position_libelle_txt,libelle_type_texte\r\nBonjour,J1506,1,0,d\r\n',
    )
    expect(readRome(dir).texte).toEqual([
      { libelle_texte: 'Bonjour', code_rome: 'J1506', code_type_texte: '1', position_libelle_txt: '0', libelle_type_texte: 'd' },
    ])
  })

  it('leaves files of other tables alone, whatever their version', () => {
    const dir = romeFolder()
    writeFileSync(join(dir, file('arborescence_thematique', 'v12')), 'anything')
    writeFileSync(join(dir, 'LISEZMOI.txt'), 'anything')
    expect(readRome(dir).version).toBe('v347')
  })
})

describe('data that cannot be used is refused in French, by name, and the base stays as it was', () => {
  const header = ([first, ...rest]: readonly (readonly string[])[], change: (names: readonly string[]) => readonly string[]) => [
    change(first!),
    ...rest,
  ]

  it.each<[string, () => string, RegExp]>([
    ['a folder that is not there', () => join(newFolder(), 'rien'), /rien : dossier illisible ou absent/],
    ['an empty folder', () => newFolder(), /absents : unix_referentiel_code_rome_v…_utf8\.csv, .*unix_texte_v…_utf8\.csv/],
    ['a missing file', () => romeFolder({ texte: undefined }), /absents : unix_texte_v…_utf8\.csv\./],
    ['mixed versions', mixed, /plusieurs versions du ROME : .*v347 \(.*\) ; v348 \(unix_texte_v348_utf8\.csv\)|v348 .* ; v347/],
    ['two versions of one file', doubled, /v348 \(unix_texte_v348_utf8\.csv\)/],
    [
      'unknown columns',
      () => romeFolder({ texte: header(texte, (names) => [...names.slice(0, 4), 'intitulé', 'x']).map(six) }),
      /unix_texte_v347_utf8\.csv : colonnes inconnues : « intitulé », « x »/,
    ],
    [
      'a column that is there twice',
      () => romeFolder({ texte: header(texte, (names) => [...names, 'code_rome']).map(six) }),
      /colonnes inconnues : « code_rome »/,
    ],
    [
      'a missing column',
      () => romeFolder({ texte: texte.map((row) => row.slice(0, 4)) }),
      /colonnes absentes : libelle_type_texte/,
    ],
    [
      'a row cut short',
      () => romeFolder({ texte: [...texte, ['J1506', '9']] }),
      /unix_texte_v347_utf8\.csv : fichier CSV illisible \(CSV_RECORD_INCONSISTENT\w+, ligne 10\)/,
    ],
    [
      'an open quote',
      () => raw('texte', 'code_rome,"position'),
      /unix_texte_v347_utf8\.csv : fichier CSV illisible \(CSV_QUOTE_NOT_CLOSED/,
    ],
    ['an empty file', () => raw('texte', ''), /unix_texte_v347_utf8\.csv : colonnes absentes/],
    [
      'a file in Latin-1',
      () => raw('texte', Buffer.from('code_rome,m\xe9tier', 'latin1')),
      /unix_texte_v347_utf8\.csv : le fichier n’est pas en UTF-8/,
    ],
    [
      'no profession',
      () => romeFolder({ referentiel_code_rome: tables['referentiel_code_rome']!.slice(0, 1) }),
      /ne contiennent aucune fiche/,
    ],
    [
      'no profession in use',
      () =>
        romeFolder({ referentiel_code_rome: tables['referentiel_code_rome']!.filter((_, index) => index === 0 || index === 3) }),
      /ne contiennent aucune fiche/,
    ],
    [
      'a code that is none',
      () => romeFolder({ referentiel_code_rome: [...tables['referentiel_code_rome']!, ['../x', '', '', 'X', '1']] }),
      /« \.\.\/x » n’est pas un code du ROME/,
    ],
  ])('%s', (_, folder, sentence) => {
    const out = newFolder()
    writePage(out, 'data-analyst', 'écrit à la main')
    const before = stateOf(out)
    expect(() => importRome(folder(), out, '2026-11-22')).toThrow(sentence)
    expect(stateOf(out)).toEqual(before)
  })

  const six = (row: readonly string[]) => [...row, ...Array.from({ length: 6 - row.length }, () => '')]

  function mixed(): string {
    const dir = romeFolder()
    renameSync(join(dir, file('texte')), join(dir, file('texte', 'v348')))
    return dir
  }

  function doubled(): string {
    const dir = romeFolder()
    writeFileSync(join(dir, file('texte', 'v348')), '')
    return dir
  }

  function raw(table: string, content: string | Buffer): string {
    const dir = romeFolder()
    rmSync(join(dir, file(table)))
    writeFileSync(join(dir, file(table)), content)
    return dir
  }
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { BotError } from '../../domain/error.ts'
import { rome as texts } from '../../texts/fr/rome.ts'

/** Columns of the official files; a file with others has a format that we do not know. */
const columns = {
  referentiel_code_rome: ['code_rome', 'code_fiche_em', 'code_ogr', 'libelle_rome', 'statut'],
  referentiel_appellation: [
    'code_ogr',
    'libelle_appellation_long',
    'libelle_appellation_court',
    'code_rome',
    'code_type_section_appellation',
    'libelle_type_section_appellation',
    'statut',
  ],
  referentiel_competence: ['code_ogr', 'libelle_competence', 'code_type_competence', 'libelle_type_competence', 'statut'],
  referentiel_env_travail: [
    'code_ogr',
    'libelle_env_travail',
    'code_type_section_env_trav',
    'libelle_type_section_env_trav',
    'statut',
  ],
  liens_rome_referentiels: [
    'code_rome',
    'code_ogr',
    'code_ref_rubrique',
    'position_bloc',
    'code_type_referentiel',
    'code_compo_bloc',
    'position_item',
    'id_priorisation',
  ],
  rubrique_mobilite: [
    'code_rome',
    'code_rome_cible',
    'code_appellation_source',
    'code_appellation_cible',
    'code_type_mobilite',
    'libelle_type_mobilite',
  ],
  texte: ['code_rome', 'position_libelle_txt', 'code_type_texte', 'libelle_texte', 'libelle_type_texte'],
} as const

type TableName = keyof typeof columns
/** A line of a table, by column. */
export type Row = Readonly<Record<string, string>>

/** The tables of one version of the ROME, each row by column. */
export type RomeTables = Readonly<Record<TableName, readonly Row[]>> & {
  /** `v347`, from the files' names. */
  readonly version: string
}

/** Whether a profession or a name is in use. */
export const isActive = (row: Row) => row['statut'] === '1'

interface TableFile {
  readonly file: string
  readonly table: TableName
  readonly version: string
}

/**
 * Reads the official CSV files of one folder; those of other tables are left alone.
 *
 * @throws {BotError} `input`, in French, when files are missing, versions are mixed, or a file cannot be used: not UTF-8,
 *   no CSV, a column unknown (named) or missing, no profession in it.
 */
export function readRome(dir: string): RomeTables {
  const found = listFiles(dir)
  const names = Object.keys(columns) as TableName[]
  const missing = names.filter((name) => !found.some((file) => file.table === name))
  if (missing.length > 0) throw fault(texts.missing(dir, missing.map((name) => `unix_${name}_v…_utf8.csv`).join(', ')))
  const versions = Map.groupBy(found, ({ version }) => version)
  if (versions.size > 1) {
    throw fault(
      texts.severalVersions(
        [...versions]
          .map(([version, files]) =>
            texts.versionFiles(
              version,
              files.map(({ file }) => file),
            ),
          )
          .join(' ; '),
      ),
    )
  }
  const tables = Object.fromEntries(found.map((file) => [file.table, readTable(dir, file)])) as Record<TableName, readonly Row[]>
  const codes = tables.referentiel_code_rome.map((row) => row['code_rome']!)
  const odd = codes.find((code) => !/^[A-N]\d{4}$/.test(code))
  if (odd !== undefined) throw fault(texts.badCode(shown(odd)))
  if (!tables.referentiel_code_rome.some(isActive)) throw fault(texts.noSheet(dir))
  return { ...tables, version: found[0]!.version }
}

function listFiles(dir: string): readonly TableFile[] {
  const pattern = /^unix_(.+)_(v\d+)_utf8\.csv$/
  let files: readonly string[]
  try {
    files = readdirSync(dir)
  } catch (error) {
    throw new BotError('input', texts.noFolder(dir), { cause: error })
  }
  return files.toSorted().flatMap((file) => {
    const [, table, version] = pattern.exec(file) ?? []
    return table !== undefined && Object.hasOwn(columns, table) ? [{ file, table: table as TableName, version: version! }] : []
  })
}

function readTable(dir: string, { file, table }: TableFile): readonly Row[] {
  const [header = [], ...body] = parseFile(dir, file)
  const expected: readonly string[] = columns[table]
  const unknown = header.filter((name, index) => !expected.includes(name) || header.indexOf(name) !== index)
  if (unknown.length > 0) throw fault(texts.columns(file, unknown.map(shown).join(', ')))
  const missing = expected.filter((name) => !header.includes(name))
  if (missing.length > 0) throw fault(texts.missingColumns(file, missing.join(', ')))
  return body.map((cells) => Object.fromEntries(header.map((name, index) => [name, clean(cells[index]!)])))
}

function parseFile(dir: string, file: string): readonly (readonly string[])[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(dir, file)))
    return parse(text, { skip_empty_lines: true })
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number }
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new BotError('input', texts.notUtf8(file), { cause: error })
    throw new BotError('input', texts.unreadable(file, code ?? 'CSV', lines ?? null), { cause: error })
  }
}

/** The files double their apostrophes, as SQL does, and hold invisible characters. */
function clean(cell: string): string {
  return cell
    .normalize('NFC')
    .replaceAll("''", '’')
    .replaceAll("'", '’')
    .replaceAll('...', '…')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const shown = (name: string) => `« ${name.slice(0, 80)} »`
const fault = (sentence: string) => new BotError('input', sentence)

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
  referentiel_env_travail: ['code_ogr', 'libelle_env_travail', 'code_type_section_env_trav', 'libelle_type_section_env_trav', 'statut'],
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
type Row = Readonly<Record<string, string>>

/** The tables of one version of the ROME, each row by column. */
export interface RomeTables extends Readonly<Record<TableName, readonly Row[]>> {
  /** `v347`. */
  readonly version: string
}

/**
 * Reads the official CSV files (`unix_<table>_v<N>_utf8.csv`) of a folder.
 *
 * @throws {BotError} `input`, in French: a file is missing or unreadable, versions are mixed, a column is unknown (named) or missing.
 */
export function readRome(dir: string): RomeTables {
  const found = listFiles(dir)
  const names = Object.keys(columns) as TableName[]
  const missing = names.filter((name) => !found.some((file) => file.table === name))
  if (missing.length > 0) throw fault(texts.missing(missing.map((name) => `unix_${name}_v…_utf8.csv`).join(', ')))
  const versions = [...new Set(found.map((file) => file.version))]
  if (versions.length > 1) throw fault(texts.severalVersions(versions.join(', ')))
  const tables = Object.fromEntries(found.map(({ table, file }) => [table, readTable(dir, file, columns[table])]))
  return { ...(tables as unknown as Record<TableName, readonly Row[]>), version: versions[0]! }
}

function listFiles(dir: string): readonly { file: string; table: TableName; version: string }[] {
  const pattern = /^unix_(.+)_(v\d+)_utf8\.csv$/
  let files: readonly string[]
  try {
    files = readdirSync(dir)
  } catch (error) {
    throw new BotError('input', texts.noFolder(dir), { cause: error })
  }
  return files.flatMap((file) => {
    const [, table, version] = pattern.exec(file) ?? []
    return table !== undefined && Object.hasOwn(columns, table) ? [{ file, table: table as TableName, version: version! }] : []
  })
}

function readTable(dir: string, file: string, expected: readonly string[]): readonly Row[] {
  let rows: string[][]
  try {
    rows = parse(readFileSync(join(dir, file)), { bom: true, skip_empty_lines: true })
  } catch (error) {
    throw new BotError('input', texts.unreadable(file, (error as NodeJS.ErrnoException).code ?? 'CSV'), { cause: error })
  }
  const [header = [], ...body] = rows
  const unknown = header.filter((name) => !expected.includes(name))
  if (unknown.length > 0) throw fault(texts.columns(file, unknown.join(', ')))
  const missing = expected.filter((name) => !header.includes(name))
  if (missing.length > 0) throw fault(texts.missingColumns(file, missing.join(', ')))
  return body.map((cells) => Object.fromEntries(header.map((name, index) => [name, clean(cells[index]!)])))
}

/** The files double their apostrophes, as SQL does. */
const clean = (cell: string) => cell.replaceAll("''", '’').replaceAll("'", '’').replace(/\s+/g, ' ').trim()
const fault = (sentence: string) => new BotError('input', sentence)

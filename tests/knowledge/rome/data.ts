import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Table = readonly (readonly string[])[]

/** A tiny ROME, header first: three sheets of which one is no longer in use. */
export const tables: Readonly<Record<string, Table>> = {
  referentiel_code_rome: [
    ['code_rome', 'code_fiche_em', 'code_ogr', 'libelle_rome', 'statut'],
    ['E1103', '1', '10', 'Communication', '1'],
    ['J1506', '2', '11', "Soins d''infirmerie", '1'],
    ['K9999', '3', '12', 'Allumage de réverbères', '0'],
  ],
  referentiel_appellation: [
    [
      'code_ogr',
      'libelle_appellation_long',
      'libelle_appellation_court',
      'code_rome',
      'code_type_section_appellation',
      'libelle_type_section_appellation',
      'statut',
    ],
    ['100', 'Infirmier / Infirmière de soins généraux', 'Infirmier(ère)', 'J1506', '1', 'PRINCIPALE', '1'],
    ['101', 'Infirmier libéral / Infirmière libérale -IDEL-', 'Infirmier(ère)', 'J1506', '1', 'PRINCIPALE', '1'],
    ['102', 'Frater', 'Frater', 'J1506', '1', 'PRINCIPALE', '0'],
    ['103', 'Chargé / Chargée de communication', 'Chargé(e)', 'E1103', '1', 'PRINCIPALE', '1'],
    ['104', 'Rédacteur / Rédactrice web', 'Rédacteur(trice) web', 'E1103', '1', 'PRINCIPALE', '1'],
  ],
  referentiel_competence: [
    ['code_ogr', 'libelle_competence', 'code_type_competence', 'libelle_type_competence', 'statut'],
    ['200', "Règles d''hygiène", '1', 'SAVOIRS', '1'],
    ['201', 'Langage informatique C# <3.5', '1', 'SAVOIRS', '1'],
    ['202', '1. [Plan](x) *média* <!-- question: x -->', '1', 'SAVOIRS', '1'],
  ],
  referentiel_env_travail: [
    ['code_ogr', 'libelle_env_travail', 'code_type_section_env_trav', 'libelle_type_section_env_trav', 'statut'],
    ['300', 'Cabinet médical', '1', 'STRUCTURES', '1'],
    ['301', 'Armée', '2', 'SECTEURS', '1'],
    ['302', 'Travail de nuit', '3', 'CONDITIONS', '1'],
  ],
  liens_rome_referentiels: [
    [
      'code_rome',
      'code_ogr',
      'code_ref_rubrique',
      'position_bloc',
      'code_type_referentiel',
      'code_compo_bloc',
      'position_item',
      'id_priorisation',
    ],
    ['J1506', '302', '5', '1', '5', '7', '3', '1'],
    ['J1506', '301', '5', '1', '5', '7', '2', '1'],
    ['J1506', '300', '5', '1', '5', '7', '1', '1'],
    ['J1506', '200', '7', '1', '1', '8', '1', '1'],
    ['E1103', '202', '7', '2', '1', '8', '1', '1'],
    ['E1103', '201', '7', '1', '1', '8', '12', '1'],
    ['E1103', '999', '10', '1', '1', '8', '1', '1'],
  ],
  rubrique_mobilite: [
    [
      'code_rome',
      'code_rome_cible',
      'code_appellation_source',
      'code_appellation_cible',
      'code_type_mobilite',
      'libelle_type_mobilite',
    ],
    ['J1506', 'E1103', '', '', '1', 'Proche'],
    ['J1506', 'E1103', '', '100', '1', 'Proche'],
    ['J1506', 'J1506', '', '', '2', 'Evolution'],
    ['J1506', 'K9999', '', '', '2', 'Evolution'],
    ['J1506', 'Z0000', '', '', '2', 'Evolution'],
    ['E1103', 'J1506', '', '', '2', 'Evolution'],
  ],
  texte: [
    ['code_rome', 'position_libelle_txt', 'code_type_texte', 'libelle_texte', 'libelle_type_texte'],
    ['J1506', '1', '1', 'Peut diriger un cabinet.', 'definition'],
    ['J1506', '0', '1', "Réalise les soins d''hygiène (pansements, ...).", 'definition'],
    ['J1506', '0', '2', "L''installation demande 3 ans d''exercice", 'acces_a_em'],
    ['J1506', '1', '2', 'en secteur hospitalier.', 'acces_a_em'],
    ['J1506', '2', '2', 'Pour en savoir plus :', 'acces_a_em'],
    ['J1506', '3', '2', 'https://exemple.fr/soins', 'acces_a_em'],
    ['J1506', '0', '3', 'Elle peut s’exercer de nuit', 'cond_exercice_activite'],
    ['E1103', '0', '1', 'Présente l’image d’une structure.', 'definition'],
  ],
}

const csv = (table: Table) => table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')

/** Writes the tables (or what `change` makes of them) as the official files. @returns Their folder. */
export function romeFolder(change: Partial<Record<string, Table>> = {}, version = 'v347'): string {
  const dir = newFolder()
  for (const [name, table] of Object.entries({ ...tables, ...change })) {
    if (table !== undefined) writeFileSync(join(dir, `unix_${name}_${version}_utf8.csv`), csv(table))
  }
  return dir
}

export const newFolder = () => mkdtempSync(join(tmpdir(), 'sextant-rome-'))

/** Path → content and time of change of every file in a folder. */
export function stateOf(dir: string): Readonly<Record<string, string>> {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(dir, name)).isFile())
  return Object.fromEntries(
    files.toSorted().map((name) => [name, `${statSync(join(dir, name)).mtimeMs} ${readFileSync(join(dir, name), 'utf8')}`]),
  )
}

export function writePage(out: string, folder: string, text: string, name = 'metier.md'): void {
  mkdirSync(join(out, folder), { recursive: true })
  writeFileSync(join(out, folder, name), text)
}

import { stringify } from 'yaml'
import { rome as texts } from '../../texts/fr/rome.ts'
import { slugOf } from '../slug.ts'
import { expandName } from './names.ts'
import type { RomeTables } from './read.ts'

/** A sheet of the ROME as a knowledge file, without its date and its mark of origin. */
export interface RomeSheet {
  readonly slug: string
  readonly frontMatter: Readonly<Record<string, unknown>>
  readonly body: string
}

/** Numbers of the sections (`code_ref_rubrique`) and of the texts (`code_type_texte`) that a sheet is made of. */
const rubric = { places: '5', skills: '7', moreSkills: '10' }
const textType = { definition: '1', access: '2', conditions: '3' }
/** Under the 1,500 characters from which a passage is noted as long. */
const maxSectionChars = 1300

export const sourceId = (version: string) => `rome-${version}`

/** One sheet a profession of the ROME: definition, access, conditions, places, skills; names as aliases, mobilities as neighbours. */
export function romeSheets(tables: RomeTables): readonly RomeSheet[] {
  const active = tables.referentiel_code_rome.filter((row) => row['statut'] === '1')
  const slugs = new Map(active.map((row) => [row['code_rome']!, slugOf(`${row['code_rome']} ${row['libelle_rome']}`)]))
  const by = indexTables(tables)
  return active.map((row) => {
    const code = row['code_rome']!
    const title = row['libelle_rome']!
    const names = by.names(code)
    const neighbours = [...new Set(by.targets(code))].flatMap((target) => (target === code ? [] : (slugs.get(target) ?? []))).toSorted()
    return {
      slug: slugs.get(code)!,
      frontMatter: {
        titre: title,
        genre: 'metier',
        alias: [...new Set(names.flatMap(expandName))].filter((name) => name !== title),
        rome: code,
        voisins: neighbours,
        resume: by.text(code, textType.definition)[0] ?? title,
      },
      body: sheetBody(code, title, names, by, `[^${sourceId(tables.version)}]`),
    }
  })
}

function sheetBody(code: string, title: string, names: readonly string[], by: ReturnType<typeof indexTables>, mark: string): string {
  const { headings } = texts
  const paragraph = (lines: readonly string[]) => lines.map((line) => `${ended(line)}${mark}`)
  const items = (lines: readonly string[]) => lines.map((line) => `- ${ended(line)}${mark}`)
  return [
    `${texts.lead(title, code)}${mark}\n`,
    ...section(headings.definition, paragraph(by.text(code, textType.definition)), ' '),
    ...section(headings.access, paragraph(by.text(code, textType.access)), ' '),
    ...section(headings.conditions, paragraph(by.text(code, textType.conditions)), ' '),
    ...section(headings.places, items(by.linked(code, rubric.places)), '\n'),
    ...section(headings.skills, items(by.linked(code, rubric.skills)), '\n'),
    ...section(headings.moreSkills, items(by.linked(code, rubric.moreSkills)), '\n'),
    ...section(headings.names, items(names), '\n'),
  ].join('\n')
}

/** A heading with its lines, cut into several when it grows too long to be one passage. */
function section(heading: string, lines: readonly string[], glue: string): readonly string[] {
  const parts: string[][] = []
  let size = 0
  for (const line of lines) {
    if (parts.length === 0 || size + line.length > maxSectionChars) {
      parts.push([])
      size = 0
    }
    parts.at(-1)!.push(line)
    size += line.length
  }
  return parts.map((part, index) => `## ${texts.part(heading, index + 1)}\n\n${part.join(glue)}\n`)
}

const ended = (line: string) => (/[.!?…]$/.test(line) ? line : `${line}.`)

function indexTables(tables: RomeTables) {
  const names = Map.groupBy(
    tables.referentiel_appellation.filter((row) => row['statut'] === '1'),
    (row) => row['code_rome'],
  )
  const links = Map.groupBy(tables.liens_rome_referentiels, (row) => `${row['code_rome']} ${row['code_ref_rubrique']}`)
  const lines = Map.groupBy(tables.texte, (row) => `${row['code_rome']} ${row['code_type_texte']}`)
  const mobilities = Map.groupBy(tables.rubrique_mobilite, (row) => row['code_rome'])
  const labels = new Map([
    ...tables.referentiel_competence.map((row) => [row['code_ogr']!, row['libelle_competence']!] as const),
    ...tables.referentiel_env_travail.map((row) => [row['code_ogr']!, row['libelle_env_travail']!] as const),
  ])
  const order = (row: Readonly<Record<string, string>>, ...keys: readonly string[]) =>
    keys.reduce((sum, key) => sum * 1000 + Number(row[key]), 0)
  return {
    names: (code: string) => (names.get(code) ?? []).map((row) => row['libelle_appellation_court']!).toSorted((a, b) => a.localeCompare(b, 'fr')),
    targets: (code: string) => (mobilities.get(code) ?? []).map((row) => row['code_rome_cible']!),
    text: (code: string, type: string) =>
      (lines.get(`${code} ${type}`) ?? [])
        .toSorted((a, b) => order(a, 'position_libelle_txt') - order(b, 'position_libelle_txt'))
        .map((row) => row['libelle_texte']!),
    linked: (code: string, section: string) =>
      (links.get(`${code} ${section}`) ?? [])
        .toSorted((a, b) => order(a, 'position_bloc', 'position_item') - order(b, 'position_bloc', 'position_item'))
        .flatMap((row) => labels.get(row['code_ogr']!) ?? []),
  }
}

/** The file's text; `date` is when the data was read, `YYYY-MM-DD`. */
export function renderSheet({ frontMatter, body }: RomeSheet, date: string): string {
  const { titre, ...rest } = frontMatter
  return `---\n${stringify({ titre, consulte_le: date, ...rest }, { lineWidth: 0 })}---\n\n${body}`
}

import { stringify } from 'yaml'
import { fold } from '../../french/fold.ts'
import { rome as texts } from '../../texts/fr/rome.ts'
import { slugOf } from '../slug.ts'
import { expandName } from './names.ts'
import { isActive, type RomeTables } from './read.ts'
import { indexTables, type SheetData } from './tables.ts'

/** A sheet of the ROME as a knowledge file, without its date and its mark of origin. */
export interface RomeSheet {
  readonly code: string
  readonly slug: string
  readonly frontMatter: Readonly<Record<string, unknown>>
  readonly body: string
}

/** What the base holds already that a sheet must fit. */
export interface Surroundings {
  /** Folders by the code of the sheet that they hold: an imported sheet keeps its folder when its title changes. */
  readonly folders: ReadonlyMap<string, string>
  /** Folded titles and aliases of professions written by hand: no alias of a sheet takes them. */
  readonly taken: ReadonlySet<string>
}

/** Under the 1,500 characters from which a passage is noted as long. */
const maxSectionChars = 1400
/** What a line gains when it is written: a list mark or a space, a stop, a line end. */
const lineExtraChars = 4

export const sourceId = (version: string) => `rome-${version}`

/** One sheet a profession of the ROME: definition, access, conditions, places, skills, mobilities; names as aliases, mobilities as neighbours. */
export function romeSheets(tables: RomeTables, { folders, taken }: Surroundings): readonly RomeSheet[] {
  const active = tables.referentiel_code_rome.filter(isActive)
  const titles = new Map(active.map((row) => [row['code_rome']!, row['libelle_rome']!]))
  const slugs = new Map([...titles].map(([code, title]) => [code, folders.get(code) ?? slugOf(`${code} ${title}`)]))
  const dataOf = indexTables(tables)
  const mark = `[^${sourceId(tables.version)}]`
  return [...titles].map(([code, title]) => {
    const data = dataOf(code)
    return {
      code,
      slug: slugs.get(code)!,
      frontMatter: {
        titre: title,
        genre: 'metier',
        alias: aliases(data.names, new Set([...taken, fold(title)])),
        rome: code,
        voisins: [...new Set([...data.near, ...data.evolution])].map((target) => slugs.get(target)!).toSorted(),
        resume: data.definition[0] ?? title,
      },
      body: sheetBody(texts.lead(title, code), data, (target) => titles.get(target)!, mark),
    }
  })
}

/** Each name once, however it is spelled. */
function aliases(names: readonly string[], taken: ReadonlySet<string>): readonly string[] {
  const byFolded = new Map(names.flatMap(expandName).map((name) => [fold(name), name]))
  return [...byFolded].filter(([folded]) => !taken.has(folded)).map(([, name]) => name)
}

function sheetBody(lead: string, data: SheetData, titleOf: (code: string) => string, mark: string): string {
  const { headings } = texts
  const prose = (lines: readonly string[]) => `${lines.map(written).join(' ')}${mark}`
  const items = (lines: readonly string[]) => lines.map((line) => `- ${written(line)}${mark}`).join('\n')
  return [
    `${prose([lead])}\n`,
    ...section(headings.definition, data.definition, prose),
    ...section(headings.access, data.access, prose),
    ...section(headings.conditions, data.conditions, prose),
    ...section(headings.moreConditions, data.moreConditions, items),
    ...section(headings.places, data.places, items),
    ...section(headings.skills, data.skills, items),
    ...section(headings.moreSkills, data.moreSkills, items),
    ...section(headings.near, data.near.map(titleOf), items),
    ...section(headings.evolution, data.evolution.map(titleOf), items),
  ].join('\n')
}

/** A heading with its lines, cut into several when it grows too long to be one passage; nothing without lines. */
function section(heading: string, lines: readonly string[], write: (lines: readonly string[]) => string): readonly string[] {
  const parts: string[][] = []
  let size = 0
  for (const line of lines) {
    const lineChars = line.length + lineExtraChars
    if (parts.length === 0 || size + lineChars > maxSectionChars) {
      parts.push([])
      size = 0
    }
    parts.at(-1)!.push(line)
    size += lineChars
  }
  return parts.map((part, index) => `## ${texts.part(heading, index + 1)}\n\n${write(part)}\n`)
}

/** A line of the tables as a sentence of Markdown: nothing in it is read as markup, and it ends with a stop. */
function written(line: string): string {
  const plain = line
    .replace(/[\\`*_[\]<~]|&(?=[\w#])/g, '\\$&')
    .replace(/^[#>+=|-]/, '\\$&')
    .replace(/^(\d+)(?=[.)])/, '$1\\')
  return /[.!?…]$/.test(plain) ? plain : `${plain}.`
}

/** The file's text; `date` is when the data was read, `YYYY-MM-DD`. */
export function renderSheet({ frontMatter, body }: RomeSheet, date: string): string {
  const { titre, ...rest } = frontMatter
  return `---\n${stringify({ titre, consulte_le: date, ...rest }, { lineWidth: 0 })}---\n\n${body}`
}

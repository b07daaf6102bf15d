import { isActive, type RomeTables, type Row } from './read.ts'

/** Numbers of the sections (`code_ref_rubrique`), texts (`code_type_texte`) and other kinds that a sheet is made of. */
const rubric = { surroundings: '5', skills: '7', moreSkills: '10' }
const textType = { definition: '1', access: '2', conditions: '3' }
const mobility = { near: '1', evolution: '2' }
const environment = { conditions: '3' }

/** What the tables say of one profession, in the official order. */
export interface SheetData {
  readonly names: readonly string[]
  readonly definition: readonly string[]
  readonly access: readonly string[]
  readonly conditions: readonly string[]
  /** "Travail de nuit": conditions that stand among the surroundings. */
  readonly moreConditions: readonly string[]
  readonly places: readonly string[]
  readonly skills: readonly string[]
  readonly moreSkills: readonly string[]
  /** Codes of professions that exist, without itself. */
  readonly near: readonly string[]
  readonly evolution: readonly string[]
}

/** Indexes the tables once; the function that is returned reads one profession's share. */
export function indexTables(tables: RomeTables): (code: string) => SheetData {
  const names = Map.groupBy(tables.referentiel_appellation.filter(isActive), (row) => row['code_rome'])
  const links = Map.groupBy(tables.liens_rome_referentiels, (row) => `${row['code_rome']} ${row['code_ref_rubrique']}`)
  const lines = Map.groupBy(tables.texte, (row) => `${row['code_rome']} ${row['code_type_texte']}`)
  const mobilities = Map.groupBy(tables.rubrique_mobilite, (row) => `${row['code_rome']} ${row['code_type_mobilite']}`)
  const known = new Set(tables.referentiel_code_rome.filter(isActive).map((row) => row['code_rome']))
  const skills = new Map(tables.referentiel_competence.map((row) => [row['code_ogr'], row['libelle_competence']!]))
  const surroundings = new Map(tables.referentiel_env_travail.map((row) => [row['code_ogr'], row]))

  const text = (code: string, type: string) =>
    sentences(inOrder(lines.get(`${code} ${type}`) ?? [], ['position_libelle_txt']).map((row) => row['libelle_texte']!))
  const linked = (code: string, section: string) =>
    inOrder(links.get(`${code} ${section}`) ?? [], ['position_bloc', 'position_item']).map((row) => row['code_ogr'])
  const labels = (code: string, section: string) => unique(linked(code, section).flatMap((ogr) => skills.get(ogr) ?? []))
  const around = (code: string, isCondition: boolean) =>
    unique(
      linked(code, rubric.surroundings)
        .map((ogr) => surroundings.get(ogr))
        .filter((row) => row !== undefined)
        .filter((row) => (row['code_type_section_env_trav'] === environment.conditions) === isCondition)
        .map((row) => row['libelle_env_travail']!),
    )
  const targets = (code: string, type: string) =>
    unique((mobilities.get(`${code} ${type}`) ?? []).map((row) => row['code_rome_cible']!)).filter(
      (target) => target !== code && known.has(target),
    )

  return (code) => ({
    names: (names.get(code) ?? []).map((row) => row['libelle_appellation_long']!).toSorted((a, b) => compare(a, b)),
    definition: text(code, textType.definition),
    access: text(code, textType.access),
    conditions: text(code, textType.conditions),
    moreConditions: around(code, true),
    places: around(code, false),
    skills: labels(code, rubric.skills),
    moreSkills: labels(code, rubric.moreSkills),
    near: targets(code, mobility.near),
    evolution: targets(code, mobility.evolution),
  })
}

/** Rows of the official text as whole sentences: some go on in the next row. Addresses, and what only leads to them, are left out. */
function sentences(rows: readonly string[]): readonly string[] {
  const whole: string[] = []
  for (const row of rows) {
    if (/https?:/i.test(row) || row.endsWith(':') || row === '') continue
    const before = whole.at(-1)
    if (before !== undefined && /^[\p{Ll}(]/u.test(row) && !/[.!?…]$/.test(before)) whole[whole.length - 1] = `${before} ${row}`
    else whole.push(row)
  }
  return whole
}

function inOrder(rows: readonly Row[], keys: readonly string[]): readonly Row[] {
  return rows.toSorted((a, b) => {
    for (const key of keys) if (a[key] !== b[key]) return Number(a[key]) - Number(b[key])
    return 0
  })
}

const { compare } = new Intl.Collator('fr')
const unique = (texts: readonly string[]) => [...new Set(texts)]

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import { BotError } from '../../domain/error.ts'
import { rome as texts } from '../../texts/fr/rome.ts'
import { readYaml } from '../yaml.ts'
import { dateOf, isAsImported, marked } from './imported.ts'
import { type Page, type Present, readPage, readPresent } from './present.ts'
import { readRome } from './read.ts'
import { renderSheet, type RomeSheet, romeSheets, sourceId } from './sheets.ts'

export interface RomeImport {
  /** `v347`. */
  readonly version: string
  readonly written: number
  readonly same: number
  /** Written or changed by hand: left as they are. */
  readonly kept: number
  /** No longer in the ROME. */
  readonly removed: number
}

/** A file to put in place. `before` is what stood there when the import was planned; null for nothing. */
interface Change {
  readonly path: string
  readonly text: string
  readonly before: string | null
}

/**
 * Imports the official ROME open data: one folder `<code>-<title>` a sheet, holding `metier.md`. Files written or changed
 * by hand are never touched; importing the same data again changes nothing, on another day either. `sources.yaml` gets the
 * ROME's entry added. All files are written beside the base before the first is put in place, each by one rename: a run that
 * is cut off leaves whole files only, and the next one completes it.
 *
 * @param today `YYYY-MM-DD`: when the data was read.
 * @throws {BotError} `input`, in French, when the data or the folder cannot be used.
 */
export function importRome(dir: string, out: string, today: string): RomeImport {
  const tables = readRome(dir)
  try {
    const present = readPresent(out)
    const sheets = romeSheets(tables, present)
    const changes = sheets.flatMap((sheet) => planSheet(out, sheet, tables.version, today, present.pages.get(sheet.slug)) ?? [])
    const kept = sheets.filter(({ slug }) => isByHand(present.pages.get(slug))).length
    const overtaken = place(out, [...planSource(out, tables.version), ...changes])
    const removed = removeOld(out, present, new Set(sheets.map(({ slug }) => slug)))
    const written = changes.length - overtaken
    return { version: tables.version, written, same: sheets.length - changes.length - kept, kept: kept + overtaken, removed }
  } catch (error) {
    if (error instanceof BotError) throw error
    const { code, path } = error as NodeJS.ErrnoException
    throw code === undefined ? error : new BotError('input', texts.cannotWrite(path ?? out, code), { cause: error })
  }
}

const isByHand = (page: Page | undefined) => page?.kind === 'foreign' || (page?.kind === 'text' && !isAsImported(page.text))

/** Null when the file is to stay as it is. */
function planSheet(
  out: string,
  sheet: RomeSheet,
  version: string,
  today: string,
  page: Page = { kind: 'absent' },
): Change | null {
  if (isByHand(page)) return null
  const before = page.kind === 'text' ? page.text : null
  // Compared under its own date: an unchanged sheet keeps the day on which it was read.
  if (before !== null && before.replaceAll('\r\n', '\n') === marked(renderSheet(sheet, dateOf(before)), version)) return null
  return { path: join(out, sheet.slug, 'metier.md'), text: marked(renderSheet(sheet, today), version), before }
}

/** `sources.yaml` with the ROME's entry at its end, unless it has one. */
function planSource(out: string, version: string): readonly Change[] {
  const given = join(out, 'sources.yaml')
  // Behind a link, the file itself is written.
  const path = existsSync(given) ? realpathSync(given) : given
  const before = existsSync(path) ? readFileSync(path, 'utf8') : null
  const reading = readYaml(before ?? '')
  const present = reading.ok ? (reading.value ?? {}) : null
  if (present === null || typeof present !== 'object' || Array.isArray(present))
    throw new BotError('input', texts.badSources(given))
  const id = sourceId(version)
  if (Object.hasOwn(present, id)) return []
  const { editeur, titre, url } = texts.source(version)
  const entry = stringify({ [id]: { editeur, titre, url, date: null, type: 'officiel' } }, { lineWidth: 0 })
  const gap = before === null || before === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  return [{ path, text: `${before ?? ''}${gap}${entry}`, before }]
}

/** Writes all, then puts all in place. @returns How many were left out because somebody changed the file meanwhile. */
function place(out: string, changes: readonly Change[]): number {
  if (changes.length === 0) return 0
  mkdirSync(out, { recursive: true })
  // A name that begins with `_` is never served.
  const stage = mkdtempSync(join(out, '_import-rome-'))
  try {
    const staged = changes.map((change, index) => ({ ...change, from: join(stage, String(index)) }))
    for (const { from, text } of staged) writeFileSync(from, text)
    const due = staged.filter(({ path, before }) => (existsSync(path) ? readFileSync(path, 'utf8') : null) === before)
    for (const { from, path } of due) {
      mkdirSync(dirname(path), { recursive: true })
      renameSync(from, path)
    }
    return staged.length - due.length
  } finally {
    rmSync(stage, { recursive: true })
  }
}

/** Removes sheets that left the ROME, as long as nobody changed them or wrote pages beside them. */
function removeOld(out: string, present: Present, slugs: ReadonlySet<string>): number {
  const old = [...present.folders.values()].filter((name) => {
    const page = readPage(out, name)
    return !slugs.has(name) && page.kind === 'text' && isAsImported(page.text) && readdirSync(join(out, name)).length === 1
  })
  for (const name of old) {
    rmSync(join(out, name, 'metier.md'))
    rmdirSync(join(out, name))
  }
  return old.length
}

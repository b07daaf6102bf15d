import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse, stringify } from 'yaml'
import { rome as texts } from '../../texts/fr/rome.ts'
import { readRome } from './read.ts'
import { renderSheet, type RomeSheet, romeSheets, sourceId } from './sheets.ts'

export interface RomeImport {
  readonly written: number
  readonly same: number
  /** Imported once, then changed by hand: left as they are. */
  readonly kept: number
  /** No longer in the ROME. */
  readonly removed: number
}

/** The last line of an imported file: what its text was, so that a change by hand is seen. */
const mark = /\n<!-- Importé du ROME .* ([0-9a-f]{64}) -->\n$/

/**
 * Imports the official ROME open data: one folder `<code>-<title>` a sheet, holding `metier.md`. Files written or changed
 * by hand are never touched; importing the same data again changes nothing. `sources.yaml` gets the ROME's entry added.
 *
 * @param today `YYYY-MM-DD`: when the data was read.
 * @throws {BotError} `input`, in French, before anything is written, when the data cannot be used.
 */
export function importRome(dir: string, out: string, today: string): RomeImport {
  const tables = readRome(dir)
  const sheets = romeSheets(tables)
  mkdirSync(out, { recursive: true })
  addSource(join(out, 'sources.yaml'), tables.version)
  const counts = { written: 0, same: 0, kept: 0, removed: removeOld(out, new Set(sheets.map((sheet) => sheet.slug))) }
  for (const sheet of sheets) counts[writeSheet(join(out, sheet.slug, 'metier.md'), sheet, tables.version, today)] += 1
  return counts
}

function writeSheet(path: string, sheet: RomeSheet, version: string, today: string): 'written' | 'same' | 'kept' {
  const present = existsSync(path) ? readFileSync(path, 'utf8') : null
  if (present !== null && !isOurs(present)) return 'kept'
  const date = present === null ? today : dateOf(present)
  if (present !== null && present === marked(renderSheet(sheet, date), version)) return 'same'
  mkdirSync(dirname(path), { recursive: true })
  // Renamed into place: the bot may be reading the folder.
  writeFileSync(`${path}.tmp`, marked(renderSheet(sheet, today), version))
  renameSync(`${path}.tmp`, path)
  return 'written'
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const marked = (text: string, version: string) => `${text}\n<!-- ${texts.generated(version, sha(text))} -->\n`
const dateOf = (file: string) => /\nconsulte_le: (\S+)\n/.exec(file)?.[1] ?? ''

/** Whether a file is as an import left it. */
function isOurs(file: string): boolean {
  const found = mark.exec(file)
  return found !== null && sha(file.slice(0, found.index)) === found[1]
}

function removeOld(out: string, slugs: ReadonlySet<string>): number {
  const old = readdirSync(out).filter((name) => {
    const path = join(out, name, 'metier.md')
    return /^[a-n]\d{4}-/.test(name) && !slugs.has(name) && existsSync(path) && isOurs(readFileSync(path, 'utf8'))
  })
  for (const name of old) {
    rmSync(join(out, name, 'metier.md'))
    if (readdirSync(join(out, name)).length === 0) rmSync(join(out, name), { recursive: true })
  }
  return old.length
}

function addSource(path: string, version: string): void {
  const present = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const id = sourceId(version)
  if (Object.hasOwn((parse(present) as Record<string, unknown> | null) ?? {}, id)) return
  const entry = { [id]: { editeur: texts.editeur, titre: texts.titre(version), url: null, date: null, type: 'officiel' } }
  appendFileSync(path, `${present === '' || present.endsWith('\n') ? '' : '\n'}${stringify(entry, { lineWidth: 0 })}`)
}

import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from '../../french/fold.ts'
import { readFrontMatter } from '../front-matter.ts'
import { codeOf } from './imported.ts'
import type { Surroundings } from './sheets.ts'

/** `metier.md` of a folder: its text, or why an import stays away from it. */
export type Page = { readonly kind: 'absent' } | { readonly kind: 'text'; readonly text: string } | { readonly kind: 'foreign' }

/** What stands in the base already. */
export interface Present extends Surroundings {
  /** `metier.md` of each folder (and of what stands in a folder's place), by name. */
  readonly pages: ReadonlyMap<string, Page>
}

/** Folders that may hold an imported sheet. */
const romeFolder = /^([a-n]\d{4})-/

/** Reads every folder's `metier.md`; a base that does not exist yet is empty. */
export function readPresent(out: string): Present {
  const names = listNames(out).filter((name) => !/^[_.]/.test(name) && name !== 'sources.yaml')
  const pages = new Map(names.map((name) => [name, readPage(out, name)]))
  const folders = new Map<string, string>()
  const taken = new Set<string>()
  for (const [name, page] of pages) {
    if (page.kind !== 'text') continue
    const code = romeFolder.exec(name)?.[1]?.toUpperCase()
    if (code !== undefined && codeOf(page.text.replaceAll('\r\n', '\n')) === code) folders.set(code, name)
    else for (const alias of namesOf(name, page.text)) taken.add(fold(alias))
  }
  return { pages, folders, taken }
}

/** A symbolic link, or anything that is no ordinary file in an ordinary folder, is `foreign`: somebody put it there. */
export function readPage(out: string, name: string): Page {
  const folder = join(out, name)
  try {
    if (!lstatSync(folder).isDirectory()) return { kind: 'foreign' }
    if (!lstatSync(join(folder, 'metier.md')).isFile()) return { kind: 'foreign' }
    return { kind: 'text', text: readFileSync(join(folder, 'metier.md'), 'utf8') }
  } catch (error) {
    return { kind: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : 'foreign' }
  }
}

function listNames(out: string): readonly string[] {
  try {
    return readdirSync(out).toSorted()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function namesOf(folder: string, text: string): readonly string[] {
  const { meta } = readFrontMatter(`${folder}/metier.md`, text.replaceAll('\r\n', '\n'), true)
  return meta === null || meta.genre === 'guide' ? [] : [meta.titre, ...(meta.alias ?? [])]
}

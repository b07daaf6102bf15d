import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { join, sep } from 'node:path'
import { finding } from './finding.ts'
import type { Finding } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'
import type { Remark } from '../texts/fr/knowledge.ts'

/** Larger files are never read. */
export const maxFileBytes = 256 * 1024
export const sourcesFile = 'sources.yaml'

/** A file that may be read: it is inside the folder, regular, and not too big. */
export interface FileEntry {
  /** Relative to the knowledge folder, with `/`. */
  readonly file: string
  /** Where it really is. */
  readonly realPath: string
  /** Changes whenever the file may have: inode, size and times in nanoseconds. */
  readonly stamp: string
  /** When it last changed, in milliseconds since 1970. */
  readonly changedAtMs: number
}

export interface Listing {
  /** Pages (`slug/topic.md`) and `sources.yaml`, in order of their path. */
  readonly entries: readonly FileEntry[]
  /** Every path in the folder that a link may lead to, served or not. */
  readonly existing: ReadonlySet<string>
  /** Files and folders refused as they lie there. */
  readonly findings: readonly Finding[]
}

/**
 * Lists what is to be read of the knowledge folder: two levels, nothing whose name begins with `_` or `.`. Symbolic links
 * are followed when they stay inside the folder and refused when not. Synchronous: it runs in a worker or a command line.
 *
 * @throws The file system's error when the folder itself cannot be read.
 */
export function listFolder(dir: string): Listing {
  const root = realpathSync(dir)
  const entries: FileEntry[] = []
  const existing = new Set<string>()
  const findings: Finding[] = []
  const refuse = (file: string, remark: Remark): void => void findings.push(finding(file, 1, 'refused', remark))
  const visit = (file: string, depth: number): void => {
    const isWanted = isPage(file) || (depth === 0 && file === sourcesFile)
    const looked = look(root, file)
    if (looked === 'gone') return
    existing.add(file)
    if ('reason' in looked) {
      if (isWanted || looked === texts.leavesFolder) refuse(file, looked)
    } else if (looked.stats.isDirectory()) visitFolder(file, depth)
    else if (isWanted) {
      const misplaced = whyMisplaced(file, depth) ?? whyUnreadable(looked.stats)
      if (misplaced === null) entries.push(entryOf(file, looked))
      else if (misplaced !== 'ignored') refuse(file, misplaced)
    }
  }
  const visitFolder = (folder: string, depth: number): void => {
    if (depth === 2) return
    const names = namesIn(join(root, folder))
    if (names === null) refuse(folder, texts.folderUnreadable)
    else for (const name of names) visit(`${folder}/${name}`, depth + 1)
  }
  for (const name of readdirSync(root).filter(isServed)) visit(name, 0)
  return {
    entries: entries.toSorted((a, b) => byCodePoint(a.file, b.file)),
    existing,
    findings: findings.toSorted((a, b) => byCodePoint(a.file, b.file)),
  }
}

/** The base's own README may stand at its root; any other page belongs into the folder of a profession. */
function whyMisplaced(file: string, depth: number): Remark | 'ignored' | null {
  if (depth === 2) return texts.nested
  if (depth === 1 || file === sourcesFile) return null
  return /^readme\.md$/i.test(file) ? 'ignored' : texts.astray
}

function whyUnreadable(stats: Stats): Remark | null {
  if (!stats.isFile()) return texts.notAFile
  return stats.size > maxFileBytes ? texts.tooBig(maxFileBytes / 1024) : null
}

/** The same order on every machine, whatever its locale. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A file's text, the reason why it has none, or null when it is gone. The cap holds even if the file has grown since it was listed. */
export function readText(entry: FileEntry): string | Remark | null {
  let handle: number | null = null
  try {
    // The path is resolved: a link put in its place since then is not followed, and a pipe does not block.
    handle = openSync(entry.realPath, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const unreadable = whyUnreadable(fstatSync(handle))
    if (unreadable !== null) return unreadable
    const buffer = Buffer.allocUnsafe(maxFileBytes + 1)
    let length = 0
    for (let read = -1; read !== 0 && length <= maxFileBytes; length += read) {
      read = readSync(handle, buffer, length, buffer.length - length, null)
    }
    return length > maxFileBytes ? texts.tooBig(maxFileBytes / 1024) : decode(buffer.subarray(0, length))
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : texts.unreadable
  } finally {
    if (handle !== null) closeSync(handle)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
// oxlint-disable-next-line no-control-regex -- control characters are what tells a binary file from a text
const controls = /[\u0000-\u0008\u000e-\u001f]/

function decode(bytes: Buffer): string | Remark {
  try {
    const text = utf8.decode(bytes)
    return controls.test(text) ? texts.binary : text
  } catch {
    return texts.binary
  }
}

function look(root: string, file: string): { readonly stats: Stats; readonly realPath: string } | Remark | 'gone' {
  const path = join(root, file)
  let stats: Stats
  try {
    stats = lstatSync(path)
  } catch {
    return 'gone'
  }
  if (!stats.isSymbolicLink()) return { stats, realPath: path }
  try {
    const realPath = realpathSync(path)
    return realPath.startsWith(root + sep) ? { stats: lstatSync(realPath), realPath } : texts.leavesFolder
  } catch {
    return texts.unreadable
  }
}

function entryOf(file: string, { stats, realPath }: { readonly stats: Stats; readonly realPath: string }): FileEntry {
  const stamp = `${realPath}:${stats.ino}:${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}`
  return { file, realPath, stamp, changedAtMs: Math.max(stats.mtimeMs, stats.ctimeMs) }
}

function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder).filter(isServed)
  } catch {
    return null
  }
}

function isServed(name: string): boolean {
  return !/^[._]/.test(name)
}

function isPage(file: string): boolean {
  return /\.md$/i.test(file)
}

import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface RollingFileOptions {
  readonly dir: string
  readonly now: () => number
  /** A file past this size is followed by another of the same day. */
  readonly maxBytes: number
  /** The oldest files go when there are more. */
  readonly maxFiles: number
  /** The line that says, once writing works again, how many lines were lost. */
  readonly lostLine: (count: number) => string
  /** Writes some of the bytes and gives their number; the file system's own unless told. */
  readonly writeBytes?: (fd: number, bytes: Uint8Array) => number
}

export interface RollingFile {
  /** Writes at once: a line that was written is there after a crash. Never throws; a line that fails is counted. */
  readonly write: (line: string) => void
  readonly close: () => void
}

interface OpenFile {
  readonly fd: number
  readonly day: string
  bytes: number
}

const fileName = /^sextant-(\d{4}-\d{2}-\d{2})(?:\.(\d+))?\.log$/

/**
 * Log files by day (UTC) and size: `sextant-2026-11-22.log`, `sextant-2026-11-22.1.log`… On a full disk it goes on
 * without the file, tries again at each line and tells afterwards what was lost.
 */
export function createRollingFile(options: RollingFileOptions): RollingFile {
  const { now, maxBytes, lostLine, writeBytes = writeSync } = options
  let file: OpenFile | null = null
  let lost = 0
  let halfLine = false
  let closed = false

  const shut = () => {
    if (file !== null) closeQuietly(file.fd)
    file = null
  }
  const put = (line: string) => {
    const day = new Date(now()).toISOString().slice(0, 10)
    if (file !== null && (file.day !== day || file.bytes + line.length > maxBytes)) shut()
    file ??= openFile(options, day, line.length)
    const bytes = Buffer.from(line)
    for (let done = 0; done < bytes.length;) {
      done += writeBytes(file.fd, bytes.subarray(done))
      // Should the rest fail, the next line must not be glued to this piece.
      halfLine = done < bytes.length
    }
    file.bytes += bytes.length
  }
  return {
    write(line) {
      if (closed) return
      try {
        put((halfLine ? '\n' : '') + (lost > 0 ? lostLine(lost) : '') + line)
        lost = 0
      } catch {
        lost++
        // Reopened at the next line: the file may be gone, or the disk mounted anew.
        shut()
      }
    },
    close() {
      closed = true
      shut()
    },
  }
}

function openFile({ dir, maxBytes, maxFiles }: RollingFileOptions, day: string, needed: number): OpenFile {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  let index = Math.max(
    0,
    ...logFiles(dir)
      .filter((file) => file.day === day)
      .map((file) => file.index),
  )
  const name = () => join(dir, index === 0 ? `sextant-${day}.log` : `sextant-${day}.${index}.log`)
  const size = statSync(name(), { throwIfNoEntry: false })?.size ?? 0
  if (size > 0 && size + needed > maxBytes) index++
  const fd = openSync(name(), 'a', 0o600)
  try {
    prune(dir, maxFiles)
    return { fd, day, bytes: fstatSync(fd).size }
  } catch (error) {
    closeQuietly(fd)
    throw error
  }
}

function prune(dir: string, maxFiles: number): void {
  for (const { name } of logFiles(dir).slice(0, -maxFiles)) rmSync(join(dir, name), { force: true })
}

/** Oldest first. */
function logFiles(dir: string): { name: string; day: string; index: number }[] {
  return readdirSync(dir)
    .flatMap((name) => {
      const [, day, index] = fileName.exec(name) ?? []
      return day === undefined ? [] : [{ name, day, index: Number(index ?? 0) }]
    })
    .toSorted((a, b) => a.day.localeCompare(b.day) || a.index - b.index)
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd)
  } catch {
    // Closing a file of a full disk may fail; there is nothing left to do with it.
  }
}

import type { Candidate } from './assemble.ts'
import { finding } from './finding.ts'
import { isSettling, recall } from './memory.ts'
import type { Remembered } from './memory.ts'
import { parsePage } from './parse.ts'
import type { Page, PageReading } from './parse.ts'
import { sourcesFile } from './read.ts'
import type { FileEntry, Listing } from './read.ts'
import type { Finding } from '../domain/knowledge.ts'

export interface PagesRead {
  readonly candidates: readonly Candidate[]
  /** What was found in the files that lie there now. */
  readonly findings: readonly Finding[]
  /** Files just written or just gone, which count as they were: to be looked at again in a moment. */
  readonly unsettled: number
}

export interface PageMemory {
  /** Reads the pages that changed. */
  update(listing: Listing, nowMs: number): PagesRead
  /** Remembers which versions serve, by file: the last good ones from now on. */
  keep(served: ReadonlyMap<string, Page>): void
}

/**
 * Knows the newest and the last good version of each page.
 *
 * @param settleMs A file written more recently keeps its known version, and one that vanished more recently stays: a load
 *   that another file caused must not see it half-written, or in the gap of a save by deleting and writing anew. 0 takes
 *   files as they are, as the first update does.
 */
export function createPageMemory(settleMs: number): PageMemory {
  const readings = new Map<string, Remembered<PageReading>>()
  const lastGood = new Map<string, Page>()
  const missingSince = new Map<string, number>()
  let isFirst = true

  /** @returns Whether the file may still be being written. */
  function readOne(entry: FileEntry, nowMs: number): boolean {
    const { file } = entry
    const known = readings.get(file)
    missingSince.delete(file)
    if (!isFirst && known?.stamp !== entry.stamp && isSettling(entry.changedAtMs, nowMs, settleMs)) return true
    const reading = recall(
      entry,
      known,
      (text) =>
        typeof text === 'string' ? parsePage(file, text) : { page: null, findings: [finding(file, 1, 'refused', text)] },
      nowMs,
    )
    if (reading !== null) readings.set(file, reading)
    return false
  }

  /** @returns Files that vanished a moment ago. */
  function forget(listing: Listing, nowMs: number): ReadonlySet<string> {
    const folders = new Set(listing.entries.map(({ file }) => file.split('/')[0]))
    const waiting = new Set<string>()
    for (const file of new Set([...readings.keys(), ...lastGood.keys()])) {
      if (listing.existing.has(file)) continue
      const since = missingSince.get(file) ?? nowMs
      missingSince.set(file, since)
      if (nowMs - since < settleMs) waiting.add(file)
      else {
        readings.delete(file)
        // Without its metier.md the rest of a folder could not serve: it is not deleted but missing, and stays.
        const isNeeded = lastGood.get(file)?.topic === 'metier' && folders.has(file.split('/')[0])
        if (!isNeeded) {
          lastGood.delete(file)
          missingSince.delete(file)
        }
      }
    }
    return waiting
  }

  return {
    update(listing, nowMs) {
      const entries = listing.entries.filter(({ file }) => file !== sourcesFile)
      const settling = entries.filter((entry) => readOne(entry, nowMs))
      isFirst = false
      const vanished = forget(listing, nowMs)
      const current = new Set([...entries.map(({ file }) => file), ...vanished])
      const candidates = [...new Set([...current, ...lastGood.keys()])].map((file) => ({
        file,
        page: current.has(file) ? (readings.get(file)?.value.page ?? null) : null,
        lastGood: lastGood.get(file) ?? null,
        vanished: vanished.has(file),
      }))
      const findings = [...current].flatMap((file) => readings.get(file)?.value.findings ?? [])
      return { candidates, findings, unsettled: settling.length + vanished.size }
    },
    keep(served) {
      for (const [file, page] of served) lastGood.set(file, page)
    },
  }
}

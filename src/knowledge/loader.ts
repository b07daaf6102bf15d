import { assemble } from './assemble.ts'
import { finding } from './finding.ts'
import { recall } from './memory.ts'
import type { Remembered } from './memory.ts'
import { createPageMemory } from './page-memory.ts'
import type { Page } from './parse.ts'
import { byCodePoint, listFolder, sourcesFile } from './read.ts'
import type { Listing } from './read.ts'
import { parseSources } from './sources.ts'
import type { SourcesReading } from './sources.ts'
import type { Finding, Snapshot } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'

export interface Load {
  readonly snapshot: Snapshot
  /** In order of file and line. */
  readonly findings: readonly Finding[]
  /** Pages of which another version (or none) serves than after the load before, sorted. */
  readonly changedFiles: readonly string[]
  /** Files of which the newest version does not serve, sorted. */
  readonly refusedFiles: readonly string[]
  /** How many pages the folder holds, served or not. */
  readonly pageCount: number
  /** Files just written or just gone, taken as they were before: load again in a moment. */
  readonly unsettled: number
}

export interface Loader {
  /** Reads what has changed since the last load. Not to be called again before it ended. Never rejects. */
  load(): Promise<Load>
}

export interface LoaderOptions {
  readonly dir: string
  /** Gives the day, `YYYY-MM-DD`, for reviews that are due. */
  readonly today: () => string
  /** Milliseconds since 1970, as file times count them. */
  readonly now?: () => number
  /** How long, in milliseconds, a file must have lain still before a new version of it is read; see `createPageMemory`. */
  readonly settleMs?: number
}

const noSources: SourcesReading = { sources: new Map(), lines: new Map(), findings: [] }
const emptyListing: Listing = { entries: [], existing: new Set(), findings: [] }

/**
 * Loads the knowledge folder again and again. Only files that changed are read, and none over 256 KiB. A refused file keeps
 * its last good version, a deleted one disappears; when the whole folder vanishes or empties (unmounted, in the middle of
 * a checkout), the last base stays. The work is synchronous: live reload runs it in a worker.
 */
export function createLoader({ dir, today, now = Date.now, settleMs = 0 }: LoaderOptions): Loader {
  const memory = createPageMemory(settleMs)
  const sourcesMemory = createSourcesMemory()
  let served: ReadonlyMap<string, Page> = new Map()
  let snapshot: Snapshot | null = null

  function read(listing: Listing): Load {
    const sourceFindings = sourcesMemory.update(listing, now())
    const pages = memory.update(listing, now())
    const lastSources = snapshot?.sources ?? new Map()
    const assembly = assemble({
      candidates: pages.candidates,
      existing: listing.existing,
      sources: sourcesMemory.inForce(),
      lastSources,
      today: today(),
    })
    const changedFiles = changes(served, assembly.served)
    served = assembly.served
    snapshot = assembly.snapshot
    memory.keep(served)
    const findings = [...listing.findings, ...sourceFindings, ...pages.findings, ...assembly.findings].toSorted(inOrder)
    return {
      snapshot,
      findings,
      changedFiles,
      refusedFiles: refused(findings),
      pageCount: pages.candidates.length,
      unsettled: pages.unsettled,
    }
  }

  return {
    load: () => {
      const listing = list(dir)
      if (listing !== null && !isEmptied(listing, served)) return Promise.resolve(read(listing))
      const last = snapshot ?? read(emptyListing).snapshot
      const findings = [finding('.', 1, 'refused', texts.rootGone)]
      return Promise.resolve({
        snapshot: last,
        findings,
        changedFiles: [],
        refusedFiles: ['.'],
        pageCount: served.size,
        unsettled: 0,
      })
    },
  }
}

function createSourcesMemory(): { update(listing: Listing, nowMs: number): readonly Finding[]; inForce(): SourcesReading } {
  let known: Remembered<SourcesReading> | undefined
  let inForce = noSources
  return {
    inForce: () => inForce,
    update(listing, nowMs) {
      const entry = listing.entries.find(({ file }) => file === sourcesFile)
      if (entry === undefined) {
        // Refused as it lies there (too big, a link out of the folder): the last one serves. Deleted: none does.
        if (!listing.existing.has(sourcesFile)) [known, inForce] = [undefined, noSources]
        return []
      }
      const refuse = (remark: Parameters<typeof finding>[3]) => ({
        ...noSources,
        findings: [finding(sourcesFile, 1, 'refused', remark)],
      })
      known =
        recall(entry, known, (text) => (typeof text === 'string' ? parseSources(sourcesFile, text) : refuse(text)), nowMs) ??
        known
      const reading = known?.value ?? noSources
      // At the first load, when no good version is known yet, the entries without fault serve.
      if (reading.findings.length === 0 || inForce.sources.size === 0) inForce = reading
      return reading.findings
    },
  }
}

/** No page at all where there were some, and nothing that says why. */
function isEmptied(listing: Listing, served: ReadonlyMap<string, Page>): boolean {
  return served.size > 0 && listing.findings.length === 0 && listing.entries.every(({ file }) => file === sourcesFile)
}

function list(dir: string): Listing | null {
  try {
    return listFolder(dir)
  } catch {
    return null
  }
}

function changes(before: ReadonlyMap<string, Page>, after: ReadonlyMap<string, Page>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((file) => before.get(file) !== after.get(file))
    .toSorted(byCodePoint)
}

function refused(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.filter((one) => one.severity === 'refused').map((one) => one.file))].toSorted(byCodePoint)
}

function inOrder(a: Finding, b: Finding): number {
  return byCodePoint(a.file, b.file) || a.line - b.line
}

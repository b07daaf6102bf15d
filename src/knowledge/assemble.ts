import { checkBase } from './base-checks.ts'
import { finding, nearest } from './finding.ts'
import { resolveLink } from './links.ts'
import type { Page } from './parse.ts'
import { byCodePoint } from './read.ts'
import { buildSnapshot, inReadingOrder } from './snapshot.ts'
import type { SourcesReading } from './sources.ts'
import type { Finding, Snapshot, Source } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'

/** A file of a page as it lies there, with its last version that could serve. */
export interface Candidate {
  readonly file: string
  /** Its newest version; null when that is refused by itself. */
  readonly page: Page | null
  readonly lastGood: Page | null
  /** It vanished a moment ago and may come back: it serves on, but yields its ids to any other. */
  readonly vanished: boolean
}

export interface Assembly {
  readonly snapshot: Snapshot
  /** The version of each file that serves, by file. */
  readonly served: ReadonlyMap<string, Page>
  /** What can be said only of the pages together. */
  readonly findings: readonly Finding[]
}

/**
 * Decides which version of each page serves: the newest if its sources exist, its links stay inside, its ids are free and
 * its folder has a `metier.md`; else the last good one; else none. Pure.
 *
 * @param sources The sources in force; `lastSources` those of the previous load, for pages of which an older version serves.
 */
export function assemble(input: {
  readonly candidates: readonly Candidate[]
  readonly existing: ReadonlySet<string>
  readonly sources: SourcesReading
  readonly lastSources: ReadonlyMap<string, Source>
  readonly today: string
}): Assembly {
  const { candidates, sources, lastSources } = input
  const findings: Finding[] = []
  const fresh = new Set<string>()
  const chosen = candidates.flatMap(({ file, page, lastGood, vanished }) => {
    const refusals = page === null ? [] : refusalsOf(page, sources.sources)
    findings.push(...refusals)
    if (page !== null && refusals.length === 0) fresh.add(file)
    const serving = fresh.has(file) ? page : lastGood
    return serving === null ? [] : [{ page: serving, lastGood, vanished }]
  })
  const unique = withoutDoubles(chosen, findings)
  const pages = withMetier(unique, input.existing, candidates, findings)
  const inForce = carriedOver(pages, sources.sources, lastSources)
  const snapshot = buildSnapshot(pages, inForce)
  findings.push(...checkBase({ ...input, fresh: pages.filter((page) => fresh.has(page.file)), served: pages, snapshot }))
  return { snapshot, served: new Map(pages.map((page) => [page.file, page])), findings }
}

function refusalsOf(page: Page, sources: ReadonlyMap<string, Source>): readonly Finding[] {
  const unknown = page.marks
    .filter((mark) => !sources.has(mark.id))
    .map((mark) => finding(page.file, mark.line, 'refused', texts.unknownSource(mark.id, nearest(mark.id, sources.keys()))))
  const leaving = page.links
    .filter((link) => resolveLink(page.file, link.target).kind === 'leaves')
    .map((link) => finding(page.file, link.line, 'refused', texts.linkLeaves(link.target)))
  return [...unknown, ...leaving]
}

interface Chosen {
  readonly page: Page
  readonly lastGood: Page | null
  readonly vanished: boolean
}

/** Of two pages with one id the first in order of path serves; of the other its last good version, if its ids are free. */
function withoutDoubles(chosen: readonly Chosen[], findings: Finding[]): readonly Page[] {
  const owners = new Map<string, string>()
  const kept: Page[] = []
  const inTurn = chosen.toSorted((a, b) => Number(a.vanished) - Number(b.vanished) || byCodePoint(a.page.file, b.page.file))
  for (const { page, lastGood, vanished } of inTurn) {
    const clash = clashOf(page, owners)
    if (clash !== null && !vanished)
      findings.push(finding(page.file, clash.line, 'refused', texts.samePage(clash.id, clash.owner)))
    const serving = clash === null ? page : lastGood !== null && clashOf(lastGood, owners) === null ? lastGood : null
    if (serving === null) continue
    for (const id of idsOf(serving)) owners.set(id, serving.file)
    kept.push(serving)
  }
  return kept
}

function clashOf(
  page: Page,
  owners: ReadonlyMap<string, string>,
): { readonly id: string; readonly owner: string; readonly line: number } | null {
  for (const id of idsOf(page)) {
    const owner = owners.get(id)
    if (owner !== undefined) return { id, owner, line: page.passages.find((passage) => passage.id === id)?.line ?? 1 }
  }
  return null
}

/** Its passages' ids, and its own even without a passage: two pages of one name clash before they hold text. */
function idsOf(page: Page): readonly string[] {
  return [...new Set([`${page.metier}/${page.topic}`, ...page.passages.map((passage) => passage.id)])]
}

/** A folder whose `metier.md` was never good serves nothing; told on the folder when it has none at all. */
function withMetier(
  pages: readonly Page[],
  existing: ReadonlySet<string>,
  candidates: readonly Candidate[],
  findings: Finding[],
): readonly Page[] {
  const opened = new Set(pages.filter((page) => page.topic === 'metier').map((page) => page.metier))
  const vanished = candidates.filter((candidate) => candidate.vanished).map(({ file }) => file)
  const present = new Set([...existing, ...vanished].map((file) => file.toLowerCase()))
  for (const folder of new Set(candidates.map(({ file }) => file.split('/')[0]!))) {
    const opening = `${folder}/metier.md`
    if (!present.has(opening.toLowerCase())) findings.push(finding(opening, 1, 'refused', texts.noMetier(folder)))
  }
  return pages.filter((page) => opened.has(page.metier)).toSorted(inReadingOrder)
}

/** The sources in force, and those that an older version still serving cites. */
function carriedOver(
  pages: readonly Page[],
  sources: ReadonlyMap<string, Source>,
  last: ReadonlyMap<string, Source>,
): ReadonlyMap<string, Source> {
  const all = new Map(sources)
  for (const page of pages) {
    for (const { id } of page.marks) {
      const old = all.has(id) ? undefined : last.get(id)
      if (old !== undefined) all.set(id, old)
    }
  }
  return all
}

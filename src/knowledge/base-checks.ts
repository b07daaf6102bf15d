import { finding } from './finding.ts'
import { resolveLink } from './links.ts'
import type { Page } from './parse.ts'
import { sourcesFile } from './read.ts'
import { differingSalaries } from './salaries.ts'
import { slugOf } from './slug.ts'
import type { SourcesReading } from './sources.ts'
import type { Finding, Profession, Snapshot } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'

export interface BaseChecks {
  /** Pages of which the newest version serves: only these are remarked upon. */
  readonly fresh: readonly Page[]
  readonly served: readonly Page[]
  readonly snapshot: Snapshot
  readonly sources: SourcesReading
  /** Every path in the folder. */
  readonly existing: ReadonlySet<string>
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** What is warned of or noted about the pages together: links, neighbours, reviews, aliases, sources, figures that differ. */
export function checkBase(base: BaseChecks): readonly Finding[] {
  const byFile = new Map(base.served.map((page) => [page.file, page]))
  const names = ownersOfNames(base.snapshot.professions.values())
  return [
    ...base.fresh.flatMap((page) => deadLinks(page, byFile, base.existing)),
    ...base.fresh.flatMap((page) => deadNeighbours(page, base.snapshot.professions)),
    ...base.fresh.flatMap((page) => review(page, base.today)),
    ...base.fresh.flatMap((page) => sharedAliases(page, names)),
    ...differingSalaries(base.fresh),
    ...remarkedSources(base),
  ]
}

function deadLinks(page: Page, byFile: ReadonlyMap<string, Page>, existing: ReadonlySet<string>): readonly Finding[] {
  return page.links.flatMap((link) => {
    const target = resolveLink(page.file, link.target)
    if (target.kind !== 'inside' || leadsSomewhere(page, target, byFile, existing)) return []
    return [finding(page.file, link.line, 'warned', texts.deadLink(link.target))]
  })
}

/** A page may be named with or without `.md`, a folder stands for its `metier.md`; a picture need only exist. */
function leadsSomewhere(
  page: Page,
  target: { readonly path: string | null; readonly fragment: string },
  byFile: ReadonlyMap<string, Page>,
  existing: ReadonlySet<string>,
): boolean {
  const { path } = target
  const found = path === null ? page : (byFile.get(path) ?? byFile.get(`${path}.md`) ?? byFile.get(`${path}/metier.md`))
  if (found === undefined) return existing.has(path!) && !/\.md$/i.test(path!)
  return target.fragment === '' || found.anchors.includes(target.fragment) || found.anchors.includes(slugOf(target.fragment))
}

function deadNeighbours(page: Page, professions: ReadonlyMap<string, Profession>): readonly Finding[] {
  return (page.meta.voisins ?? [])
    .filter((slug) => !professions.has(slug))
    .map((slug) => finding(page.file, page.lines['voisins'] ?? 1, 'warned', texts.deadNeighbour(slug)))
}

function review(page: Page, today: string): readonly Finding[] {
  const due = page.reviewBefore
  if (due !== null && due < today) return [finding(page.file, page.lines['relire_avant'] ?? 1, 'noted', texts.reviewDue(due))]
  return page.reviewedOn === null ? [finding(page.file, page.lines['titre'] ?? 1, 'noted', texts.notReviewed)] : []
}

/** Folded title or alias → the slugs of the professions that bear it. */
function ownersOfNames(professions: Iterable<Profession>): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>()
  for (const { slug, title, aliases } of professions) {
    for (const name of [title, ...aliases].map(slugOf)) owners.set(name, (owners.get(name) ?? new Set()).add(slug))
  }
  return owners
}

function sharedAliases(page: Page, names: ReadonlyMap<string, ReadonlySet<string>>): readonly Finding[] {
  return (page.meta.alias ?? []).flatMap((alias) => {
    const others = [...(names.get(slugOf(alias)) ?? [])].filter((slug) => slug !== page.metier)
    return others.length === 0 ? [] : [finding(page.file, page.lines['alias'] ?? 1, 'noted', texts.sharedAlias(alias, others))]
  })
}

function remarkedSources({ sources, served }: BaseChecks): readonly Finding[] {
  const cited = new Set(served.flatMap((page) => page.marks.map((mark) => mark.id)))
  return [...sources.sources.values()].flatMap(({ id, date }) => {
    const line = sources.lines.get(id) ?? 1
    return [
      ...(date === null ? [finding(sourcesFile, line, 'noted', texts.undated(id))] : []),
      ...(cited.has(id) ? [] : [finding(sourcesFile, line, 'noted', texts.uncited(id))]),
    ]
  })
}

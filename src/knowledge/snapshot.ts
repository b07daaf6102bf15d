import { createHash } from 'node:crypto'
import type { Page } from './parse.ts'
import { byCodePoint } from './read.ts'
import type { Profession, Snapshot, Source } from '../domain/knowledge.ts'

/**
 * Puts the served pages together. Pure: the same pages and sources give the same snapshot in whatever order they come.
 * `kbSha` covers every passage, profession and cited source, hence neither comments, nor lines, nor uncited sources.
 *
 * @param pages Pages that may serve together: no two passages with one id, each with its profession's `metier.md`.
 */
export function buildSnapshot(pages: Iterable<Page>, sources: ReadonlyMap<string, Source>): Snapshot {
  const sorted = [...pages].toSorted(inReadingOrder)
  const slugs = new Set(sorted.map((page) => page.metier))
  const professions = new Map(
    sorted.filter((page) => page.topic === 'metier').map((page) => [page.metier, professionOf(page, slugs)] as const),
  )
  const passages = sorted.flatMap((page) => page.passages)
  const cited = new Set(passages.flatMap((passage) => passage.sources))
  const served = [...sources.values()].filter((source) => cited.has(source.id)).toSorted((a, b) => byCodePoint(a.id, b.id))
  const hash = createHash('sha256')
  for (const passage of passages) hash.update(passage.sha)
  hash.update(
    JSON.stringify([
      [...professions.values()],
      served.map(({ id, editeur, titre, url, date, type }) => [id, editeur, titre, url, date, type]),
    ]),
  )
  return { kbSha: hash.digest('hex'), professions, passages, sources }
}

/** By folder, `metier.md` first, then by file name. */
export function inReadingOrder(a: Page, b: Page): number {
  const opens = Number(b.topic === 'metier') - Number(a.topic === 'metier')
  return byCodePoint(a.metier, b.metier) || opens || byCodePoint(a.file, b.file)
}

function professionOf(page: Page, slugs: ReadonlySet<string>): Profession {
  const { meta } = page
  return {
    slug: page.metier,
    genre: meta.genre ?? 'metier',
    title: page.title,
    aliases: [...new Set(meta.alias)],
    rome: meta.rome ?? null,
    neighbours: [...new Set(meta.voisins)].filter((slug) => slugs.has(slug) && slug !== page.metier),
    summary: meta.resume ?? null,
  }
}

import type { Profession } from '../domain/knowledge.ts'
import { fold } from '../french/fold.ts'
import type { Dictionary } from './collect.ts'
import type { NamesData } from './data.ts'
import { toRows } from './packed.ts'

/** Reads titles, aliases and slugs into the dictionary; the function that is returned gives them with the index's own numbers. */
export function buildNames(professions: readonly Profession[], dictionary: Dictionary): (ranks: Uint32Array) => NamesData {
  const names: string[] = []
  const owners: number[] = []
  const read: (readonly number[])[] = []
  for (const [rank, { slug, title, aliases }] of professions.entries()) {
    const spelled = [title, ...aliases, slug.replaceAll('-', ' ')].flatMap(variants)
    for (const name of new Set(spelled)) {
      const terms = [...new Set(dictionary.read(name, false))]
      if (terms.length === 0) continue
      names.push(name)
      owners.push(rank)
      read.push(terms)
    }
  }
  const slugs = professions.map(({ slug }) => slug).join('\n')
  return (ranks) => numberNames({ slugs, names: names.join('\n'), professions: Uint32Array.from(owners) }, read, ranks)
}

/** A name as it may be said: "Boucher / Bouchère charcutier (H/F)" is "boucher charcutier" and "bouchere charcutier". */
export function variants(name: string): readonly string[] {
  const bare = fold(name)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const pair = /^([^/]+?) ?\/ ?(\S+)(.*)$/.exec(bare)
  if (!pair) return bare ? [bare] : []
  const [, first, second, rest] = pair
  return [`${first}${rest}`, `${second}${rest}`]
}

type Listed = Pick<NamesData, 'slugs' | 'names' | 'professions'>

function numberNames(listed: Listed, read: readonly (readonly number[])[], ranks: Uint32Array): NamesData {
  const rows = read.flatMap((terms, name) => terms.map(() => name))
  const values = read.flatMap((terms) => terms.map((term) => ranks[term]!))
  const byName = toRows(rows, values, read.length)
  const byTerm = toRows(values, rows, ranks.length)
  const count = new Set(listed.professions).size
  const rarities = Float32Array.from(ranks, (_, term) => {
    const owners = new Set(
      byTerm.entries.subarray(byTerm.starts[term], byTerm.starts[term + 1]).map((name) => listed.professions[name]!),
    )
    return owners.size === 0 ? 0 : Math.log(1 + count / owners.size)
  })
  const totals = Float32Array.from(read, (terms) => terms.reduce((sum, term) => sum + rarities[ranks[term]!]!, 0))
  return {
    ...listed,
    totals,
    rarities,
    starts: byName.starts,
    terms: byName.entries,
    termStarts: byTerm.starts,
    termNames: byTerm.entries,
  }
}

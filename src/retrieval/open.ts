import { BotError } from '../domain/error.ts'
import type { Snapshot } from '../domain/knowledge.ts'
import type { Hit, Match, Resolution, SearchIndex } from '../domain/retrieval.ts'
import { isFrench } from '../french/dictionary.ts'
import { indexSha } from './build.ts'
import type { IndexData } from './data.ts'
import { coverage, explain, meet } from './explain.ts'
import { isUnknown, readQuestion } from './question.ts'
import type { Asked, ReadQuestion } from './question.ts'
import { createRank } from './rank.ts'
import type { Scored } from './rank.ts'
import { findNames } from './resolve.ts'
import type { Named, Naming } from './resolve.ts'
import { stress } from './stress.ts'
import type { Stress } from './stress.ts'
import { suggestSlugs } from './suggest.ts'
import type { TypedName } from './suggest.ts'

/** What a profession that the question names, or a guide when it names none, brings its passages when all are searched. */
const nameBonus = 2
const guideBonus = 0.5
const none: ReadonlyMap<number, number> = new Map()

/**
 * Opens an index in place: nothing of it is decoded or copied.
 *
 * @param data Built for `snapshot`, in this process, in a worker, or read from disk.
 * @throws {BotError} `knowledge` when it was not built for this snapshot.
 */
export function openIndex(data: IndexData, snapshot: Snapshot): SearchIndex {
  const professions = [...snapshot.professions.values()]
  if (data.sha !== indexSha(snapshot.passages, professions))
    throw new BotError('knowledge', 'the index was built for another snapshot')
  const ranks = new Map(professions.map(({ slug }, rank) => [slug, rank]))
  const genres = professions.map(({ genre }) => genre)
  const guides = new Map(genres.flatMap((genre, rank) => (genre === 'guide' ? [[rank, guideBonus] as const] : [])))
  const rank = createRank(data)
  const read = createReader(data, genres)
  let typedNames: readonly TypedName[] | null = null

  return {
    kbSha: snapshot.kbSha,
    search(query) {
      const { question, naming } = read(query.text)
      const wanted = query.metiers.flatMap((slug) => ranks.get(slug) ?? [])
      if (query.metiers.length > 0 && wanted.length === 0) return []
      const within = naming.named.filter(({ profession, share }) =>
        wanted.length > 0 ? wanted.includes(profession) : share === 1,
      )
      const stressed = stress(data, question, within)
      const bonuses = wanted.length > 0 ? none : bonusesOf(naming, guides)
      const lists = (wanted.length > 0 ? wanted.map((one) => new Set([one])) : [null]).map((within) =>
        rank(question.asked, stressed, { within, bonuses, top: query.top }),
      )
      return interleave(lists, query.top).map((scored) => hit({ data, snapshot, question, naming, stressed, bonuses }, scored))
    },
    resolve(text) {
      const { kind, named } = read(text).naming
      const slugs = named.map(({ profession }) => professions[profession]!.slug)
      if (kind === 'named') return { kind, slugs, whole: named.every(({ share }) => share === 1) }
      return (kind === 'none' ? { kind } : { kind, slugs }) satisfies Resolution
    },
    unknown: (text) =>
      read(text).question.asked.flatMap((asked) =>
        isUnknown(data, asked) ? [{ word: asked.word, french: isFrench(data.spelling.french, asked.word) }] : [],
      ),
    suggest(typed, top) {
      typedNames ??= namesToType(data, professions)
      return suggestSlugs(typedNames, typed, top)
    },
  }
}

interface Reading {
  readonly question: ReadQuestion
  readonly naming: Naming
}

/** A question is resolved, then searched: it is read once. */
function createReader(data: IndexData, genres: readonly ('metier' | 'guide')[]): (text: string) => Reading {
  let last: (Reading & { readonly text: string }) | null = null
  return (text) => {
    if (last?.text !== text) {
      const question = readQuestion(data, text)
      last = { text, question, naming: findNames(data, genres, question.asked) }
    }
    return last
  }
}

function bonusesOf(naming: Naming, guides: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  if (naming.kind === 'none') return guides
  return new Map(naming.named.map(({ profession, strength }) => [profession, nameBonus * strength]))
}

/** Takes from each list in turn, so that both sides of a comparison come. */
function interleave(lists: readonly (readonly Scored[])[], top: number): readonly Scored[] {
  const longest = Math.max(...lists.map(({ length }) => length))
  const taken = Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat()
  return taken.slice(0, top)
}

interface Searched {
  readonly data: IndexData
  readonly snapshot: Snapshot
  readonly question: ReadQuestion
  readonly naming: Naming
  readonly stressed: Stress
  readonly bonuses: ReadonlyMap<number, number>
}

function hit({ data, snapshot, question, naming, stressed, bonuses }: Searched, { passage, score }: Scored): Hit {
  const { asked } = question
  const profession = data.professions[passage]!
  const own = naming.named.find((one) => one.profession === profession)
  const met = meet(data, stressed, passage)
  const bonus = own ? (bonuses.get(profession) ?? 0) : 0
  return {
    passage: snapshot.passages[passage]!,
    score,
    coverage: coverage(data, asked, met, new Set(own?.places)),
    matches: explain(data, asked, stressed, met, passage, bonus > 0 ? aliasMatch(snapshot, asked, own!, bonus) : null),
  }
}

/** What naming its profession brought a passage. */
function aliasMatch(snapshot: Snapshot, asked: readonly Asked[], { profession, places }: Named, weight: number): Match {
  const { title } = [...snapshot.professions.values()][profession]!
  return { asked: places.map((place) => asked[place]!.word).join(' '), indexed: title, field: 'alias', weight, loose: false }
}

function namesToType(
  data: IndexData,
  professions: readonly { readonly slug: string; readonly genre: string }[],
): readonly TypedName[] {
  const names = data.names.names.split('\n')
  const typed = names.map((name, i) => ({
    slug: professions[data.names.professions[i]!]!.slug,
    name,
    genre: professions[data.names.professions[i]!]!.genre,
  }))
  return typed.filter(({ genre }) => genre === 'metier')
}

import { createHash } from 'node:crypto'
import type { GapAsk, GapKind } from '../domain/journal.ts'
import type { Storage } from '../domain/storage.ts'
import { crockford, readCrockford } from './crockford.ts'
import { likeness, medoid, topicOf } from './likeness.ts'

/** A question's words are shown only when so many people asked alike. */
export const minAskers = 3
/** Share of common words from which two questions are alike. */
const minLikeness = 0.5
const nearestShown = 3

/** A question that the base answers badly, with all who asked alike. */
export interface Gap {
  /** 6 characters, stable while its questions are kept. */
  readonly id: string
  readonly metier: string | null
  /** At least so many different people (see `countAskers`). */
  readonly askers: number
  readonly asks: number
  readonly kinds: Readonly<Record<GapKind, number>>
  /** Ms since 1970. */
  readonly firstAt: number
  readonly lastAt: number
  /** Ids of the passages that came nearest, best first. */
  readonly nearest: readonly string[]
  /** The redacted question most like the others; null while fewer than `minAskers` people asked. */
  readonly question: string | null
}

export interface NewGap {
  readonly traceId: string
  /** Already redacted. */
  readonly question: string
  readonly metier: string | null
  readonly nearest: readonly string[]
  readonly kind: GapKind
  /** Who asked the question, not who pressed 👎; null when nobody was counted. */
  readonly author: string | null
}

export interface Gaps {
  /** One per trace: a second call for the same answer changes nothing. Never for danger. */
  recordGap(gap: NewGap): Promise<void>
  /** Most askers first. */
  listGaps(): Promise<readonly Gap[]>
  findGap(id: string): Promise<Gap | null>
}

export interface GapsOptions {
  readonly storage: Pick<Storage, 'gaps'>
  readonly now: () => number
  readonly textRetentionDays: number
}

/** Questions are grouped when they come in; of two processes that hear alike questions at once, each may open a gap. */
export function createGaps({ storage, now, textRetentionDays }: GapsOptions): Gaps {
  // One at a time, so that ten equal questions at once make one gap.
  let turn: Promise<unknown> = Promise.resolve()
  const topicOf = rememberTopics()
  const listGaps = async () =>
    groups(await storage.gaps.all())
      .map(toGap)
      .toSorted(byWeight)
  return {
    recordGap({ author, ...gap }) {
      const added = turn.then(async () => {
        const gapId = findAlike(gap, await storage.gaps.all(gap.metier), topicOf) ?? gapIdOf(gap.traceId)
        await storage.gaps.add({ ...gap, gapId, at: now(), asker: author }, now() + textRetentionDays * 86_400_000)
      })
      turn = added.catch(() => undefined)
      return added
    },
    listGaps,
    findGap: async (id) => (await listGaps()).find((gap) => gap.id === readCrockford(id)) ?? null,
  }
}

type Ask = Pick<GapAsk, 'traceId' | 'question' | 'metier'>

/** Topics by trace: with every new gap, the oldest question of each is looked at again. */
function rememberTopics(): (ask: Ask) => ReadonlySet<string> {
  const topics = new Map<string, ReadonlySet<string>>()
  return (ask) => {
    const known = topics.get(ask.traceId) ?? topicOf(ask)
    if (topics.size >= maxTopics) topics.clear()
    topics.set(ask.traceId, known)
    return known
  }
}
const maxTopics = 10_000

/** Alike is alike to the oldest question of the gap: a chain of small differences cannot lead far away. */
function findAlike(gap: Ask, asks: readonly GapAsk[], topicOf: (ask: Ask) => ReadonlySet<string>): string | null {
  const topic = topicOf(gap)
  let best: { id: string; score: number } | null = null
  for (const group of groups(asks)) {
    const leader = group.find((ask) => ask.question !== null)
    if (leader === undefined) continue
    const score = likeness(topic, topicOf(leader))
    if (score >= minLikeness && score > (best?.score ?? 0)) best = { id: leader.gapId, score }
  }
  return best?.id ?? null
}

const gapIdOf = (traceId: string) => crockford(createHash('sha256').update(`gap ${traceId}`).digest(), 6)

/** Oldest gap first, oldest ask first. */
const groups = (asks: readonly GapAsk[]) => [...Map.groupBy(asks, ({ gapId }) => gapId).values()]

function toGap(asks: readonly GapAsk[]): Gap {
  const askers = countAskers(asks)
  const [first] = asks
  return {
    id: first!.gapId,
    metier: first!.metier,
    askers,
    asks: asks.length,
    kinds: {
      abstained: asks.filter(({ kind }) => kind === 'abstained').length,
      'thumbs-down': asks.filter(({ kind }) => kind === 'thumbs-down').length,
    },
    firstAt: first!.at,
    lastAt: asks.at(-1)!.at,
    nearest: nearestOf(asks),
    question: askers < minAskers ? null : medoid(asks),
  }
}

/**
 * A number of people that is surely not too high. Askers without pseudonym (terminal, local page) cannot be told
 * apart, nor from the others: together they are one person, and only when nobody else asked. After a rotation of keys
 * one person has two pseudonyms: the pseudonyms of each key are counted apart, and the highest count is taken.
 */
export function countAskers(asks: readonly Pick<GapAsk, 'asker'>[]): number {
  const known = new Set(asks.flatMap(({ asker }) => asker ?? []))
  const perKey = Map.groupBy(known, (asker) => asker.split('-')[0])
  return Math.max(asks.length > 0 ? 1 : 0, ...[...perKey.values()].map((list) => list.length))
}

function nearestOf(asks: readonly GapAsk[]): readonly string[] {
  const scores = new Map<string, number>()
  for (const { nearest } of asks) nearest.forEach((id, rank) => scores.set(id, (scores.get(id) ?? 0) + 1 / (rank + 1)))
  return [...scores]
    .toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b))
    .slice(0, nearestShown)
    .map(([id]) => id)
}

const byWeight = (a: Gap, b: Gap) => b.askers - a.askers || b.asks - a.asks || b.lastAt - a.lastAt || a.id.localeCompare(b.id)

import type { Snapshot } from '../domain/knowledge.ts'
import type { Base } from '../domain/ports.ts'
import type { Question, Turn } from '../domain/question.ts'
import { type Evidence, type Grounds, groundsOf, isGrounded } from './grounds.ts'

/** What a question is about, or what to ask back. */
export type Subject =
  | { readonly kind: 'found'; readonly slugs: readonly string[]; readonly evidence: Evidence }
  | { readonly kind: 'which'; readonly offered: readonly string[] }
  | { readonly kind: 'unknown'; readonly typed: string; readonly offered: readonly string[] }
  /** No profession, and nothing in the base that looks like the question. */
  | { readonly kind: 'nothing' }

/** Share of the best passage's score from which another profession could be meant just as well. */
const rival = 0.6
/** How much better than the conversation's profession. */
const changed = 1.5
/** Share of it from which a guide, made for questions without a profession, is the one to answer. */
const guideShare = 0.8

/**
 * Finds the profession (or guide) of a question: the one chosen, else those named, else the conversation's, else the
 * guide or the only profession that speaks of it; asks back when several could be meant.
 */
export function findSubject(question: Question, turns: readonly Turn[], base: Base): Subject {
  const named = base.index.resolve(question.text)
  if (question.metier !== null) return chosen(question.metier, named.kind === 'named' ? 'named' : 'chosen', base)
  if (named.kind === 'named') return { kind: 'found', slugs: named.slugs, evidence: 'named' }
  if (named.kind === 'ambiguous') return { kind: 'which', offered: named.slugs }
  const earlier = turns.findLast((turn) => turn.metier !== null && base.snapshot.professions.has(turn.metier))?.metier
  if (earlier !== undefined && earlier !== null)
    return { kind: 'found', slugs: [guideInstead(question.text, earlier, base) ?? earlier], evidence: 'chosen' }
  return bySubjectMatter(question.text, base)
}

function chosen(typed: string, evidence: Evidence, base: Base): Subject {
  if (base.snapshot.professions.has(typed)) return { kind: 'found', slugs: [typed], evidence }
  const named = base.index.resolve(typed)
  if (named.kind === 'named') return { kind: 'found', slugs: named.slugs.slice(0, 1), evidence }
  return { kind: 'unknown', typed, offered: base.index.suggest(typed, 5) }
}

/** A guide that speaks of the question far better than the conversation's profession: the subject has changed. */
function guideInstead(text: string, earlier: string, base: Base): string | null {
  const hits = base.index.search({ text, metiers: [], top: 12 })
  const [first] = hits
  if (first === undefined || !isGuide(base.snapshot, first.passage.metier)) return null
  const own = hits.find((hit) => hit.passage.metier === earlier)?.score ?? 0
  return first.score >= changed * own && isGrounded(groundsOf(text, hits, [], base), 'none') ? first.passage.metier : null
}

function bySubjectMatter(text: string, base: Base): Subject {
  const hits = base.index.search({ text, metiers: [], top: 12 })
  const [first] = hits
  if (first === undefined) return { kind: 'nothing' }
  const grounds = groundsOf(text, hits, [], base)
  if (!isGrounded(grounds, 'none')) return { kind: 'nothing' }
  const found = (slug: string): Subject => ({ kind: 'found', slugs: [slug], evidence: 'named' })
  // Hits are best first: the first one of each folder is its best.
  const best = [...Map.groupBy(hits, (hit) => hit.passage.metier)].map(([slug, [hit]]) => ({ slug, score: hit!.score }))
  const guide = best.find(({ slug, score }) => isGuide(base.snapshot, slug) && score >= guideShare * first.score)
  if (guide !== undefined) return found(guide.slug)
  const rivals = best.filter(({ slug, score }) => score >= rival * first.score && !isGuide(base.snapshot, slug))
  if (rivals.length === 1 || isParticular(grounds)) return found(first.passage.metier)
  return { kind: 'which', offered: rivals.slice(0, 5).map(({ slug }) => slug) }
}

/** A question so particular, and so well met, that the folder which meets it best answers for all. */
const isParticular = ({ coverage, particular }: Grounds) => coverage >= 0.9 && particular >= 2

const isGuide = (snapshot: Snapshot, slug: string) => snapshot.professions.get(slug)?.genre === 'guide'

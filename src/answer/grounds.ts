import type { Passage } from '../domain/knowledge.ts'
import type { Base } from '../domain/ports.ts'
import type { Hit } from '../domain/retrieval.ts'
import { isAsking, tokens, words } from '../french/analysis.ts'
import { fold } from '../french/fold.ts'
import { stem } from '../french/stem.ts'
import { themesOf } from '../french/lexicon.ts'
import { type Noun, nounsOf } from '../french/nouns.ts'
import { mentions, placesIn } from '../french/places.ts'

/** How far the passages found bear on the question, by signals that fail in different ways. */
export interface Grounds {
  /** Share, 0–1, of the question's own content words that a best passage holds; see `Hit.coverage`. */
  readonly coverage: number
  /** Score of the best passage: the rarity of the words that met, and where they stand. */
  readonly score: number
  /** The question asks for a theme (pay, studies …) of which a best passage's heading speaks. */
  readonly theme: boolean
  /** Content words that neither name the profession nor are part of a theme's turn of phrase: what makes a question particular. */
  readonly particular: number
  /** Places, names and years of the question of which no passage found says a word, and things that none of them meets: the answer must not pretend otherwise. */
  readonly missing: readonly string[]
  /** It names something that none of them meets, said again in `missing` or not: what is no French word is not. */
  readonly unsaid: boolean
  /** The question names a thing that no best passage meets, or holds a word that the whole base does not know. */
  readonly strange: boolean
}

/** Passages that are looked at: an answer rarely stands further down. */
const looked = 3
/** About the strictest that cost the tuned halves no answer (`prompts/answer/evals/`, `tests/eval/questions.jsonl`); the untouched halves are in `src/README.md`. */
const known = { withTheme: 0, coverage: 0.2 }
const chosen = { withTheme: 0.3, coverage: 0.4 }
const unknown = { whole: 0.95, coverage: 0.28, strange: 0.45, score: 11.5 }

/** @param metiers Slugs that the question is about; empty when it names none. */
export function groundsOf(question: string, hits: readonly Hit[], metiers: readonly string[], base: Base): Grounds {
  const names = nameStems(metiers, base)
  const best = hits.slice(0, looked)
  const text = best.map(({ passage }) => wholeText(passage)).join(' ')
  // The best sentence counts: what a student tells before the question need not be in the base.
  const parts = sentencesOf(question).filter((part) => ownStems(part, names).length > 0)
  const asked = parts.length > 1 ? parts.flatMap((part) => base.index.search({ text: part, metiers, top: looked })) : []
  const asking = whatAsks(question)
  const strangers = new Map(base.index.unknown(question).map(({ word, french }) => [word, french]))
  const inGuides = guideHeadings(base)
  const unmet = unmetNouns(asking, best, names, strangers).filter(
    ({ words: own }) => !own.some((word) => inGuides.has(stem(word))),
  )
  return {
    coverage: Math.max(0, ...[...best, ...asked].map((hit) => hit.coverage)),
    score: best[0]?.score ?? 0,
    ...themesIn(question, names, best),
    missing: [
      ...new Set([
        ...pinned(question, asking, names).flatMap(([raw, ways]) =>
          mentions(text, ways) || tokens(raw).some((token) => inGuides.has(token.stem)) ? [] : [raw],
        ),
        ...unmet.filter(({ words: own }) => own.every((word) => strangers.get(word) !== false)).map(({ raw }) => raw),
      ]),
    ],
    unsaid: unmet.length > 0,
    strange: unmet.length > 0 || strangers.size > 0,
  }
}

const headingsOfGuides = new WeakMap<Base, ReadonlySet<string>>()

/** Stems of the guides' titles and headings: the base does know these things, on another page than a profession's. */
function guideHeadings(base: Base): ReadonlySet<string> {
  const known = headingsOfGuides.get(base)
  if (known) return known
  const { professions, passages } = base.snapshot
  const own = passages.filter(({ metier }) => professions.get(metier)?.genre === 'guide')
  const stems = stemsOf(own.flatMap(({ title, headings }) => [title, ...headings]))
  headingsOfGuides.set(base, stems)
  return stems
}

/** How the profession came to be known: the more surely, the less the passages must show. */
export type Evidence = 'named' | 'assumed' | 'chosen' | 'none'

/**
 * Whether to answer at all.
 *
 * @param strictness Multiplies every threshold; 1 is as calibrated, other values are for drawing the curve.
 */
export function isGrounded(
  { coverage, score, theme, particular, strange }: Grounds,
  evidence: Evidence,
  strictness = 1,
): boolean {
  const covers = (threshold: number) => coverage >= Math.min(1, threshold * strictness)
  if (evidence === 'none')
    return covers(unknown.whole) || (covers(strange ? unknown.strange : unknown.coverage) && score >= unknown.score * strictness)
  if (evidence !== 'chosen' || particular === 0) return (theme && covers(known.withTheme)) || covers(known.coverage)
  return covers(theme ? chosen.withTheme : chosen.coverage)
}

/** Stems of the words that name these professions. */
export function nameStems(metiers: readonly string[], base: Base): ReadonlySet<string> {
  const professions = metiers.flatMap((slug) => base.snapshot.professions.get(slug) ?? [])
  return stemsOf(professions.flatMap((profession) => [profession.title, ...profession.aliases]))
}

/**
 * What the question names beside its profession and its theme, and no best passage meets in any way: not by a synonym, nor in a student's phrasing. A stranger to the base
 * that its spelling alone brings near something is not met.
 */
function unmetNouns(
  question: string,
  best: readonly Hit[],
  names: ReadonlySet<string>,
  strangers: ReadonlyMap<string, boolean>,
): readonly Noun[] {
  const met = new Set(best.flatMap(({ matches }) => matches.flatMap(({ asked, loose }) => (loose ? [] : asked.split(' ')))))
  const { cues } = themesBeside(question, names)
  const isMet = (word: string) => (met.has(word) && !strangers.has(word)) || cues.has(word) || names.has(stem(word))
  return nounsOf(question).filter(({ words: own }) => !own.some(isMet))
}

const sentencesOf = (text: string) => text.split(/(?<=[.!?…\n])\s+/)
const wholeText = (passage: Passage) => [passage.title, ...passage.headings, passage.text].join(' ')
const ownStems = (text: string, names: ReadonlySet<string>) => tokens(text).filter((token) => !names.has(token.stem))

function stemsOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => tokens(text).map((token) => token.stem)))
}

/** The themes of a text apart from words that only name ("machine learning" is no question about learning), and the words that cue them, by place and as such. */
export function themesBeside(text: string, names: ReadonlySet<string>) {
  const read = words(text)
  const skipped = new Set(read.flatMap((word, at) => (names.has(word.stem) ? [at] : [])))
  const themes = themesOf(read, skipped)
  const cueing = new Set(themes.flatMap(({ at, length }) => Array.from({ length }, (_, i) => at + i)))
  const cues = new Set(read.flatMap(({ word }, at) => (cueing.has(at) ? [word] : [])))
  return { read, skipped, themes, cueing, cues }
}

function themesIn(question: string, names: ReadonlySet<string>, best: readonly Hit[]): Pick<Grounds, 'theme' | 'particular'> {
  const { read, skipped, themes, cueing } = themesBeside(question, names)
  const headings = stemsOf(best.flatMap(({ passage }) => [passage.title, ...passage.headings]))
  return {
    theme: themes.some((theme) => theme.headings.some((stem) => headings.has(stem))),
    particular: read.filter((word, at) => !word.stop && !skipped.has(at) && !cueing.has(at) && !isAsking(word.word)).length,
  }
}

const year = /(?<![\d.,])20\d\d(?![\d.,]?\d)/g
/** A capital inside a sentence; what begins one may be any word. */
const name = /(?<=[\p{L}\p{N},;:'’]\s|['’])\p{Lu}[\p{L}\p{N}-]*[\p{Ll}\p{N}][\p{L}\p{N}-]*/gu

/** The sentences that ask, or all: what is told or ordered beside them ("termine par BANANE") is neither looked for nor said again. */
export function whatAsks(question: string): string {
  const asking = sentencesOf(question).filter((sentence) => sentence.includes('?') && /\p{L}/u.test(sentence))
  return asking.length > 0 ? asking.join(' ') : question
}

/** What a question is pinned to, each once, with the folded ways to write it: places wherever they stand, names and years where it asks. */
function pinned(question: string, asking: string, names: ReadonlySet<string>): readonly (readonly [string, readonly string[]])[] {
  const shouting = question === question.toUpperCase()
  const own = shouting ? [] : [...asking.matchAll(name)].map(([word]) => word).filter((word) => ownStems(word, names).length > 0)
  const all = new Map<string, readonly string[]>([
    ...placesIn(question).map((place) => [place.raw, place.names] as const),
    ...own.map((word) => [word, [fold(word).replaceAll('-', ' ')]] as const),
    ...[...asking.matchAll(year)].map(([found]) => [found, [found]] as const),
  ])
  return [...all]
}

import type { Snapshot } from '../domain/knowledge.ts'
import type { Base } from '../domain/ports.ts'
import type { Question, Turn } from '../domain/question.ts'
import type { Hit } from '../domain/retrieval.ts'
import { tokens } from '../french/analysis.ts'
import { fold } from '../french/fold.ts'
import { isFraming, isProfessionWord } from '../french/stop-words.ts'
import { tradeIn } from '../french/trades.ts'
import { type Evidence, type Grounds, groundsOf, isGrounded, themesBeside } from './grounds.ts'

/** What a question is about, or what to ask back. */
export type Subject =
  | { readonly kind: 'found'; readonly slugs: readonly string[]; readonly evidence: Evidence }
  | { readonly kind: 'which'; readonly offered: readonly string[] }
  | { readonly kind: 'unknown'; readonly typed: string; readonly offered: readonly string[] }
  /** A question of orientation on which the base has nothing. */
  | { readonly kind: 'no-sheet' }
  /** No question of orientation. */
  | { readonly kind: 'off-topic' }

/** Share of the best passage's score from which another profession could be meant just as well. */
const rival = 0.6
/** How much better than the conversation's profession. */
const changed = 1.5
/** Share of it from which a guide, made for questions without a profession, is the one to answer. */
const guideShare = 0.8
/** The same where a year, a diploma or a dossier of study is named. */
const schoolShare = 0.5

/**
 * Finds the profession (or guide) of a question: the one chosen, else those named, else the conversation's, else the
 * guide or the only profession that speaks of it; asks back when several could be meant.
 */
export function findSubject(question: Question, turns: readonly Turn[], base: Base): Subject {
  const named = base.index.resolve(question.text)
  if (question.metier !== null) return chosen(question.metier, named.kind === 'named' ? 'named' : 'chosen', base)
  const trade = named.kind === 'named' && named.whole ? null : otherTrade(question.text)
  if (trade !== null) return unknown(trade, base)
  if (named.kind === 'named') {
    // Half a name beside a word that no page knows ("quantum engineer") is perhaps another trade.
    const isOther = !named.whole && base.index.unknown(question.text).length > 0
    return isOther ? which(named.slugs, base) : { kind: 'found', slugs: named.slugs, evidence: 'named' }
  }
  if (named.kind === 'ambiguous') {
    const other = namedOtherwise(question.text)
    return other === null ? { kind: 'which', offered: named.slugs } : { kind: 'unknown', typed: other, offered: named.slugs }
  }
  const earlier = turns.findLast((turn) => turn.metier !== null && base.snapshot.professions.has(turn.metier))?.metier
  if (earlier !== undefined && earlier !== null)
    return { kind: 'found', slugs: [guideInstead(question.text, earlier, base) ?? earlier], evidence: 'chosen' }
  return bySubjectMatter(question.text, base)
}

function chosen(typed: string, evidence: Evidence, base: Base): Subject {
  if (base.snapshot.professions.has(typed)) return { kind: 'found', slugs: [typed], evidence }
  const named = base.index.resolve(typed)
  if (named.kind === 'named') return { kind: 'found', slugs: named.slugs.slice(0, 1), evidence }
  return unknown(typed, base)
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
  const grounds = groundsOf(text, hits, [], base)
  const other = namedOtherwise(text)
  if (other === null && whichAreThere.test(fold(text))) return { kind: 'which', offered: base.index.suggest('', allOffered) }
  if (other === null && pointing.test(fold(text))) return which([], base)
  if (first === undefined || !isGrounded(grounds, 'none')) {
    if (other !== null) return unknown(other, base)
    // Years, diplomas and dossiers of study are the guide's, whatever is found there.
    const guide = schooling.test(fold(text)) ? hits.find((hit) => isGuide(base.snapshot, hit.passage.metier)) : undefined
    if (guide !== undefined) return { kind: 'found', slugs: [guide.passage.metier], evidence: 'chosen' }
    // A theme and nothing else, too short to find a passage by: "il fait quoi de ses journées ?".
    if (!grounds.strange && grounds.particular <= maxBeside && themesBeside(text, new Set()).themes.length > 0)
      return which([], base)
    return { kind: orientation.test(fold(text)) ? 'no-sheet' : 'off-topic' }
  }
  const found = (slug: string, evidence: Evidence): Subject => ({ kind: 'found', slugs: [slug], evidence })
  // Hits are best first: the first one of each folder is its best.
  const best = [...Map.groupBy(hits, (hit) => hit.passage.metier)].map(([slug, [hit]]) => ({ slug, score: hit!.score }))
  const least = first.score * (schooling.test(fold(text)) ? schoolShare : guideShare)
  const guide = best.find(({ slug, score }) => isGuide(base.snapshot, slug) && score >= least)
  if (guide !== undefined && (other === null || speaksOf(other, guide.slug, hits))) return found(guide.slug, 'named')
  if (other !== null) return unknown(other, base)
  const rivals = best.filter(({ slug, score }) => score >= rival * first.score && !isGuide(base.snapshot, slug))
  const own = definedIn(hits, grounds, text) ?? ownerOfTerm(text, base)
  if (own !== null) return found(own, 'assumed')
  if (isParticular(grounds) || rivals.length === 1) return found(first.passage.metier, 'assumed')
  return which(
    rivals.map(({ slug }) => slug),
    base,
  )
}

/** Whether a guide has a heading on those who bear this name ("les écoles d'ingénieurs"), and not just the word in a sentence. */
function speaksOf(name: string, slug: string, hits: readonly Hit[]): boolean {
  const [head] = tokens(name)
  const headings = hits
    .filter(({ passage }) => passage.metier === slug)
    .flatMap(({ passage }) => tokens(passage.headings.join(' ')))
  return head !== undefined && headings.some((token) => token.stem === head.stem)
}

const maxOffered = 5
/** Words beside the theme. */
const maxBeside = 1

/** Asks back, offering the likely professions first. */
function which(likely: readonly string[], base: Base): Subject {
  const offered = [...new Set([...likely, ...base.index.suggest('', maxOffered)])].slice(0, maxOffered)
  return { kind: 'which', offered }
}

/** The one profession whose pages hold a word of the question ("Figma", "LangChain"); null when no word is so telling, or two are told. */
function ownerOfTerm(text: string, base: Base): string | null {
  const { read, cueing } = themesBeside(text, new Set())
  const terms = read.filter(
    ({ word, stem, stop }, at) =>
      !stop && !cueing.has(at) && word.length >= minTerm && !isFraming(word) && !isProfessionWord(stem),
  )
  const owners = [...new Set(terms.map(({ word }) => word))].slice(0, maxTerms).flatMap((word) => {
    const written = base.index
      .search({ text: word, metiers: [], top: manyHits })
      .filter(({ matches }) =>
        matches.some(({ field, indexed }) => field !== 'question' && field !== 'alias' && fold(indexed) === word),
      )
    const slugs = new Set(written.map(({ passage }) => passage.metier))
    return slugs.size === 1 && written.length > 1 ? [...slugs] : []
  })
  return new Set(owners).size === 1 && !isGuide(base.snapshot, owners[0]!) ? owners[0]! : null
}

const minTerm = 4
/** Each costs a search. */
const maxTerms = 12
/** As many hits as two professions that both speak of a word would surely share. */
const manyHits = 40

/** "Tu connais quels métiers ?" */
const whichAreThere =
  /\b(?:quels?|tous les|liste des) (?:sont les )?(?:autres )?metiers?\b.{0,30}\b(?:connais|connaissez|existent?|proposes?|dispo\w*|fiches?|y a|il y a)\b|\b(?:connais|connaissez|proposes?|as|a|avez|existe|parles) (?:tu |vous )?(?:quels|quoi comme) metiers?\b/
/** As many as a list of choices holds. */
const allOffered = 25

const schooling =
  /\b(?:bts|(?:un|du|en|le|au|de) but|licence|master|fac|prepa|cpge|terminale|stmg|sti2d|st2s|bac pro|parcoursup|bourses?|crous|insa|iut|moyenne|specialites?)\b/

/** A profession that was spoken of elsewhere, not here. "Quoi comme métier ?" points at none. */
const pointing =
  /\b(?:ce|cet|cette) (?:metier|profession|taf|job|boulot|poste|travail(?! d))\b|\b(?:dur|difficile|stressant|fatigant|cool|sympa|chiant|interessant|bien paye) comme (?:metier|profession|travail|taf|job|boulot)\b|\best-ce un metier d'avenir ?\??$|\bthis (?:job|career|profession)\b/

const orientation =
  /\b(?:metiers?|etudes?|devenir|orientation|orienter|bac|ecoles?|lycee|fac|universite|formation|stages?|alternance|parcoursup|salaires?|gagne|diplomes?|licence|master|bts|du but|reussite|insertion|prepa|cpge|insa|terminale|specialites?|etudiante?s?|scolarite|inscriptions?|psy ?-?en|cio|carriere|boulot|taf|job|avenir|quoi faire|ma voie|ma vie|perdue?)\b/

/** A profession that the question names and that is none of ours: "devenir vétérinaire", "salaire d'un plombier". */
const otherwise =
  /\b(?:devenir|m[ée]tier (?:de |d['’])|(?:gagne|touche|gagnent|touchent) (?:une? |les |des )|(?:salaires?|paye|paie) (?:moyen )?(?:d['’]une? |des |pour une? ))\s*([\p{L}'’-]+(?: (?!en\b|au\b|aux\b|dans\b|sans\b|après\b|apres\b|quand\b|avec\b|pour\b|quel|par\b|et\b|ou\b|quoi\b|faut\b|il\b)[\p{L}'’-]+){0,3})/iu
/** No name of a profession. */
const anyone =
  /^(?:avenir|d[ée]butant|junior|senior|expert|freelance|ind[ée]pendant|professionnel|employ|salari|[ée]tudiant|apprenti|alternant|stagiaire|jeune|bon|meilleur|riche)/iu

function namedOtherwise(text: string): string | null {
  const typed = otherwise.exec(text)?.[1]?.trim()
  return typed === undefined || anyone.test(typed) ? null : typed
}

/** A trade without a sheet; not where a guide is asked ("une école d'infirmière sur Parcoursup"), which answers for all. */
export function otherTrade(text: string): string | null {
  return guided.test(fold(text)) ? null : tradeIn(text)
}

const guided = /\b(?:parcoursup|voeux?|bourses?|crous|logement|alternance|mon master|psy ?-?en|cio)\b/

function unknown(typed: string, base: Base): Subject {
  const near = base.index.suggest(typed, 5)
  return { kind: 'unknown', typed, offered: near.length > 0 ? near : base.index.suggest('', 5) }
}

const definition = /\b(?:c'?est quoi|c koi|c quoi|qu'est[- ]ce que?|que signifie|veut dire|definition|what is|what's)\b/

/** "C'est quoi un LLM ?": the folder with a heading that is the very term, when one word is all that is asked. */
function definedIn(hits: readonly Hit[], { particular }: Grounds, text: string): string | null {
  const asked = new Set(tokens(text).map((token) => token.stem))
  if (particular !== 1 || asked.size !== 1 || !definition.test(fold(text))) return null
  return hits.find(({ passage }) => asked.has(tokens(passage.headings.at(-1) ?? '')[0]?.stem ?? ''))?.passage.metier ?? null
}

/**
 * A question so particular, and so well met, that the folder which meets it best answers for all. A theme is asked of every profession ("on peut
 * travailler de chez soi ?"), whichever sheet says it in these words: then it must be met by far rarer ones.
 */
const isParticular = ({ coverage, particular, theme, score }: Grounds) =>
  coverage >= 0.9 && (theme ? score >= particularScore : particular >= 2)
const particularScore = 24

const isGuide = (snapshot: Snapshot, slug: string) => snapshot.professions.get(slug)?.genre === 'guide'

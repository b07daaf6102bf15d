import type { Base } from '../domain/ports.ts'
import type { Question, Turn } from '../domain/question.ts'
import { tokens, words } from '../french/analysis.ts'
import { placesIn } from '../french/places.ts'
import { nameStems, themesBeside } from './grounds.ts'
import { otherTrade } from './subject.ts'

/** A question that stands alone, and what the next follow-up may lean on. */
export interface StandAlone {
  readonly question: Question
  /** The last question of the conversation that stood alone by itself. */
  readonly anchor: string
}

/** With these words a question announces that it goes on from the one before. */
const opening = /^\s*(?:et|mais|ok|alors|sinon|du coup|and|what about|how about)(?=[\s,]|$)/iu
/** Content words of its own: fewer say too little to stand alone. */
const fewWords = 2
/** "en France", "aux États-Unis": a follow-up's takes the place of the question's. */
const place = /(?<!\p{L})(?:en|au|aux|à|chez|dans)\s+(?:la\s+|le\s+|les\s+|l['’])?\p{L}+(?:[- ][Uu]nis?)?/giu

/** With these words one takes back what was said, and asks nothing: "je me suis trompé, data analyst". */
const correcting = new Set(
  'non pardon desole desolee oups euh trompe trompee erreur voulais voulait dire parlais parle parlait prefere preferais plutot enfin fait finalement'.split(
    ' ',
  ),
)
const both = /(?<!\p{L})(?:lequel|laquelle|lesquels|(?:les|des|entre les) (?:deux|2))(?!\p{L})/iu
// Not "le premier salaire", "la première année": no noun follows.
const first =
  /(?<!\p{L})(?:le|la|du|au) (?:premi[eè]re?|1[eè]re?|1er)(?=\s*(?:$|[?!.,:;])|\s+(?:c['’]|est|il|elle|on|qui|quel|combien|comment|gagne|paie|paye|a|ça|ca)(?!\p{Ll}{3}))/iu
const second =
  /(?<!\p{L})(?:(?:le|la|du|au) (?:seconde?|deuxi[eè]me|2[eè]me|2e)|l['’]autre)(?=\s*(?:$|[?!.,:;])|\s+(?:c['’]|est|il|elle|on|qui|quel|combien|comment|gagne|paie|paye|a|ça|ca)(?!\p{Ll}{3}))/iu
const comparing =
  /(?<!\p{L})(?:mieux|plus|moins|autant|aussi|pareil)(?!\p{L}).*(?<!\p{L})qu(?:e |['’])(?:un |une |le |la |l['’])?(?=\p{L})/iu

/**
 * Makes a question stand alone, by rule: one without a theme of its own ("et aux États-Unis ?", "et pour data analyst ?")
 * leans on the question before, whose profession and place it may replace; so does a profession that answers "lequel ?" or corrects.
 * One with a theme ("et quelles études ?") stands alone, about the conversation's profession. "Lequel gagne le plus ?", "et l'autre ?" are
 * given the names of those that were compared.
 */
export function standAlone(question: Question, turns: readonly Turn[], base: Base): StandAlone {
  const last = turns.at(-1)
  const alone = { question, anchor: question.text }
  if (last === undefined || question.metier !== null) return alone
  const pointed = pointedAt(question.text, turns, base)
  if (pointed.length > 0) return { question: aboutThese(question, pointed, last, base), anchor: last.question }
  const resolution = base.index.resolve(question.text)
  const named = resolution.kind === 'named' ? resolution.slugs[0]! : null
  // "Et un boulanger ?" is about bakers, of whom there is no sheet.
  if (named === null && otherTrade(question.text) !== null) return alone
  const { names, own, takesBack } = wordsOf(question.text, named, base)
  const corrects = named !== null && own.length === 0
  const answersWhich = last.metier === null && named !== null
  const leans = opening.test(question.text) || answersWhich || corrects || tokens(question.text).length < fewWords
  if (!leans || themesBeside(question.text, names).themes.length > 0) return alone
  const metier = named ?? last.metier
  const said = corrects && takesBack ? titleOf(metier, base) : question.text.trim()
  return {
    question: { ...question, text: `${said} ${anchorOf(question.text, last, metier, base)}`, metier },
    anchor: last.question,
  }
}

/** Stems that name the profession or a place, and the content words that do neither, nor correct. */
function wordsOf(text: string, named: string | null, base: Base) {
  // A place is no theme either: it replaces another.
  const places = placesIn(text).flatMap(({ raw }) => tokens(raw).map((token) => token.stem))
  const names = new Set([...nameStems(named === null ? [] : [named], base), ...places])
  const beside = tokens(text).filter((token) => !names.has(token.stem))
  const own = beside.filter((token) => !correcting.has(token.word))
  return { names, own, takesBack: own.length < beside.length }
}

/** The question leaned on, without the place or the profession that the follow-up puts another for. */
function anchorOf(text: string, last: Turn, metier: string | null, base: Base): string {
  const placed = text.search(place) >= 0 ? last.question.replace(place, ' ') : last.question
  return withoutNames(placed, base, metier)
}

/** A text without the words that name another profession. */
function withoutNames(text: string, base: Base, metier: string | null = null): string {
  const resolution = base.index.resolve(text)
  const named = resolution.kind === 'named' ? resolution.slugs : []
  const names = nameStems(metier !== null && named.includes(metier) ? [] : named, base)
  return words(text)
    .filter((word) => names.has(word.stem))
    .reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
}

/** Of the professions compared before, those that the question points at, or the last one and the one it is compared with. */
function pointedAt(text: string, turns: readonly Turn[], base: Base): readonly string[] {
  const own = base.index.resolve(text)
  const { metier } = turns.at(-1)!
  if (own.kind === 'named') {
    const [other] = own.slugs
    return own.slugs.length === 1 && metier !== null && metier !== other && isComparedWith(other!, text, base)
      ? [metier, other!]
      : []
  }
  const compared = lastCompared(turns, base)
  if (compared.length < 2) return []
  if (both.test(text)) return compared
  return first.test(text) ? compared.slice(0, 1) : second.test(text) ? compared.slice(1, 2) : []
}

/** "Mieux payé qu'un data analyst", not "plus que le bac". */
function isComparedWith(slug: string, text: string, base: Base): boolean {
  const said = comparing.exec(text)
  const next = said === null ? undefined : tokens(text.slice(said.index + said[0].length))[0]
  return next !== undefined && nameStems([slug], base).has(next.stem)
}

function lastCompared(turns: readonly Turn[], base: Base): readonly string[] {
  for (const turn of turns.toReversed()) {
    const named = base.index.resolve(turn.question)
    if (named.kind === 'named') return named.slugs
  }
  return []
}

function aboutThese(question: Question, slugs: readonly string[], last: Turn, base: Base): Question {
  const titles = slugs.map((slug) => titleOf(slug, base)).join(' et ')
  const asked = question.text.replace(first, ' ').replace(second, ' ').trim()
  const old = themesBeside(asked, new Set()).themes.length === 0 ? ` ${withoutNames(last.question, base)}` : ''
  return { ...question, text: `${titles} : ${asked}${old}` }
}

const titleOf = (slug: string | null, base: Base) => base.snapshot.professions.get(slug ?? '')?.title ?? ''

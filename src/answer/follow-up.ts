import type { Base } from '../domain/ports.ts'
import type { Question, Turn } from '../domain/question.ts'
import { tokens, words } from '../french/analysis.ts'
import { placesIn } from '../french/places.ts'
import { pointedAt, withoutOrdinals } from './compared.ts'
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
  `non pardon desole desolee oups euh trompe trompee erreur voulais voulait dire parlais parle parlait
  prefere preferais plutot enfin fait finalement`.split(/\s+/),
)

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

/** The question with the names of those it points at; one without a theme takes that of the question before. */
function aboutThese(question: Question, slugs: readonly string[], last: Turn, base: Base): Question {
  const titles = slugs.map((slug) => titleOf(slug, base)).join(' et ')
  const asked = withoutOrdinals(question.text)
  const old = themesBeside(asked, new Set()).themes.length === 0 ? ` ${withoutNames(last.question, base)}` : ''
  return { ...question, text: `${titles} : ${asked}${old}` }
}

const titleOf = (slug: string | null, base: Base) => base.snapshot.professions.get(slug ?? '')?.title ?? ''

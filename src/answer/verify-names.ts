import { fold } from '../french/fold.ts'
import { stopWords } from '../french/stop-words.ts'
import { leadIns } from '../texts/fr/lead-ins.ts'

/** A proper name of a text: words that begin with a capital and stand side by side. */
export interface Name {
  readonly words: readonly string[]
  /** At the beginning of a sentence its first word may have its capital from there. */
  readonly opens: boolean
}

interface Word {
  readonly raw: string
  readonly start: number
  readonly end: number
}

const word = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[-&.+](?=[\p{L}\p{N}])|['’](?=\p{L}))*/gu
const elision = /^(?:l|d|qu|n|s|c|j|m|t|jusqu|lorsqu|puisqu|quoiqu)['’](?=.)/iu
/** Known to every reader, and no school, company or diploma. */
const common = new Set('ia ai internet web cv ok pc mac europe tv'.split(' '))
const labels = new Set(leadIns.labels.flatMap((line) => line.split(', ').map(fold)))
/** Words that open a sentence and are neither function words nor names. */
const openers = new Set(
  (
    'selon voici voila cote attention grace lors suite face quant hors outre malgre hormis parfois souvent aujourd hier demain ensuite enfin puis ainsi surtout ' +
    'seul seule seuls seules presque environ beaucoup personne rien quelqu quiconque plusieurs chacun chacune autant moins tant toutefois neanmoins pourtant ailleurs ' +
    'cela ceci ca celui celle ceux celles il elle on nous vous ils elles tout tous toute toutes lui eux'
  ).split(' '),
)
/** What a name does at the beginning of a sentence: French puts a bare noun before a verb only when it is a name. */
const acts = new Set(
  (
    'propose proposent annonce annoncent indique indiquent estime estiment cite citent donne donnent recommande recommandent affiche affichent conseille conseillent ' +
    'demande demandent publie publient parle parlent explique expliquent previent previennent situe situent evoque evoquent offre offrent delivre delivrent forme forment ' +
    'est sont a ont etait prevoit juge jugent considere place placent compte comptent avance avancent mentionne mentionnent rappelle rappellent note notent precise precisent ' +
    'vise classe recrute recrutent paie paient paye remunere chiffre facture ouvre ouvrent enseigne accueille prepare preparent dit disent affirme affirment fixe montre montrent ' +
    'ajoute assure confirme decrit definit garantit organise permet fait font va vaut verse verserait serait aurait fut reste dispense evalue insiste admet resume signale souligne titre'
  ).split(' '),
)

function wordsOf(text: string): readonly Word[] {
  return Array.from(text.matchAll(word), ({ 0: raw, index }) => {
    const cut = elision.exec(raw)?.[0].length ?? 0
    return { raw: raw.slice(cut), start: index + cut, end: index + raw.length }
  })
}

const isCapital = (raw: string) => /^\p{Lu}/u.test(raw) || /\p{Ll}\p{Lu}/u.test(raw)
const isAcronym = (raw: string) => /^\p{Lu}[\p{Lu}\p{N}&.-]+s?$/u.test(raw)
const isFunctionWord = (raw: string) => {
  const folded = fold(raw)
  return raw.length === 1 || ((stopWords.has(folded) || openers.has(folded)) && !isAcronym(raw))
}
const opensAt = (text: string, at: number) =>
  /(?:^|[.!?…:]\s+|[«“"|]\s*|^\s*(?:[-*+•–]|\d{1,3}[.)])\s+)$/u.test(text.slice(0, at))

/** Cuts a name into folded parts: "États-Unis" is `etats unis`, "Silicon.fr" `silicon fr`. */
export function partsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Capitals of a text: everything that begins with one within a sentence, and what looks like a name at its beginning. */
export function namesOf(text: string): readonly Name[] {
  const all = wordsOf(text)
  const found: Name[] = []
  let run: Word[] = []
  const close = () => {
    if (run.length > 0) found.push({ words: run.map(({ raw }) => raw), opens: opensAt(text, run[0]!.start) })
    run = []
  }
  for (const [index, current] of all.entries()) {
    const opens = opensAt(text, current.start)
    const named = isCapital(current.raw) && !(isFunctionWord(current.raw) && (opens || current.raw.length < 4))
    const joined = run.length > 0 && text.slice(run.at(-1)!.end, current.start) === ' '
    if (!joined || !named) close()
    if (!named) continue
    if (opens && !looksNamed(text, current, all[index + 1])) continue
    run.push(current)
  }
  close()
  return found.filter(({ words }) => !words.every((raw) => common.has(fold(raw))))
}

/** Whether the first word of a sentence is a name: its shape, a capital after it, or what follows a bare name. */
function looksNamed(text: string, first: Word, next: Word | undefined): boolean {
  if (isAcronym(first.raw) || /\p{Ll}\p{Lu}|\p{N}|\p{L}[.&]\p{L}/u.test(first.raw)) return true
  const gap = text.slice(first.end, next?.start ?? text.length)
  if (gap === ' ' && next && isCapital(next.raw) && !isFunctionWord(next.raw)) return true
  const folded = fold(first.raw)
  if (labels.has(folded) || labels.has(folded.replace(/(?:e?s)$/, '')) || labels.has(folded.replace(/s$/, ''))) return false
  return (
    /^ ?[:(]/.test(gap) ||
    (gap === ' ' && next !== undefined && acts.has(fold(next.raw))) ||
    (/^ et $/.test(text.slice(first.end, first.end + 4)) && isCapital(text.slice(first.end + 4)))
  )
}

/** What a text names, for looking names up in it. */
export interface NameIndex {
  /** Folded words in order, with spaces around each: `" selon guardia et quest "`. */
  readonly folded: string
  /** Words as they are written, elisions off. */
  readonly written: ReadonlySet<string>
}

export function indexNames(text: string): NameIndex {
  return {
    folded: ` ${partsOf(text.replace(/(?<=\b(?:l|d|qu|n|s|c|j|m|t))['’]/giu, ' ')).join(' ')} `,
    written: new Set(wordsOf(text).map(({ raw }) => raw)),
  }
}

/** Whether the name stands there, word after word; acronyms of up to four letters as they are written (BUT is no "but"). */
export function standsIn(name: Name, index: NameIndex): boolean {
  if (contains(name.words, index)) return true
  return name.opens && name.words.length > 1 && contains(name.words.slice(1), index)
}

function contains(words: readonly string[], index: NameIndex): boolean {
  if (
    words.some(
      (raw) =>
        isAcronym(raw) && raw.length <= 4 && !common.has(fold(raw)) && !index.written.has(raw) && !index.written.has(`${raw}s`),
    )
  )
    return false
  const parts = words.flatMap(partsOf)
  if (parts.length === 0) return true
  const joined = parts.join(' ')
  return (
    index.folded.includes(` ${joined} `) ||
    index.folded.includes(` ${joined.replace(/s$/, '')} `) ||
    index.folded.includes(` ${joined}s `)
  )
}

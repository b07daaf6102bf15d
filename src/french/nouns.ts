import { isAsking, words } from './analysis.ts'
import { isFraming, isProfessionWord, isUnspeakable, isVague } from './stop-words.ts'

/** A word that stands where a noun stands. */
export interface Noun {
  /** As it was written. */
  readonly raw: string
  /** Folded, abbreviations written out ("dev" is "developpeur"). */
  readonly words: readonly string[]
}

const articles = 'un|une|des|les|le|la|du|au|aux|chaque|chez|son|sa|ses|leur|leurs|quel|quelle|quels|quelles'
/** Before a noun too, or before a verb: "pour devenir", "en faisant". */
const prepositions = 'de|en|à|a|par|pour|avec|sans'
const infinitive = /(?:er|ir|oir|re|ant)$/
const pattern = new RegExp(
  String.raw`(?<![\p{L}'’-])(?:(${articles})\s+|(?:${prepositions})\s+(?!(?:${articles})\s)|([ld])['’])([\p{L}][\p{L}-]{2,29})(?![\p{L}-])(?<!-(?:ils?|elles?|on|vous|nous|je|tu))`,
  'giud',
)
/**
 * What a question names, told by the word before it: an article, or a preposition that no infinitive follows. "Ma classe" tells of the
 * asker, not of what is asked. Cheap, and wrong about an adjective now and then.
 */
export function nounsOf(text: string): readonly Noun[] {
  const read = Map.groupBy(words(text), ({ start }) => start)
  const found = new Map<string, Noun>()
  for (const match of withoutLocutions(text).matchAll(pattern)) {
    const [, article, elided, raw] = match
    const own = read.get(match.indices![3]![0]) ?? []
    const noun = { raw: raw!, words: own.map(({ word }) => word) }
    if (
      own.length === 0 ||
      own.every(
        (one) =>
          one.stop ||
          isAsking(one.word) ||
          isVague(one.word) ||
          isFraming(one.word) ||
          isUnspeakable(one.word) ||
          isProfessionWord(one.stem),
      )
    )
      continue
    if (article !== undefined || elided !== undefined || !infinitive.test(noun.words[0]!)) found.set(noun.words[0]!, noun)
  }
  return [...found.values()]
}

/** Turns of phrase whose noun is none, blanked so that every place stays. */
const locutions =
  /(?<![\p{L}'’-])(?:d['’ ]?(?:habitude|abord|accord|ailleurs|office)|(?:de|à la|a la) base|(?:au|à la|a la) (?:final|finale|pire|fait|juste|total|fond|fur|courant|hasard|mieux|niveau)|(?:en|de) (?:gros|général|general|vrai|fait|moyenne|plus|ouf)|du coup|par (?:cœur|coeur|hasard|exemple|contre)|sans (?:blague|faire exprès)|au lieu|en avance|à l['’]aise|pour de (?:vrai|rire)|de rien|un peu)(?![\p{L}-])/giu

const withoutLocutions = (text: string) => text.replace(locutions, (found) => ' '.repeat(found.length))

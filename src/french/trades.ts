import { words } from './analysis.ts'
import { readList } from './word-list.ts'

interface Trade {
  readonly name: string
  readonly words: readonly string[]
}

/** By their first word, longest first. */
const trades = readTrades(new URL('trades.txt', import.meta.url))

/** Before a trade that somebody has, and does not ask about: "je suis comptable", "fils de boulanger", "chez un assureur". */
const had = /^(?:suis|jsuis|chuis|etais|etait|est|sont|chez|ex|ancienne?|fils|fille|pere|mere|parents?|logiciel|cabinet)$/

/** The first trade of `trades.txt` that a text asks about, as the list spells it; null when it names none. Plurals are told from singulars by their "s" alone. */
export function tradeIn(text: string): string | null {
  const said = words(text).map(({ word }) => word)
  const singulars = said.map(singular)
  for (const [at, word] of singulars.entries()) {
    const trade = trades.get(word)?.find(({ words: own }) => own.every((one, i) => singulars[at + i] === one))
    if (trade && !said.slice(Math.max(0, at - 2), at).some((before) => had.test(before))) return trade.name
  }
  return null
}

function singular(word: string): string {
  return word.replace(/(?<=...)[sx]$/, '')
}

function readTrades(file: URL): ReadonlyMap<string, readonly Trade[]> {
  const all = readList(file)
    .flatMap((line) => line.split(','))
    .map((name) => ({ name: name.trim(), words: words(name).map(({ word }) => singular(word)) }))
    .toSorted((a, b) => b.words.length - a.words.length)
  return Map.groupBy(all, (trade) => trade.words[0] ?? '')
}

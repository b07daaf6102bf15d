import { frenchWords } from '../french/dictionary.ts'
import { phonetic } from '../french/phonetic.ts'
import { functionWords } from '../french/stop-words.ts'
import type { Dictionary } from './collect.ts'
import { border } from './data.ts'
import type { SpellingData } from './data.ts'
import { pack, toRows } from './packed.ts'

/** Words shorter than this are never repaired, nor offered as a repair: too many are one slip apart. */
export const minLength = 4
/** From this length on two slips are repaired. */
export const longLength = 8
/** Letters that are left out are among the first ones: bounds the index, as in SymSpell. */
const prefixLength = 7

/** Function words count as this frequent; a stem that is no word of the base, as seen once. */
const functionCount = 200
const stemCount = 1

/**
 * Builds the deletion index: each word stands under the hash of its prefix with no, one or (long words) two letters left out, and
 * under that of its sound. A misspelt word meets it there when its own deletions are looked up, without a scan of the vocabulary.
 */
export function buildSpelling(dictionary: Dictionary, ranks: Uint32Array): SpellingData {
  const spelled = new Map<string, { readonly count: number; readonly term: number }>(dictionary.spelled)
  for (const [stem, term] of dictionary.terms) if (!spelled.has(stem)) spelled.set(stem, { count: stemCount, term })
  for (const word of functionWords()) spelled.set(word, { count: functionCount, term: border })
  const sorted = [...spelled.keys()].filter((word) => word.length > 0).toSorted((a, b) => (a < b ? -1 : 1))
  const counts = Uint32Array.from(sorted, (word) => spelled.get(word)!.count)
  const terms = Uint32Array.from(sorted, (word) => {
    const { term } = spelled.get(word)!
    return term === border ? border : ranks[term]!
  })
  const hashes: number[] = []
  const values: number[] = []
  for (const [rank, word] of sorted.entries()) {
    if (!isRepairable(word)) continue
    const sparse = word.length < longLength - 1 ? [] : deletions(word, 2)
    for (const hash of new Set([...deletions(word, 1), ...sparse]).add(hashOf(`~${phonetic(word)}`))) {
      hashes.push(hash)
      values.push(rank)
    }
  }
  const rows = 2 ** Math.max(4, Math.ceil(Math.log2(hashes.length + 1)))
  const { starts, entries } = toRows(
    Uint32Array.from(hashes, (hash) => hash & (rows - 1)),
    values,
    rows,
  )
  return { words: pack(sorted), counts, terms, starts, entries, french: frenchWords() }
}

/** Only plain letters, and enough of them. */
export function isRepairable(word: string): boolean {
  return word.length >= minLength && /^[a-z]+$/.test(word)
}

/** Hashes of a word's prefix with no and one letter left out (`count` 1), or with two (`count` 2). */
export function deletions(word: string, count: 1 | 2): readonly number[] {
  const length = Math.min(word.length, prefixLength)
  const hashes = count === 1 ? [hashWithout(word, length, -1, -1)] : []
  for (let first = 0; first < length; first++) {
    if (count === 1) hashes.push(hashWithout(word, length, first, -1))
    else for (let second = first + 1; second < length; second++) hashes.push(hashWithout(word, length, first, second))
  }
  return hashes
}

export function hashOf(key: string): number {
  return hashWithout(key, key.length, -1, -1)
}

/** FNV-1a over the first `length` letters but two. */
function hashWithout(word: string, length: number, first: number, second: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < length; i++) {
    if (i !== first && i !== second) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  }
  // The low bits choose the row: mix the high ones in.
  hash ^= hash >>> 15
  return hash >>> 0
}

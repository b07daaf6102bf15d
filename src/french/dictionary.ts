import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fold } from './fold.ts'

/** 2^22 bits and seven hashes for 324,000 folded words: one stranger in 450 passes for French. */
const bits = 22
const hashes = 7

const require = createRequire(import.meta.url)
let built: Uint32Array | null = null

/**
 * The 336,000 inflected French words of `an-array-of-french-words`, folded, as a Bloom filter of 512 KiB. Made once a thread, in about 50 ms: not on
 * the event loop that answers.
 *
 * @returns A copy: its buffer may be transferred.
 */
export function frenchWords(): Uint32Array {
  return (built ??= build()).slice()
}

/** Whether a folded word is French, as far as the filter knows: such a word is not misspelt, even where a base does not use it. */
export function isFrench(filter: Uint32Array, word: string): boolean {
  const [first, step] = hashesOf(word, 0, word.length)
  for (let i = 0, at = first; i < hashes; i++, at = (at + step) >>> 0)
    if (!((filter[(at >>> 5) & wordMask]! >>> (at & 31)) & 1)) return false
  return true
}

const wordMask = 2 ** (bits - 5) - 1

function build(): Uint32Array {
  const text = foldLetters(readFileSync(require.resolve('an-array-of-french-words'), 'utf8'))
  const filter = new Uint32Array(wordMask + 1)
  for (let from = text.indexOf('"') + 1; from > 0; from = text.indexOf('"', from) + 1) {
    const to = text.indexOf('"', from)
    const [first, step] = hashesOf(text, from, to)
    for (let i = 0, at = first; i < hashes; i++, at = (at + step) >>> 0) filter[(at >>> 5) & wordMask]! |= 1 << (at & 31)
    from = to + 1
  }
  return filter
}

/** `fold` letter by letter, each once: the list is lower case and holds a few dozen accented ones. */
function foldLetters(text: string): string {
  const folded = new Map<string, string>()
  const letter = (raw: string): string => {
    const known = folded.get(raw) ?? fold(raw)
    folded.set(raw, known)
    return known
  }
  return text.replace(/[^\0-\x7f]/g, letter)
}

/** Two FNV-1a, by which all the others are made (Kirsch and Mitzenmacher, 2006). The step is odd. */
function hashesOf(text: string, from: number, to: number): readonly [number, number] {
  let first = 0x811c9dc5
  let second = 0x01234567
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    first = Math.imul(first ^ unit, 0x01000193)
    second = Math.imul(second ^ unit, 0x0100019d)
  }
  first ^= first >>> 15
  second ^= second >>> 13
  return [first >>> 0, (second | 1) >>> 0]
}

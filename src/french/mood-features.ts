import { readList } from './word-list.ts'

interface Families {
  readonly words: ReadonlyMap<string, readonly string[]>
  readonly prefixes: ReadonlyMap<string, readonly string[]>
}

const families = readFamilies(new URL('mood-families.txt', import.meta.url))
const longestPrefix = Math.max(...[...families.prefixes.keys()].map(({ length }) => length))

/** A message up to this long is weighed whole, too. */
const wholeWords = 80
const windowWords = 14
const windowStep = 5

/** A text's words as they are weighed: all of them, then each window of a longer one, for danger is often one clause beside an ordinary question. */
export function windowsOf(words: readonly string[]): readonly (readonly string[])[] {
  const windows: (readonly string[])[] = words.length <= wholeWords ? [words] : []
  for (let at = 0; words.length > windowWords && at < words.length - windowWords + windowStep; at += windowStep)
    windows.push(words.slice(at, at + windowWords))
  return windows
}

/**
 * What is weighed, each once: words, pairs and triples of words, parts of words (four and five letters, with `<` and `>` at the ends), the families that occur,
 * pairs of them anywhere, pairs and triples of them in order with the words between left out ("mon oncle, le soir, me touche"), and families beside words.
 */
export function featuresOf(words: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (let length = 1; length <= 3; length++)
    for (let at = 0; at + length <= words.length; at++) found.add(words.slice(at, at + length).join(' '))
  for (const word of words) {
    const bounded = `<${word}>`
    for (let size = 4; size <= 5; size++)
      for (let at = 0; at + size <= bounded.length; at++) found.add(`#${bounded.slice(at, at + size)}`)
  }
  const each = words.map(familiesOf)
  const said = each.filter((own) => own.length > 0)
  addGrams(found, '%', said, 1)
  addGrams(found, '%', said, 2)
  addGrams(found, '%', said, 3)
  for (let at = 0; at + 1 < words.length; at++) {
    for (const family of each[at]!) found.add(`%${family} ${words[at + 1]!}`)
    for (const family of each[at + 1]!) found.add(`${words[at]!} %${family}`)
  }
  const all = [...new Set(said.flat())].toSorted()
  for (const [at, one] of all.entries()) for (const other of all.slice(at + 1)) found.add(`+${one} ${other}`)
  return found
}

/** Every way to read `length` neighbours. */
function addGrams(found: Set<string>, mark: string, read: readonly (readonly string[])[], length: 1 | 2 | 3): void {
  for (let at = 0; at + length <= read.length; at++) {
    let grams = read[at]!
    for (let next = 1; next < length; next++) grams = grams.flatMap((gram) => read[at + next]!.map((one) => `${gram} ${one}`))
    for (const gram of grams) found.add(mark + gram)
  }
}

/** Nothing of what pupils write is kept: each word is looked up anew. */
function familiesOf(word: string): readonly string[] {
  const found = new Set(families.words.get(word))
  for (let length = 1; length <= Math.min(word.length, longestPrefix); length++)
    for (const family of families.prefixes.get(word.slice(0, length)) ?? []) found.add(family)
  return [...found]
}

function readFamilies(file: URL): Families {
  const words = new Map<string, string[]>()
  const prefixes = new Map<string, string[]>()
  for (const line of readList(file)) {
    const [family, members] = line.split(' : ')
    for (const member of members?.split(' ') ?? []) {
      const [into, key] = member.endsWith('*') ? [prefixes, member.slice(0, -1)] : [words, member]
      into.set(key, [...(into.get(key) ?? []), family!])
    }
  }
  return { words, prefixes }
}

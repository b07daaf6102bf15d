import { stemmer } from '@orama/stemmers/french'

import { fold } from './fold.ts'
import { readList } from './word-list.ts'

/** Shorter words and stems are left as they are. */
const shortest = 4

const inflections = readInflections(new URL('inflections.txt', import.meta.url))

/**
 * What most forms of a French word share, and few other words do: Snowball French, helped where folded words need it. A form that
 * `inflections.txt` names is read as its word. Regular feminines, plurals and nouns in "-fication", which Snowball knows by their accents or
 * takes for verbs, are read as masculines, singulars and verbs. Stems whose last consonant is spelled in two ways ("public" and "publique",
 * "long" and "longue", "actif" and "active") end alike.
 *
 * @param word Folded. What holds a digit is its own stem.
 */
export function stem(word: string): string {
  if (/\d/.test(word)) return word
  const fixed = inflections.stems.get(word)
  if (fixed !== undefined) return fixed
  const stemmed = stemmer(regular(inflections.words.get(word) ?? word))
  return stemmed.length < shortest ? stemmed : stemmed.replace(/c?qu$/, 'c').replace(/gu$/, 'g').replace(/iv$/, 'if')
}

function regular(word: string): string {
  const masculine = word.replace(/trice(s?)$/, 'teur$1').replace(/([^aeiouyr])euse(s?)$/, '$1eur$2')
  if (masculine.length <= shortest) return masculine
  return masculine
    .replace(/ees?$/, 'e')
    .replace(/iere(s?)$/, 'ier$1')
    .replace(/([ou]|[^v]er|(?:i|er)on)s$/, '$1')
    .replace(/ifi(?:er|cations?)$/, 'ifie')
    .replace(/ications?$/, 'iquer')
}

interface Inflections {
  /** Form → its word. */
  readonly words: ReadonlyMap<string, string>
  /** Form → its stem, where another word would share it. */
  readonly stems: ReadonlyMap<string, string>
}

/** "mot : formes" or "radical = formes"; "(,re,de)mot : formes" stands for three lines, each with its prefix before every form. What cannot be read is left out. */
function readInflections(file: URL): Inflections {
  const words = new Map<string, string>()
  const stems = new Map<string, string>()
  for (const line of readList(file)) {
    const [, prefixes = '', word = '', mark, forms = ''] = /^(?:\(([^)]*)\))?([^:=]+)([:=])(.+)$/.exec(fold(line)) ?? []
    for (const prefix of prefixes.split(','))
      for (const form of forms.split(','))
        (mark === '=' ? stems : words).set(prefix.trim() + form.trim(), prefix.trim() + word.trim())
  }
  return { words, stems }
}

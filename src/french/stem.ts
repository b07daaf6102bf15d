import { stemmer } from '@orama/stemmers/french'

import { fold } from './fold.ts'
import { readList } from './word-list.ts'

/** Shorter words and stems are left as they are. */
const shortest = 4

/** Form → its word, as `inflections.txt` has them. */
const inflections = readInflections(new URL('inflections.txt', import.meta.url))

/**
 * What all forms of a French word share, and other words do not: Snowball French, helped where folded words need it. A form that
 * `inflections.txt` names is read as its word. Regular feminines, plurals and nouns in "-fication", which Snowball knows by their accents or
 * takes for verbs, are read as masculines, singulars and verbs. Stems whose last consonant is spelled in two ways ("public" and "publique",
 * "long" and "longue", "actif" and "active") end alike.
 *
 * @param word Folded. What holds a digit is its own stem.
 */
export function stem(word: string): string {
  if (/\d/.test(word)) return word
  const stemmed = stemmer(regular(inflections.get(word) ?? word))
  return stemmed.length < shortest ? stemmed : stemmed.replace(/c?qu$/, 'c').replace(/gu$/, 'g').replace(/iv$/, 'if')
}

function regular(word: string): string {
  const masculine = word.replace(/trice(s?)$/, 'teur$1').replace(/([^aeiouyr])euse(s?)$/, '$1eur$2')
  if (masculine.length <= shortest) return masculine
  return masculine
    .replace(/ees?$/, 'e')
    .replace(/iere(s?)$/, 'ier$1')
    .replace(/([aou]|[^v]er|(?:i|er)on)s$/, '$1')
    .replace(/ifi(?:er|cations?)$/, 'ifie')
    .replace(/ications?$/, 'iquer')
}

/** A line is "mot : formes"; "(,re,de)mot : formes" stands for three such lines, each with its prefix before every form. */
function readInflections(file: URL): ReadonlyMap<string, string> {
  const read = new Map<string, string>()
  for (const line of readList(file)) {
    const [, prefixes = '', word = '', forms = ''] = /^(?:\(([^)]*)\))?([^:]+):(.+)$/.exec(fold(line)) ?? []
    for (const prefix of prefixes.split(','))
      for (const form of forms.split(',')) read.set(prefix.trim() + form.trim(), prefix.trim() + word.trim())
  }
  return read
}

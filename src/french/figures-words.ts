const units = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(' ')
const values = new Map<string, number>(units.map((word, value) => [word, value]))
for (const [word, value] of [
  ['une', 1],
  ['vingt', 20],
  ['vingts', 20],
  ['trente', 30],
  ['quarante', 40],
  ['cinquante', 50],
  ['soixante', 60],
  ['septante', 70],
  ['huitante', 80],
  ['nonante', 90],
  ['cent', 100],
  ['cents', 100],
  ['mille', 1000],
] as const) {
  values.set(word, value)
}
const about = new Map([
  ['dizaine', 10],
  ['douzaine', 12],
  ['quinzaine', 15],
  ['vingtaine', 20],
  ['trentaine', 30],
  ['quarantaine', 40],
  ['cinquantaine', 50],
  ['soixantaine', 60],
  ['centaine', 100],
])
const word = `(?:${[...values.keys()].toSorted((a, b) => b.length - a.length).join('|')})`
const run = new RegExp(`(?<![\\p{L}\\d-])${word}(?:(?:-| et |-et-| )${word})*(?![\\p{L}\\d])(?!-\\p{L})`, 'giu')
const roundly = new RegExp(`(?<!\\p{L})une (${[...about.keys()].join('|')})(?= d)`, 'giu')
const roundlyRest = new RegExp(`^ (?:${[...about.keys()].join('|')}) d`, 'iu')

export interface NumberWords {
  readonly start: number
  readonly text: string
  readonly value: number
}

/** "quatre-vingt-dix-sept" is 97, "deux mille cinq cents" 2500. */
function valueOf(text: string): number {
  let [total, group] = [0, 0]
  for (const part of text.toLowerCase().split(/-et-| et |[- ]/)) {
    const value = values.get(part) ?? 0
    if (value === 1000) {
      total += (group || 1) * 1000
      group = 0
    } else if (value === 100) group = (group || 1) * 100
    else if (value === 20 && group % 100 === 4) group += 76
    else group += value
  }
  return total + group
}

/** Numbers written in words, in French, with what they are worth. "une trentaine d'heures" is about thirty hours. */
export function* numberWords(plain: string): Iterable<NumberWords> {
  for (const match of plain.matchAll(roundly)) {
    const of = /^ d(?:'|e )/.exec(plain.slice(match.index + match[0].length))?.[0].trimEnd() ?? ''
    yield { start: match.index, text: `${match[0]}${of}`, value: about.get(match[1]!.toLowerCase())! }
  }
  for (const { 0: text, index } of plain.matchAll(run)) {
    const rest = plain.slice(index + text.length)
    if (!/^une$/i.test(text) || !roundlyRest.test(rest)) yield { start: index, text, value: valueOf(text) }
  }
}

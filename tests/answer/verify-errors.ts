import type { Passage } from '../../src/domain/knowledge.ts'
import { figures } from '../../src/french/figures.ts'

/** A sentence with what it is given to cite. */
export interface Case {
  readonly kind: string
  readonly text: string
  readonly passages: readonly Passage[]
}

/** A small generator of random numbers, so that a failing case can be found again (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const invented = [
  'Novalia',
  'Institut Galatée',
  'Sup Kairos',
  'Digital Campus Nord',
  'EPSIA',
  'Nexora',
  'École Vauban du numérique',
  'Groupe Altéis',
  'OpenSkill',
  'HumanTech Lyon',
]
const units: readonly (readonly [RegExp, string])[] = [
  [/\bbruts?\b(?! ou net| non)/, 'net'],
  [/(?<!brut ou )\bnets?\b(?! non)/, 'brut'],
  [/\bpar mois\b/, 'par an'],
  [/\bpar an\b/, 'par mois'],
  [/\bpar jour\b/, 'par mois'],
  [/€/, '$'],
  [/\$/, '€'],
  [/(?<=\d (?:à \d+ )?)ans\b/, 'mois'],
  [/(?<=\d )mois\b/, 'ans'],
  [/(?<=\d )heures\b/, 'semaines'],
  [/(?<=\d)[ \u00a0\u202f]%/, ' €'],
]
const endMark = /[ \u00a0]*[.!?…]*$/

/** Errors planted into the base's own sentences; each result is false of the passage that it cites. */
export function plantErrors(base: readonly Passage[], seed: number): readonly Case[] {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const cases: Case[] = []
  for (const passage of base) {
    const add = (kind: string, text: string) => {
      if (!passage.text.includes(text)) cases.push({ kind, text: `${text.replace(endMark, '')} [1].`, passages: [passage] })
    }
    for (const { text } of passage.sentences) {
      for (const figure of figures(text)) {
        const digits = figure.raw.match(/\d[\d \u00a0\u202f]*(?:,\d+)?/)?.[0].trim()
        if (!digits) continue
        const put = (value: string) => text.slice(0, figure.start) + figure.raw.replace(digits, value) + text.slice(figure.end)
        const number = Number(digits.replace(/[ \u00a0\u202f]/g, '').replace(',', '.'))
        if (figure.kind === 'year') add('year', put(String(number + pick([-3, -2, -1, 1, 2]))))
        else if (figure.kind === 'date')
          add(
            'year',
            text.slice(0, figure.start) +
              figure.raw.replace(/(?:19|20)\d\d/, (year) => String(Number(year) + pick([-2, -1, 1, 2]))) +
              text.slice(figure.end),
          )
        else
          add(
            'figure',
            put(number >= 1000 ? String(number + pick([-500, 500, 1000, 100])) : String(number + pick([1, 2, 5, 10]))),
          )
      }
      for (const [from, to] of units) if (from.test(text) && figures(text).length > 0) add('unit', text.replace(from, to))
      const name =
        /(?<=(?:[Ss]elon|chez|par|d’après|d'après|école|entreprise|comme|chez) (?:l[ae'’] ?)?)\p{Lu}[\p{L}-]+(?:[ .]\p{Lu}[\p{L}-]+)*/u.exec(
          text,
        )
      if (name) add('school', text.slice(0, name.index) + pick(invented) + text.slice(name.index + name[0].length))
      if (random() < 0.15) add('school', `${pick(invented)} propose cette formation : ${text[0]!.toLowerCase()}${text.slice(1)}`)
    }
    const other = pick(base)
    const [first, second] = [pick(passage.sentences).text, pick(other.sentences).text]
    if (other !== passage && first.length > 60 && second.length > 60) {
      const stitched =
        `${first.slice(0, first.indexOf(' ', first.length / 2))} ${second.slice(second.indexOf(' ', second.length / 2) + 1)}`
          .replace(endMark, '')
          .replace(/[«»“”"]/g, '')
      add('quote', `La base dit : « ${stitched} »`)
    }
  }
  return cases
}

/** What a model does to a sentence without making it false: other spellings of figures, another order, words around it. */
export function paraphrase(base: readonly Passage[], seed: number): readonly Case[] {
  const random = createRandom(seed)
  const ways: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text.replace(/(\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '$1'),
    (text) => text.replace(/(\d)[ \u00a0](?=\d{3}(?!\d))/g, '$1\u202f').replace(/ €/g, '\u00a0€'),
    (text) => text.replace(/€/g, 'euros').replace(/(?<=\d) %/g, ' pour cent'),
    (text) =>
      text.replace(/\b(\d+)[ \u00a0\u202f]000(?: à (\d+)[ \u00a0\u202f]000)? €/g, (_, low: string, high?: string) =>
        high ? `${low} à ${high} k€` : `${low} k€`,
      ),
    (text) => text.replace(/ (brut|net) par mois/g, ' $1s mensuels').replace(/ (brut|net) par an/g, ' $1s annuels'),
    (text) => `En clair, ${text[0]!.toLowerCase()}${text.slice(1)}`,
    (text) =>
      `D'après la base, ${/^\p{Lu}\p{Ll}* /u.test(text) && /^(?:Le|La|Les|Un|Une|En|Des|Ce|Cette|Il|Elle|Pour|Au|À|Selon) /.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text}`,
    (text) =>
      text.replace(
        /^Selon ([^,]+), (.)(.*?)\.?$/su,
        (_, who: string, first: string, rest: string) => `${first.toUpperCase()}${rest}, selon ${who}.`,
      ),
    (text) => `**${text.split(' ').slice(0, 3).join(' ')}** ${text.split(' ').slice(3).join(' ')}`,
    (text) => text.replace(/ ; .*$/s, '.'),
    (text) => text.replace(/ \([^()]*\)/g, ''),
  ]
  return base.flatMap((passage) =>
    passage.sentences.map(({ text, kind }) => {
      const changed = ways[Math.floor(random() * ways.length)]!(text)
      return { kind, text: kind === 'phrase' ? `${changed.replace(endMark, '')} [1].` : `- ${changed} [1]`, passages: [passage] }
    }),
  )
}

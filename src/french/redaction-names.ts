import { fold } from './fold.ts'
import { stopWords } from './stop-words.ts'

const first = "\\p{Lu}[\\p{L}'’]*(?:-\\p{Lu}?[\\p{L}'’]+)*"
const title =
  '(?:M\\.|M|Mr\\.?|Mme\\.?|Mmes|Mlle\\.?|MM\\.|Monsieur|Madame|Mademoiselle|[mM]onsieur|[mM]adame|mr\\.?|mme|mlle|Dr\\.?|Docteur|Pr\\.?|Me|Maître)'
const name = `${first}(?: (?:(?:de |du |des |d['’]|le |la |el |al |ben |van |von )?${first}))`
/** A titled name: "M. Dupont", "madame Le Gall". */
const titled = new RegExp(`(?<![\\p{L}\\d])(${title}) (${name}{0,3})(?![\\p{L}])`, 'gu')
/** After these a name comes, in whatever case. */
const cue =
  "(?:je m['’ ]?appel+e?s?|jm['’ ]?appel+e?|j['’]mappel+e?|je me nomme|mon (?:pr[ée])?nom (?:complet )?(?:c['’]est|est|:)|mon nom de famille (?:c['’]est|est)|moi c['’]est|moi ?,? cest|(?:il|elle|on|iel) s['’]appell?e|(?:qui |s['’])?s['’]appell?e|ils s['’]appellent|(?:on|ils) m['’]appell?e(?:nt)?|my name is|my name['’]s|i['’]?m called|(?<=^|\\n)sign[ée] ?:?|cordialement,?|bien à (?:vous|toi),?)"
const cued = new RegExp(`(?<!\\p{L})(${cue}[ :,\\n]+(?:${title} )?)([\\p{L}'’-]{2,30}(?: [\\p{L}'’-]{2,30}){0,4})`, 'giu')
/** Kin and school people, then a first name with its capital: "mon prof Dupont", "ma sœur Léa". */
const relation =
  "(?:[mtsMTS](?:on|a|es)|[nNvV]otre|[lL]e|[lL]a|[uU]ne?) (?:meilleure? )?(?:prof(?:esseure?)?|maître(?:sse)?|cpe|CPE|proviseure?|principale?|directeur|directrice|conseill[eè]re?|psy|ami?e?|pote|copine?|copain|fr[èe]re|s[œo]e?ur|m[èe]re|p[èe]re|cousine?|oncle|tante|voisine?|camarade|tuteur|tutrice|tut[ou]r|patron(?:ne)?|chef(?:fe)?|coll[èe]gue|m[ée]decin|infirmi[eè]re?|surveillante?|mec|meuf)(?: principale?)?(?: (?:de|d['’]|en) ?(?:maths?|fran[çc]ais|anglais|philo|histoire(?:-g[ée]o)?|g[ée]o|physique(?:-chimie)?|svt|SVT|ses|SES|nsi|NSI|eps|EPS|sport|espagnol|allemand|techno|arts?|musique|info(?:rmatique)?|lyc[ée]e|coll[èe]ge|classe|stage|cousine?))?,?"
const related = new RegExp(
  `(?<!\\p{L})(${relation} )(?!(?:M|Mr|Mme|Mlle|Dr|Pr)\\b)(${first}(?: (?:de |du |d['’]|le |la )?${first}){0,2})(?!\\p{L})`,
  'gu',
)

/** Words after a cue that are no name: "je m'appelle pas", "elle s'appelle reviens". */
const noName = new Set(
  'pas plus aussi comment je tu il elle nous et ou mais que qui quoi comme en de du un une le la les quand parcoursup'.split(' '),
)
const placeholder = '[nom]'

/** Replaces the name of a person where a cue announces it; the cue and the title stay. */
export function redactNames(text: string): string {
  return text
    .replace(cued, (found, before: string, named: string, at: number) => {
      if (/comment (?:(?:il|elle|on|ils|elles) )?$/i.test(text.slice(Math.max(0, at - 20), at)) || /^[ldc]['’]/i.test(named))
        return found
      const ends = /^ *(?:[.,;!?\n]|$)/.test(text.slice(at + found.length))
      return nameAfter(before, named.split(' '), ends) ?? found
    })
    .replace(titled, (_, before: string) => `${before} ${placeholder}`)
    .replace(related, (found, before: string, named: string) => (isAcronym(named) ? found : `${before}${placeholder}`))
}

/** Takes the capitals after a cue; in small letters the first word, and a second one that ends the sentence ("je m'appelle léa et je …"). */
function nameAfter(before: string, words: readonly string[], ends: boolean): string | null {
  const isWord = (word: string) => noName.has(fold(word)) || stopWords.has(fold(word))
  if (isWord(words[0]!) && !/^\p{Lu}\p{Ll}/u.test(words[0]!)) return null
  let length = 1
  if (/^\p{Lu}/u.test(words[0]!))
    while (length < words.length && (/^\p{Lu}/u.test(words[length]!) || isParticle(words, length))) length++
  else if (words.length === 2 && ends && !isWord(words[1]!)) length = 2
  return [`${before}${placeholder}`, ...words.slice(length)].join(' ')
}

/** "de La Tour", and "Le gall" as it is often typed. */
const isParticle = (words: readonly string[], at: number) =>
  (/^(?:de|du|des|le|la|el|al|ben|van|von)$/.test(words[at]!) && /^\p{Lu}/u.test(words[at + 1] ?? '')) ||
  /^(?:De|Du|Des|Le|La|El|Al|Ben|Van|Von)$/.test(words[at - 1]!)
const isAcronym = (word: string) => /^\p{Lu}{2,}$/u.test(word)

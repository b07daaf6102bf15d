import type { Base } from '../domain/ports.ts'
import type { Turn } from '../domain/question.ts'
import { tokens } from '../french/analysis.ts'
import { nameStems } from './grounds.ts'

/** What may follow an ordinal that stands for a profession: no noun, as in "le premier salaire", "la première année". */
const after = String.raw`(?=\s*(?:$|[?!.,:;])|\s+(?:c['’]|(?:est|il|elle|on|qui|quels?|quelles?|combien|comment|gagne|paie|paye|a|ça|ca)(?!\p{L})))`
const both = /(?<!\p{L})(?:lequel|laquelle|lesquels|(?:les|des|entre les) (?:deux|2))(?!\p{L})/iu
const first = new RegExp(String.raw`(?<!\p{L})(?:le|la|du|au) (?:premi[eè]re?|1[eè]re?|1er)${after}`, 'iu')
const second = new RegExp(String.raw`(?<!\p{L})(?:(?:le|la|du|au) (?:seconde?|deuxi[eè]me|2[eè]me|2e)|l['’]autre)${after}`, 'iu')
const comparing =
  /(?<!\p{L})(?:mieux|plus|moins|autant|aussi|pareil)(?!\p{L}).*(?<!\p{L})qu(?:e |['’])(?:un |une |le |la |l['’])?(?=\p{L})/iu

/**
 * Slugs that a question points at without naming them: of the professions compared before ("lequel", "les deux", "le premier", "l'autre"), or the
 * last one, beside the one that it is compared with ("il est mieux payé qu'un data analyst ?"). Empty when it points at none.
 *
 * @param turns At least one.
 */
export function pointedAt(text: string, turns: readonly Turn[], base: Base): readonly string[] {
  const named = base.index.resolve(text)
  if (named.kind === 'named') {
    const { metier } = turns.at(-1)!
    const [other] = named.slugs
    const isBeside = named.slugs.length === 1 && metier !== null && metier !== other && isComparedWith(other!, text, base)
    return isBeside ? [metier, other!] : []
  }
  const compared = lastNamed(turns, base)
  if (compared.length < 2) return []
  if (both.test(text)) return compared
  return first.test(text) ? compared.slice(0, 1) : second.test(text) ? compared.slice(1, 2) : []
}

/** The text without the ordinals that point. */
export function withoutOrdinals(text: string): string {
  return text.replace(first, ' ').replace(second, ' ').trim()
}

/** "Mieux payé qu'un data analyst", not "plus que le bac". */
function isComparedWith(slug: string, text: string, base: Base): boolean {
  const said = comparing.exec(text)
  const next = said === null ? undefined : tokens(text.slice(said.index + said[0].length))[0]
  return next !== undefined && nameStems([slug], base).has(next.stem)
}

/** Those of the last turn that names any. */
function lastNamed(turns: readonly Turn[], base: Base): readonly string[] {
  for (const turn of turns.toReversed()) {
    const named = base.index.resolve(turn.question)
    if (named.kind === 'named') return named.slugs
  }
  return []
}

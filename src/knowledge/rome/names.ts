import { fold } from '../../french/fold.ts'

/**
 * The names that an appellation of the ROME stands for, masculine first: `Abatteur / Abatteuse de carrière` is "Abatteur
 * de carrière" and "Abatteuse de carrière"; `Analyste cogniticien / cogniticienne informatique` shares both its ends. What
 * stands in brackets is an aside; an acronym (`-ASEM-`) is part of one form of the name and left out of another.
 */
export function expandName(appellation: string): readonly string[] {
  const plain = squeeze(appellation.replace(/\([^)]*\)/g, ' '))
  const [first = '', ...others] = plain.split(' / ')
  const pair = others.reduce<Pair>(([he, she], part) => [join(he, part)[0], join(she, part)[1]], [first, first])
  return [
    ...new Set(pair.flatMap((name) => [name, squeeze(name.replace(/ -\s?[\p{Lu}\d]{2,}(?:-[\p{Lu}\d]+)*\s?-(?= |$)/gu, ' '))])),
  ].filter((name) => name !== '')
}

type Pair = readonly [string, string]

/** `left / right` as two whole names. */
function join(left: string, right: string): Pair {
  const [first, second] = [left.split(' '), right.split(' ')]
  // A small letter goes on with the last words ("Agent d’accueil principal / principale"), a capital starts the name anew.
  const lower = /^\p{Ll}/u.test(right)
  const isTwin = (word: string) => alike(word, second[0]!) && /^\p{Ll}/u.test(word) === lower
  const twin = lower ? first.findLastIndex(isTwin) : first.findIndex(isTwin)
  if (twin !== -1) {
    const shared = second.slice(first.length - twin)
    return [[...first, ...shared].join(' '), [...first.slice(0, twin), ...second].join(' ')]
  }
  // No common word. `Valet / Femme de chambre`: the first word is the other's; `Layout man / woman`: the last one is.
  if (first.length === 1) return second.includes(fold(left)) ? [left, right] : [[left, ...second.slice(1)].join(' '), right]
  if (!lower && (second.length > 1 || fold(left).includes(fold(right)))) return [left, right]
  return [[...first, ...second.slice(1)].join(' '), [...first.slice(0, -1), ...second].join(' ')]
}

/** Masculine and feminine of one word begin alike. */
const alike = (a: string, b: string) => fold(a).slice(0, 3) === fold(b).slice(0, 3)
const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()

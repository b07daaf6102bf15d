import { tokens } from '../french/analysis.ts'
import { fold } from '../french/fold.ts'
import { stem } from '../french/stem.ts'
import { leadIns } from '../texts/fr/lead-ins.ts'

const key = (text: string) =>
  fold(text)
    .replace(/^\s*(?:[-*+•–]|\d{1,3}[.)])\s+/, '')
    .replace(/[\s.,;:!?…]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
const openings: ReadonlySet<string> = new Set(leadIns.openings.map(key))
const advice: ReadonlySet<string> = new Set(leadIns.advice.map(key))
const heads = new Set(leadIns.tableHeads.flatMap((line) => line.split(', ').map((word) => stem(fold(word)))))

/** What an uncited sentence is on the closed list as, or null. */
export function leadInOf(plain: string): 'opening' | 'advice' | null {
  const said = key(plain)
  if (openings.has(said)) return 'opening'
  return advice.has(said) ? 'advice' : null
}

/** A table's separator, or a header whose every word is on the closed list. */
export function isTableHead(plain: string): boolean {
  if (/^[|\s:-]+$/.test(plain)) return true
  return !/[<>@\d[\]]|:\/\//.test(plain) && tokens(plain).every((token) => heads.has(token.stem))
}

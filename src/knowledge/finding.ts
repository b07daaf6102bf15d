import type { Finding, Severity } from '../domain/knowledge.ts'
import type { Remark } from '../texts/fr/knowledge.ts'

/** A finding from one of the texts of `knowledge check`. */
export function finding(file: string, line: number, severity: Severity, remark: Remark): Finding {
  return { file, line, severity, reason: remark.reason, remedy: remark.remedy }
}

/** The known word nearest to a mistyped one, or null when none is within a third of its letters. */
export function nearest(word: string, known: Iterable<string>): string | null {
  let best: string | null = null
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  const typed = word.toLowerCase()
  for (const candidate of known) {
    if (Math.abs(candidate.length - typed.length) >= least) continue
    const steps = distance(typed, candidate.toLowerCase())
    if (steps < least) [best, least] = [candidate, steps]
  }
  return best
}

/** Levenshtein distance in UTF-16 units. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}

import { fold } from '../../french/analysis.ts'

/**
 * The names that an appellation of the ROME stands for: `Abatteur / Abatteuse de carrière` is "Abatteur de carrière" and
 * "Abatteuse de carrière"; `Analyste cogniticien / cogniticienne informatique` shares both its ends.
 */
export function expandName(appellation: string): readonly string[] {
  const plain = appellation.replace(/\([^)]*\)/g, '').replace(/\s+/g, ' ').trim()
  const [left, right, ...more] = plain.split(' / ')
  if (left === undefined || right === undefined || more.length > 0) return [plain]
  const [first, second] = [left.split(' '), right.split(' ')]
  const twin = first.findIndex((word) => alike(word, second[0]!))
  if (twin === -1) return [left, right]
  const shared = second.slice(1 + (first.length - 1 - twin))
  return [[...first, ...shared].join(' '), [...first.slice(0, twin), ...second].join(' ')]
}

/** Masculine and feminine of one word begin alike. */
const alike = (a: string, b: string) => fold(a).slice(0, 3) === fold(b).slice(0, 3)

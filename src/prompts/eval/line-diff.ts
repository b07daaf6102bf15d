/** A line of a diff: `=` in both, `-` only before, `+` only after. */
export interface DiffLine {
  readonly kind: '=' | '-' | '+'
  readonly text: string
}

/** The shortest edit from one text to the other, line by line. Quadratic: for prompts and answers, not for books. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)]
  // common[i][j]: lines in common of a from i and b from j.
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
    }
  }
  const out: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push({ kind: '=', text: a[i]! })
      i += 1
      j += 1
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!))
      out.push({ kind: '-', text: a[i++]! })
    else out.push({ kind: '+', text: b[j++]! })
  }
  return out
}

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))

/**
 * The diff as text, changed lines with some around them; `…` stands for what is left out.
 *
 * @returns No line when the texts are equal.
 */
export function showDiff(before: string, after: string, around = 2): readonly string[] {
  const lines = diffLines(before, after)
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== '='))
  return lines.flatMap(({ kind, text }, at) => {
    if (near[at]) return [`${kind === '=' ? ' ' : kind} ${text}`]
    return near[at - 1] ? ['  …'] : []
  })
}

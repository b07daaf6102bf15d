const container = /^[ \t]*(?:(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))[ \t]*)*/
const marker = /[>*+-]|\d+[.)]/g
const delimiter = /[*_~\]]/g
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/
const freshLine = /^[ \t]*(?:$|[-*+>][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t])/

/** Far above what people write, far below what takes the parser a second. */
const limits = { depth: 16, indent: 120, perParagraph: 2_000, perPage: 20_000, lines: 10_000, underlines: 500 }

/**
 * Whether Markdown is nested or marked beyond what any page needs. The parser takes quadratic time and more on such text
 * (32 KiB of `1. 1. 1. …` take 18 s), so it never sees it.
 */
export function isTangled(text: string): boolean {
  let inParagraph = 0
  let inPage = 0
  let underlines = 0
  const lines = text.split('\n')
  if (lines.length > limits.lines) return true
  for (const line of lines) {
    const prefix = container.exec(line)![0]
    if ((prefix.match(marker)?.length ?? 0) > limits.depth) return true
    if (prefix.length > limits.indent && prefix.trim() === '') return true
    const count = line.match(delimiter)?.length ?? 0
    inParagraph = freshLine.test(line) ? count : inParagraph + count
    inPage += count
    if (underline.test(line)) underlines += 1
    if (inParagraph > limits.perParagraph || inPage > limits.perPage || underlines > limits.underlines) return true
  }
  return false
}

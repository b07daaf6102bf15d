/** A stretch of Markdown that must not be cut without closing it before and opening it again after. */
export interface Span {
  /** From the first character of its opening mark … */
  readonly start: number
  /** … to behind the last one of its closing mark; the text's length when it is never closed. */
  readonly end: number
  /** What opens it again on the next page, and what closes it on this one. */
  readonly opening: string
  readonly closing: string
}

const fence = '```'
const marks = ['***', '**', '__', '~~', '||', '*', '_'] as const

/** Fences, code and emphasis of a text. A fence that is never closed runs to the end; any other mark without its twin is plain text. */
export function findSpans(text: string): readonly Span[] {
  const spans: Span[] = []
  const open: { mark: string; start: number }[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === '\\') {
      at += 2
      continue
    }
    const code = codeSpan(text, at)
    if (code !== null) {
      spans.push(code)
      at = code.end
      continue
    }
    const mark = text[at] === '`' ? /^`+/.exec(text.slice(at))![0] : marks.find((candidate) => text.startsWith(candidate, at))
    if (mark === undefined) {
      at += 1
      continue
    }
    toggle(text, at, mark, open, spans)
    at += mark.length
  }
  return spans
}

function codeSpan(text: string, start: number): Span | null {
  if (text.startsWith(fence, start)) {
    const language = /^[\w+-]*(?=\n)/.exec(text.slice(start + 3, start + 40))?.[0] ?? ''
    const end = text.indexOf(fence, start + 3)
    return { start, end: end === -1 ? text.length : end + 3, opening: `${fence}${language}\n`, closing: `\n${fence}` }
  }
  const ticks = /^`{1,2}(?!`)/.exec(text.slice(start, start + 3))?.[0]
  if (ticks === undefined) return null
  const end = text.indexOf(ticks, start + ticks.length)
  return end === -1 ? null : { start, end: end + ticks.length, opening: ticks, closing: ticks }
}

/** Emphasis opens before a word and closes after one, in the same paragraph; `_` only at a word's edge. */
function toggle(text: string, at: number, mark: string, open: { mark: string; start: number }[], spans: Span[]): void {
  if (mark.startsWith('`')) return
  const before = text[at - 1] ?? ' '
  const after = text[at + mark.length] ?? ' '
  const twin = open.findIndex((candidate) => candidate.mark === mark)
  if (twin !== -1) {
    if (/\s/.test(before)) return
    const { start } = open[twin]!
    open.length = twin
    spans.push({ start, end: at + mark.length, opening: mark, closing: mark })
    return
  }
  if (!/\s/.test(after) && !(mark.startsWith('_') && /[\p{L}\p{N}]/u.test(before))) open.push({ mark, start: at })
}

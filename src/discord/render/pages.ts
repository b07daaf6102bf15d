import { findSpans, type Span } from './spans.ts'

/** Longest text of one message (a text display's), counted in UTF-16 units: never less than Discord counts. */
export const maxChars = 4000
/** A runaway text is cut here, with "…": three messages are enough for any answer. */
const maxTextPages = 3

/**
 * The messages that show a text and, whole and last, its closing lines (sources, footer). One message when it fits.
 * A page ends at a paragraph, a line, a sentence or a word, in this order; a fence or emphasis that must be cut is
 * closed there and opened again on the next page.
 *
 * @param lines Each at most `max` long; never cut.
 */
export function paginate(text: string, lines: readonly string[], max: number = maxChars): readonly string[] {
  const body = text.trim()
  const tail = packLines(lines, max)
  const whole = closeOff(body, findSpans(body), 0, body.length)
  if (tail.length <= 1 && joined(whole, tail[0] ?? '').length <= max) return [joined(whole, tail[0] ?? '')]
  const pages = splitText(body, max)
  const last = pages.at(-1) ?? ''
  if (tail.length === 1 && joined(last, tail[0]!).length <= max) return [...pages.slice(0, -1), joined(last, tail[0]!)]
  return [...pages, ...tail]
}

const joined = (text: string, tail: string): string => (text === '' || tail === '' ? `${text}${tail}` : `${text}\n\n${tail}`)

function packLines(lines: readonly string[], max: number): readonly string[] {
  const pages: string[] = []
  for (const line of lines) {
    const last = pages.at(-1)
    if (last !== undefined && last.length + 1 + line.length <= max) pages[pages.length - 1] = `${last}\n${line}`
    else pages.push(line)
  }
  return pages
}

/** A stretch of the text with the marks that it cuts opened before and closed after. */
function closeOff(text: string, spans: readonly Span[], start: number, end: number): string {
  const cutAt = (position: number): Span[] =>
    spans.filter((span) => span.start < position && position < span.end).toSorted((a, b) => a.start - b.start)
  const unclosed = spans.filter((span) => span.end === text.length && end === text.length && !closes(text, span))
  const opening = cutAt(start).map((span) => span.opening)
  const closing = [...cutAt(end), ...unclosed].toReversed().map((span) => span.closing)
  return `${opening.join('')}${text.slice(start, end)}${closing.join('')}`
}

const closes = (text: string, span: Span): boolean =>
  text.slice(span.start + span.closing.trim().length, span.end).endsWith(span.closing.trim())

function splitText(text: string, max: number): readonly string[] {
  const spans = findSpans(text)
  const pages: string[] = []
  let start = 0
  while (start < text.length && pages.length < maxTextPages) {
    let end = text.length
    let next = text.length
    // Marks that are opened and closed again take room: the page shrinks until all of it fits.
    for (let room = max; closeOff(text, spans, start, end).length > max; room -= 16) {
      ;({ end, next } = findCut(text, spans, start, Math.min(text.length, start + room)))
    }
    pages.push(closeOff(text, spans, start, end))
    start = next
  }
  if (start >= text.length) return pages
  const last = pages.pop()!
  return [...pages, `${last.slice(0, max - 2).trimEnd()}\n…`]
}

/** Where a page ends and the next one begins: white space between them is dropped. */
interface Cut {
  readonly end: number
  readonly next: number
}

/** Best first. A sentence keeps the `[n]` markers behind it. */
const breaks = [/\n{2,}/g, /\n/g, /(?<=[.!?…»"]|\[\d{1,3}\])[ \t\u00A0\u202F]+(?!\[\d)/g, /[ \t]+(?!\[\d)/g] as const

function findCut(text: string, spans: readonly Span[], start: number, limit: number): Cut {
  const inside = (position: number): boolean => spans.some((span) => span.start < position && position < span.end)
  const earliest = start + Math.floor((limit - start) * 0.4)
  const window = text.slice(start, limit + 1)
  const cuts = breaks.map((pattern) =>
    [...window.matchAll(pattern)]
      .map((found): Cut => ({ end: start + found.index, next: start + found.index + found[0].length }))
      .filter(({ end }) => end > earliest && end <= limit),
  )
  for (const candidates of cuts) {
    const outside = candidates.findLast(({ end }) => !inside(end))
    if (outside !== undefined) return outside
  }
  const any = cuts.find((candidates) => candidates.length > 0)?.at(-1)
  return any ?? hardCut(text, start, limit)
}

/** In the middle of a word, if it must be, but never of a character. */
function hardCut(text: string, start: number, limit: number): Cut {
  const from = Math.max(start, limit - 64)
  const graphemes = [...new Intl.Segmenter('fr').segment(text.slice(from, limit + 8))]
  const end = graphemes.map(({ index }) => from + index).findLast((index) => index <= limit && index > start) ?? limit
  return { end, next: end }
}

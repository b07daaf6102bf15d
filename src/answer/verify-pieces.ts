import { splitSentences } from '../french/sentences.ts'

/** What a model's text is checked by. `text` is without line break; `after` is the white space that follows it. */
export interface Piece {
  readonly kind: 'sentence' | 'item' | 'row' | 'markup'
  readonly text: string
  readonly after: string
}

export interface Splitter {
  /** Pieces that are complete with this chunk; they do not depend on how the text was cut into chunks. */
  push(chunk: string): readonly Piece[]
  /** What is left: its last piece may be cut. */
  end(): readonly Piece[]
}

const fence = /^\s*(?:```|~~~)/
const rule = /^\s*(?:[-*_]\s*){3,}$/
/** Headings, block quotes and small print are no part of the contract. */
const heading = /^\s*(?:#|>|-#)/
const row = /^\s*\|/
const item = /^\s*(?:[-*+•–]|\d{1,3}[.)])\s+/
/** So much of the next sentence must be there before the one before it counts as ended. */
const lookahead = 12

export function createSplitter(): Splitter {
  let buffer = ''
  /** The buffer begins within a line: what looks like a list marker there is none. */
  let midLine = false
  let fenced = false

  function line(text: string, after: string): readonly Piece[] {
    const whole = midLine
    midLine = false
    if (!whole && fence.test(text)) {
      fenced = !fenced
      return [{ kind: 'markup', text, after }]
    }
    if (fenced) return [{ kind: 'markup', text, after }]
    if (text.trim() === '') return [{ kind: 'sentence', text: '', after }]
    if (!whole && rule.test(text)) return [{ kind: 'sentence', text: '', after }]
    if (!whole && heading.test(text)) return [{ kind: 'markup', text, after }]
    if (!whole && row.test(text)) return [{ kind: 'row', text: text.trim(), after }]
    if (!whole && item.test(text)) return [{ kind: 'item', text: text.trimEnd(), after }]
    return sentencesOf(text, after)
  }

  /** Sentences of an unfinished line that can no longer change. */
  function early(): readonly Piece[] {
    if (fenced || (!midLine && (fence.test(buffer) || heading.test(buffer) || row.test(buffer) || item.test(buffer)))) return []
    if (!midLine && buffer.trimStart().length < 4) return []
    const spans = splitSentences(buffer)
    const pieces: Piece[] = []
    let cut = 0
    for (const [index, span] of spans.slice(0, -1).entries()) {
      const next = spans[index + 1]!
      if (buffer.length - next.start < lookahead || !isBalanced(buffer.slice(0, span.end))) break
      pieces.push({ kind: 'sentence', text: buffer.slice(cut, span.end).trim(), after: ' ' })
      cut = next.start
    }
    if (cut > 0) {
      buffer = buffer.slice(cut)
      midLine = true
    }
    return pieces
  }

  return {
    push(chunk) {
      buffer += chunk.replaceAll('\r', '')
      const pieces: Piece[] = []
      for (let at = buffer.indexOf('\n'); at !== -1; at = buffer.indexOf('\n')) {
        const text = buffer.slice(0, at)
        buffer = buffer.slice(at + 1)
        pieces.push(...line(text, '\n'))
      }
      return [...pieces, ...early()]
    },
    end() {
      const rest = buffer
      buffer = ''
      return rest.trim() === '' ? [] : line(rest, '')
    },
  }
}

/** A line's sentences; one that ends inside brackets or quotes is joined to the next. */
function sentencesOf(text: string, after: string): readonly Piece[] {
  const spans = splitSentences(text)
  const pieces: Piece[] = []
  let from = 0
  for (const [index, span] of spans.entries()) {
    const last = index === spans.length - 1
    const piece = text.slice(from, span.end).trim()
    if (!last && !isBalanced(piece)) continue
    pieces.push({ kind: 'sentence', text: piece, after: last ? after : ' ' })
    from = span.end
  }
  return pieces
}

function isBalanced(text: string): boolean {
  let depth = 0
  for (const sign of text.match(/[«»()[\]]/g) ?? []) depth += '«(['.includes(sign) ? 1 : -1
  return depth <= 0
}

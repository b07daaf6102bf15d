import type { Nodes, PhrasingContent } from 'mdast'

/** A `[^id]`, with its offset in the text from which it was removed. */
export interface Mark {
  readonly id: string
  readonly offset: number
  /** Line in the file, from 1. */
  readonly line: number
}

export interface Link {
  /** As written. */
  readonly target: string
  readonly line: number
}

/** A paragraph, heading, cell or item as plain text. */
export interface InlineText {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly links: readonly Link[]
  readonly comments: readonly string[]
  /** Line in the file of the character at an offset. */
  readonly lineAt: (offset: number) => number
}

interface Writer {
  text: string
  readonly marks: Mark[]
  readonly links: Link[]
  readonly comments: string[]
  /** First offset of each stretch of text, with its line. */
  readonly lines: [number, number][]
}

/**
 * Reduces phrasing content to plain text: links to their text, images to their description, code to itself; struck text, HTML and
 * note marks are gone. White space becomes single spaces (no-break spaces stay), and none is left before a stop where a
 * mark stood.
 */
export function readInline(nodes: readonly (PhrasingContent | Nodes)[], firstLine: number): InlineText {
  const writer: Writer = { text: '', marks: [], links: [], comments: [], lines: [[0, firstLine]] }
  for (const node of nodes) write(writer, node)
  const text = writer.text.trimEnd()
  return {
    text,
    marks: writer.marks.map((mark) => ({ ...mark, offset: Math.min(mark.offset, text.length) })),
    links: writer.links,
    comments: writer.comments,
    lineAt: (offset) => writer.lines.findLast(([from]) => from <= offset)?.[1] ?? firstLine,
  }
}

function write(writer: Writer, node: Nodes): void {
  const line = node.position?.start.line ?? 1
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
      node.value.split('\n').forEach((piece, index) => append(writer, index === 0 ? piece : ` ${piece}`, line + index))
      return
    case 'break':
      append(writer, ' ', line)
      return
    case 'html':
      writer.comments.push(node.value)
      return
    case 'footnoteReference':
      mark(writer, node.label ?? node.identifier, line)
      return
    case 'image':
      writer.links.push({ target: node.url, line })
      append(writer, node.alt ?? '', line)
      return
    case 'imageReference':
      append(writer, node.alt ?? '', line)
      return
    case 'delete':
      return
    case 'link':
      writer.links.push({ target: node.url, line })
  }
  if ('children' in node) for (const child of node.children) write(writer, child)
}

function append(writer: Writer, raw: string, line: number): void {
  let piece = raw.replace(/[ \t\r\n\f\v]+/g, ' ')
  const last = writer.marks.at(-1)
  if (last !== undefined && last.offset === writer.text.length) piece = afterMark(writer, piece)
  if (piece.startsWith(' ') && (writer.text === '' || writer.text.endsWith(' '))) piece = piece.slice(1)
  if (piece === '') return
  if (writer.lines.at(-1)![1] !== line) writer.lines.push([writer.text.length, line])
  writer.text += piece
}

/** Closes the hole that a mark leaves: `mot [^a].` → `mot.`, and `mois.[^a]Les` → `mois. Les`. */
function afterMark(writer: Writer, piece: string): string {
  if (/^ ?[.,…)\]]/.test(piece)) {
    writer.text = writer.text.trimEnd()
    const at = writer.text.length
    for (const [index, mark] of writer.marks.entries()) if (mark.offset > at) writer.marks[index] = { ...mark, offset: at }
    return piece.trimStart()
  }
  return /[.!?…]$/.test(writer.text) && /^[\p{L}\p{N}]/u.test(piece) ? ` ${piece}` : piece
}

function mark(writer: Writer, id: string, line: number): void {
  const last = writer.marks.at(-1)
  // "[^a], [^b]": the comma between two marks goes with them.
  if (last !== undefined && /^[ ,;]+$/.test(writer.text.slice(last.offset))) writer.text = writer.text.slice(0, last.offset)
  writer.marks.push({ id, offset: writer.text.length, line })
}

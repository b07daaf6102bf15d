import { readInline } from './inline.ts'
import type { InlineText, Link, Mark } from './inline.ts'
import type { List, ListItem, Nodes, Root, Table } from 'mdast'

/** A paragraph, a list item or a table row, as plain text. */
export interface Piece {
  readonly kind: 'phrase' | 'item' | 'row' | 'code'
  readonly inline: InlineText
  /** Marks of the table's header row, which stand for the rows that have none. */
  readonly inherited: readonly Mark[]
}

/** A paragraph, a list with the lists in it, a table, a block of code. */
export interface Block {
  readonly line: number
  readonly pieces: readonly Piece[]
}

/** What stands between two headings. */
export interface Section {
  /** Null before the first heading. */
  readonly heading: { readonly depth: number; readonly inline: InlineText } | null
  readonly line: number
  readonly blocks: readonly Block[]
  /** The insides of its HTML, comments among it. */
  readonly html: readonly string[]
  readonly links: readonly Link[]
  /** All note marks, those of the heading first. */
  readonly marks: readonly Mark[]
  /** Notes defined in the page itself, which have no place there. */
  readonly definitions: readonly { readonly id: string; readonly line: number }[]
}

interface Draft {
  heading: Section['heading']
  line: number
  blocks: Block[]
  html: string[]
  links: Link[]
  marks: Mark[]
  definitions: { id: string; line: number }[]
}

/** Cuts a page's tree at its headings. A heading inside a quote or a list is a paragraph of it. */
export function readSections(root: Root): readonly Section[] {
  const sections = [draft(null, 1)]
  for (const node of root.children) {
    if (node.type === 'heading') {
      const inline = readInline(node.children, lineOf(node))
      sections.push(draft({ depth: node.depth, inline }, lineOf(node)))
      collect(sections.at(-1)!, inline)
    } else readBlock(sections.at(-1)!, node)
  }
  return sections
}

function draft(heading: Section['heading'], line: number): Draft {
  return { heading, line, blocks: [], html: [], links: [], marks: [], definitions: [] }
}

function readBlock(section: Draft, node: Nodes): void {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      addPhrase(section, readInline(node.children, lineOf(node)), 'phrase', lineOf(node))
      return
    case 'code':
      addPhrase(section, readInline([node], lineOf(node)), 'code', lineOf(node))
      return
    case 'html':
      section.html.push(node.value)
      return
    case 'list':
      addBlock(section, lineOf(node), itemsOf(section, node))
      return
    case 'table':
      addBlock(section, lineOf(node), rowsOf(section, node))
      return
    case 'footnoteDefinition':
      section.definitions.push({ id: node.label ?? node.identifier, line: lineOf(node) })
      return
    case 'blockquote':
      for (const child of node.children) readBlock(section, child)
  }
}

function addPhrase(section: Draft, inline: InlineText, kind: 'phrase' | 'code', line: number): void {
  collect(section, inline)
  addBlock(section, line, [{ kind, inline, inherited: [] }])
}

function addBlock(section: Draft, line: number, pieces: readonly Piece[]): void {
  const kept = pieces.filter((piece) => piece.inline.text !== '')
  if (kept.length > 0) section.blocks.push({ line, pieces: kept })
}

function collect(section: Draft, inline: InlineText): void {
  section.html.push(...inline.comments)
  section.links.push(...inline.links)
  section.marks.push(...inline.marks)
}

function itemsOf(section: Draft, list: List): Piece[] {
  return list.children.flatMap((item) => itemOf(section, item))
}

/** An item is one piece with all its paragraphs; the lists and tables in it follow, each item and row a piece of its own. */
function itemOf(section: Draft, item: ListItem): Piece[] {
  const own: Nodes[] = []
  const below: (List | Table)[] = []
  const walk = (node: Nodes): void => {
    if (node.type === 'list' || node.type === 'table') below.push(node)
    else if (node.type === 'html') section.html.push(node.value)
    else if (node.type === 'blockquote') node.children.forEach(walk)
    else if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'code') {
      if (own.length > 0) own.push({ type: 'text', value: ' ' })
      own.push(node)
    }
  }
  item.children.forEach(walk)
  const inline = readInline(own, lineOf(item))
  collect(section, inline)
  const nested = below.flatMap((node) => (node.type === 'list' ? itemsOf(section, node) : rowsOf(section, node)))
  return [{ kind: 'item', inline, inherited: [] }, ...nested]
}

/** Each body row as `Column : cell ; Column : cell`; a cell without a column name stands alone, an empty cell is left out. */
function rowsOf(section: Draft, table: Table): Piece[] {
  const [head, ...rows] = table.children
  const columns = (head?.children ?? []).map((cell) => readInline(cell.children, lineOf(head!)))
  for (const column of columns) collect(section, column)
  const inherited = columns.flatMap((column) => column.marks)
  return rows.map((row) => {
    const nodes: Nodes[] = row.children.flatMap((cell, index): Nodes[] => {
      if (readInline(cell.children, 1).text === '') return []
      const name = columns[index]?.text ?? ''
      return [{ type: 'text', value: name === '' ? '' : `${name} : ` }, ...cell.children, { type: 'text', value: ' ; ' }]
    })
    const inline = readInline(nodes.slice(0, -1), lineOf(row))
    collect(section, inline)
    return { kind: 'row', inline, inherited }
  })
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1
}

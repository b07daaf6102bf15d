import { html, raw } from 'hono/html'

export type Html = ReturnType<typeof html>

/** A run of lines that are shown together. */
interface Part {
  readonly kind: 'p' | 'ul' | 'ol'
  readonly lines: string[]
}

/**
 * The Markdown that answers are made of (paragraphs, lists, `**strong**`, `*emphasis*`, `` `code` ``, `[n]`), as HTML.
 * Everything else is shown as it is written: an answer never brings a link or a tag of its own.
 *
 * @param cited Numbers of the source list: a `[n]` without entry stays text.
 */
export function renderMarkdown(text: string, cited: ReadonlySet<number>): Html {
  const blocks = withoutInvisible(text)
    .trim()
    .split(/\n\s*\n/)
  return html`${blocks.flatMap(partsOf).map((part) => renderPart(part, cited))}`
}

/** Text without characters that cannot be seen or that turn the direction of what follows. */
export function withoutInvisible(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '')
}

const bullet = /^\s*[-*•] +/
const number = /^\s*\d{1,2}[.)] +/

function partsOf(block: string): readonly Part[] {
  const parts: Part[] = []
  for (const line of block.split('\n')) {
    const kind = bullet.test(line) ? 'ul' : number.test(line) ? 'ol' : 'p'
    const last = parts.at(-1)
    const shown = kind === 'p' ? line : line.replace(kind === 'ul' ? bullet : number, '')
    if (last?.kind === kind) last.lines.push(shown)
    else parts.push({ kind, lines: [shown] })
  }
  return parts
}

function renderPart({ kind, lines }: Part, cited: ReadonlySet<number>): Html {
  const items = lines.map((line) => renderInline(line, cited))
  if (kind === 'p') return html`<p>${items.map((item, index) => html`${index > 0 ? raw('<br>') : ''}${item}`)}</p>`
  const list = items.map((item) => html`<li>${item}</li>`)
  return kind === 'ul'
    ? html`<ul>
        ${list}
      </ul>`
    : html`<ol>
        ${list}
      </ol>`
}

const inline = /(\*\*[^*\s](?:[^*]*[^*\s])?\*\*|(?<![\p{L}\d*])\*[^*\s](?:[^*]*[^*\s])?\*(?![\p{L}\d*])|`[^`]+`|\[\d{1,3}\])/u

function renderInline(line: string, cited: ReadonlySet<number>): Html {
  // Split by a group: what it matched stands at the odd places.
  const pieces = line.split(inline)
  return html`${pieces.map((piece, index) => (index % 2 === 0 ? piece : renderMarked(piece, cited)))}`
}

function renderMarked(piece: string, cited: ReadonlySet<number>): Html | string {
  if (piece.startsWith('**')) return html`<strong>${renderInline(piece.slice(2, -2), cited)}</strong>`
  if (piece.startsWith('*')) return html`<em>${renderInline(piece.slice(1, -1), cited)}</em>`
  if (piece.startsWith('`')) return html`<code>${piece.slice(1, -1)}</code>`
  const number = Number(piece.slice(1, -1))
  return cited.has(number) ? html`<a class="mark" href="#source-${number}">${piece}</a>` : piece
}

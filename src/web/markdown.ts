import { html, raw } from 'hono/html'

type Html = ReturnType<typeof html>

/**
 * The Markdown that answers are made of (paragraphs, `- ` lists, `**strong**`, `[n]`), as HTML. Everything else is shown
 * as it is written: an answer never brings a link or a tag of its own.
 */
export function renderMarkdown(text: string): Html {
  const blocks = text.trim().split(/\n{2,}/)
  return html`${blocks.map(renderBlock)}`
}

function renderBlock(block: string): Html {
  const parts: { readonly list: boolean; readonly lines: string[] }[] = []
  for (const line of block.split('\n')) {
    const list = line.startsWith('- ')
    const last = parts.at(-1)
    const shown = list ? line.slice(2) : line
    if (last?.list === list) last.lines.push(shown)
    else parts.push({ list, lines: [shown] })
  }
  return html`${parts.map(({ list, lines }) =>
    list
      ? html`<ul>${lines.map((line) => html`<li>${renderInline(line)}</li>`)}</ul>`
      : html`<p>${lines.map((line, index) => html`${index > 0 ? raw('<br>') : ''}${renderInline(line)}`)}</p>`,
  )}`
}

function renderInline(line: string): Html {
  const pieces = line.split(/(\*\*[^*]+\*\*|\[\d+\])/)
  return html`${pieces.map((piece) => {
    if (/^\[\d+\]$/.test(piece)) return html`<a class="mark" href="#source-${piece.slice(1, -1)}">${piece}</a>`
    if (piece.startsWith('**') && piece.length > 4) return html`<strong>${piece.slice(2, -2)}</strong>`
    return piece
  })}`
}

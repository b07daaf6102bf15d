import type { Answer, Citation } from '../domain/answer.ts'
import { answer as texts } from '../texts/fr/answer.ts'

/** An answer in a terminal: text, sources with their addresses, footer. */
export function showAnswer(answer: Answer): string {
  const text = answer.segments.map((segment) => segment.text).join('').trim()
  const sources = answer.citations.map(showCitation)
  return [text, ...(sources.length > 0 ? [`Sources\n${sources.join('\n')}`] : []), texts.footer(answer)].join('\n\n')
}

function showCitation(citation: Citation): string {
  const { label, publishers, dates } = texts.source(citation)
  const lines = publishers.map(({ name, note, url }) => `    ${name} (${note})${url === null ? '' : ` <${url}>`}`)
  return [`[${citation.n}] ${label} · ${dates}`, ...lines].join('\n')
}

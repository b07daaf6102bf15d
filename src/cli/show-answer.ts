import type { Answer } from '../domain/answer.ts'
import { answer as texts, footer, sourceLine, type SourcePiece, sourceText } from '../texts/fr/answer.ts'

/** An answer in a terminal: text, sources with their addresses, footer. */
export function showAnswer(answer: Answer): string {
  const text = answer.segments
    .map((segment) => segment.text)
    .join('')
    .trim()
  const sources = answer.citations.map((citation) => sourceText(sourceLine(citation), withAddress))
  return [text, ...(sources.length > 0 ? [`${texts.sources}\n${sources.join('\n')}`] : []), footer(answer)].join('\n\n')
}

const withAddress = ({ publisher, url }: SourcePiece) => (url === null ? publisher : `${publisher} <${url}>`)

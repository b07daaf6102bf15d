import type { Answer, Citation, Segment } from '../../domain/answer.ts'
import { answer as texts, footer, sourceLine, sourceText, type SourcePiece } from '../../texts/fr/answer.ts'
import { discord } from '../../texts/fr/discord.ts'
import { cleanLabel, cleanText, safeUrl } from './clean.ts'
import { maxChars, paginate } from './pages.ts'

/** A button under a message; its state stands in the `customId`, so it works after a restart. */
export interface Button {
  readonly customId: string
  readonly label: string
}

/** What is to be shown. Text is cleaned on its way out; links come from the citations and from nowhere else. */
export interface Draft {
  readonly text: string
  readonly citations?: readonly Citation[]
  readonly footer?: string
  readonly buttons?: readonly Button[]
}

export const draftOf = (answer: Answer): Draft => ({
  // An answer without words would be refused by Discord.
  text: textOf(answer.segments) || discord.failed(answer.traceId),
  citations: answer.citations,
  footer: footer(answer),
})

/** What has passed the checks so far, said to be unfinished. */
export const unfinished = (segments: readonly Segment[]): Draft => ({ text: textOf(segments), footer: discord.checking })

const textOf = (segments: readonly Segment[]): string => segments.map(({ text }) => text).join('')

/** The messages that show a draft, each within Discord's limit: the text, then the whole source list and the footer, in small print. */
export function pagesOf(draft: Draft): readonly string[] {
  const sources = draft.citations ?? []
  const footerLine = draft.footer === undefined ? [] : [`-# ${cleanText(draft.footer)}`]
  const list = sources.length === 0 ? [] : [`**${texts.sources}**`, ...sources.map(sourceEntry)]
  return paginate(cleanText(draft.text), [...list, ...footerLine])
}

function sourceEntry(citation: Citation): string {
  const { marker, label, sources, dates } = sourceLine(citation)
  const line = {
    marker,
    label: cleanLabel(label, 200),
    dates,
    sources: sources.map((piece) => ({
      ...piece,
      publisher: cleanLabel(piece.publisher, 100),
      note: cleanLabel(piece.note, 60),
    })),
  }
  const linked = `-# ${sourceText(line, link)}`
  if (linked.length <= maxChars) return linked
  const plain = `-# ${sourceText(line)}`
  return plain.length <= maxChars ? plain : `${plain.slice(0, maxChars - 1)}…`
}

function link({ publisher, url }: SourcePiece): string {
  const safe = safeUrl(url)
  return safe === null ? publisher : `[${publisher}](<${safe}>)`
}

import type { Passage, Source } from '../domain/knowledge.ts'
import { journal as texts } from '../texts/fr/journal.ts'
import { minAskers, type Gap } from './gaps.ts'
import { printable } from './printable.ts'

const words = texts.gaps

/** What is missing, most asked first; three lines a gap. */
export function renderGaps(gaps: readonly Gap[]): string {
  if (gaps.length === 0) return words.none
  return gaps
    .map((gap) =>
      [
        [
          gap.id,
          gap.metier ?? words.noMetier,
          words.askers(gap.askers),
          words.kinds(gap.kinds),
          words.last(frenchDate(gap.lastAt)),
        ].join(' · '),
        `  ${gap.question === null ? words.hidden(minAskers) : `« ${oneLine(gap.question)} »`}`,
        `  ${words.nearest(gap.nearest)}`,
      ].join('\n'),
    )
    .join('\n\n')
}

export interface DraftMaterial {
  /** Passages that the gap names, or more; those that it names come first in the draft. */
  readonly passages: readonly Passage[]
  readonly sources: ReadonlyMap<string, Source>
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** A page to complete, for `knowledge/_brouillons/`: front matter, the question, the nearest passages with their sources. */
export function draftGap(gap: Gap, { passages, sources, today }: DraftMaterial): string {
  const named = gap.nearest.flatMap((id) => passages.find((passage) => passage.id === id) ?? [])
  const cited = [...new Set(named.flatMap((passage) => passage.sources))].flatMap((id) => sources.get(id) ?? [])
  // A JSON string is a YAML string.
  const head = `titre: ${JSON.stringify(words.draftTitle(gap.id))}\nconsulte_le: ${today}\n`
  return [
    `---\n${head}---`,
    comment(words.draftHelp(gap.id, gap.metier ?? words.noMetier, words.askers(gap.askers))),
    `## ${words.draftHeading}`,
    ...(gap.question === null ? [comment(words.hidden(minAskers))] : [`<!-- question: ${inComment(gap.question)} -->`]),
    `${words.draftBody}${cited[0] === undefined ? '' : `[^${cited[0].id}]`}`,
    comment(
      [words.draftPassages, ...named.map((passage) => `- ${passage.id} : ${oneLine(passage.text).slice(0, 300)}`)].join('\n'),
    ),
    comment([words.draftSources, ...cited.map((source) => `- [^${source.id}] ${words.source(source)}`)].join('\n')),
    '',
  ].join('\n\n')
}

const comment = (text: string) => `<!--\n${inComment(text, false)}\n-->`
/** Nothing in it can end the comment. */
const inComment = (text: string, single = true) => (single ? oneLine(text) : text).replace(/-{2,}/g, '–').replace(/>/g, '›')
const oneLine = (text: string) => printable(text).replace(/\s+/g, ' ').trim()
const frenchDate = (at: number) => new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short' }).format(at)

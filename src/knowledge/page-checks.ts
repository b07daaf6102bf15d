import type { Block, Piece } from './blocks.ts'
import { finding } from './finding.ts'
import { isSourced } from './passages.ts'
import type { Place } from './passages.ts'
import type { Finding } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'

/** Longer passages answer worse and cost more; in characters. */
const maxPassageChars = 1_500
/** A figure: digits that belong to no word or code (`GPT-4`, `M1805` and `1er` are names), and a degree level. */
const figure = /(?<![\p{L}\p{N}_.,-])(?:bac ?\+ ?\d|\d+(?:[ \u00a0\u202f.,]\d+)*)(?![\p{L}\d_])[ \u00a0\u202f]?[€$£%]?/giu

/** What can be said of a page from its sections alone: equal ids, unclosed comments, figures without source, empty headings. */
export function checkSections(file: string, places: readonly Place[]): readonly Finding[] {
  return [
    ...sameIds(file, places),
    ...places.flatMap((place) =>
      place.section.html.filter(isOpenComment).map(() => finding(file, place.section.line, 'refused', texts.unclosedComment)),
    ),
    ...places.flatMap((place) =>
      place.section.definitions.map(({ id, line }) => finding(file, line, 'warned', texts.localNote(id))),
    ),
    ...places.flatMap((place) => place.section.blocks.flatMap((block) => unsourced(file, block))),
    ...emptyHeadings(file, places),
  ]
}

/** A passage that is too long; the page's own because its text is only known once assembled. */
export function checkLength(
  file: string,
  passages: readonly { readonly text: string; readonly line: number }[],
): readonly Finding[] {
  return passages
    .filter((passage) => passage.text.length > maxPassageChars)
    .map((passage) => finding(file, passage.line, 'noted', texts.longPassage(passage.text.length, maxPassageChars)))
}

function sameIds(file: string, places: readonly Place[]): readonly Finding[] {
  const seen = new Map<string, number>()
  const findings: Finding[] = []
  for (const { id, section } of places) {
    if (section.heading === null || !id.includes('#')) continue
    const first = seen.get(id)
    if (first === undefined) seen.set(id, section.line)
    else findings.push(finding(file, section.line, 'refused', texts.sameHeading(id, first)))
  }
  return findings
}

function isOpenComment(html: string): boolean {
  return html.lastIndexOf('<!--') > html.lastIndexOf('-->')
}

function unsourced(file: string, block: Block): readonly Finding[] {
  return block.pieces.flatMap((piece) => {
    const found = piece.kind === 'code' || isSourced(block, piece) ? null : firstFigure(piece)
    return found === null ? [] : [finding(file, piece.inline.lineAt(found.offset), 'warned', texts.noSource(found.text))]
  })
}

function firstFigure(piece: Piece): { readonly text: string; readonly offset: number } | null {
  const match = piece.inline.text.matchAll(figure).next().value
  return match === undefined ? null : { text: match[0].trim(), offset: match.index }
}

function emptyHeadings(file: string, places: readonly Place[]): readonly Finding[] {
  return places.flatMap((place, index) => {
    const { heading, blocks, line } = place.section
    if (heading === null || blocks.length > 0) return []
    const next = places[index + 1]?.section.heading
    const opens = next !== undefined && next !== null && next.depth > heading.depth
    return opens ? [] : [finding(file, line, 'warned', texts.emptyHeading(heading.inline.text))]
  })
}

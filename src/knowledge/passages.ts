import { createHash } from 'node:crypto'
import type { Block, Piece, Section } from './blocks.ts'
import type { Mark } from './inline.ts'
import { slugOf } from './slug.ts'
import type { Passage, Sentence } from '../domain/knowledge.ts'
import { splitSentences } from '../french/sentences.ts'

/** What a passage has from its page. */
export interface PageIdentity {
  readonly file: string
  readonly metier: string
  readonly topic: string
  readonly title: string
  readonly consultedOn: string
  readonly reviewedOn: string | null
  readonly reviewBefore: string | null
}

/** A heading with its place in the page, whether or not a passage stands under it. */
export interface Place {
  readonly section: Section
  /** Path of headings down to this one. */
  readonly headings: readonly string[]
  /** `slug/topic#path`: the headings of the path in kebab-case, joined with `-`. */
  readonly id: string
  /** Fragments that a link may use for it: its path, and its own heading alone. */
  readonly anchors: readonly string[]
}

/**
 * Gives each section its id: `slug/topic`, then `#` and the slugs of its headings from the top, joined with `-`, so that
 * `## Débutant` and `### En France` make `#debutant-en-france` and equal sub-headings under different headings do not clash.
 * A level-1 heading that opens the page repeats its title: it counts neither in ids nor, when it is the title, in `headings`.
 */
export function placesOf(sections: readonly Section[], page: PageIdentity): readonly Place[] {
  const base = `${page.metier}/${page.topic}`
  const path: { depth: number; text: string; slug: string }[] = []
  let opening: readonly string[] = []
  return sections.map((section, index) => {
    if (section.heading === null) return { section, headings: [], id: base, anchors: [] }
    const { depth, inline } = section.heading
    const slug = slugOf(inline.text) || 'section'
    if (depth === 1 && index === 1 && sections[0]!.blocks.length === 0) {
      opening = slug === slugOf(page.title) ? [] : [inline.text]
      return { section, headings: opening, id: base, anchors: [slug] }
    }
    while ((path.at(-1)?.depth ?? 0) >= depth) path.pop()
    path.push({ depth, text: inline.text, slug })
    const fragment = path.map((heading) => heading.slug).join('-')
    return {
      section,
      headings: [...opening, ...path.map((heading) => heading.text)],
      id: `${base}#${fragment}`,
      anchors: [fragment, slug],
    }
  })
}

/** The passage of a place that holds text. */
export function passageOf(place: Place, page: PageIdentity, questions: readonly string[]): Passage {
  const { section } = place
  const sentences = section.blocks.flatMap((block, index) => block.pieces.flatMap((piece) => sentencesOf(piece, index)))
  const passage = {
    id: place.id,
    metier: page.metier,
    title: page.title,
    headings: place.headings,
    sentences,
    text: readAs(section.blocks.map((_, index) => sentences.filter((sentence) => sentence.block === index))),
    sources: unique(section.marks.map((mark) => mark.id)),
    questions,
    consultedOn: page.consultedOn,
    reviewedOn: page.reviewedOn,
    reviewBefore: page.reviewBefore,
    file: page.file,
  }
  return { ...passage, line: section.line, sha: createHash('sha256').update(JSON.stringify(passage)).digest('hex') }
}

/**
 * The sentences of a paragraph; an item, a row or a block of code is one. A sentence without a mark of its own has those of
 * the end of its paragraph (after its last words), a row those of its header.
 */
function sentencesOf(piece: Piece, block: number): readonly Sentence[] {
  const { text, marks } = piece.inline
  if (piece.kind !== 'phrase') {
    const own = marks.length > 0 ? marks : piece.inherited
    return [{ text, sources: ids(own), kind: piece.kind === 'code' ? 'phrase' : piece.kind, block }]
  }
  const spans = splitSentences(text)
  const atEnd = marks.filter((mark) => /^[\s.!?…»”")\]]*$/.test(text.slice(mark.offset)))
  return spans.map((span, index) => {
    const next = spans[index + 1]?.start ?? Infinity
    // A mark after the stop closes the sentence before it; one before the first word belongs to the first.
    const own = marks.filter((mark) => (mark.offset > span.start || index === 0) && mark.offset <= next)
    return { text: span.text, sources: ids(own.length > 0 ? own : atEnd), kind: 'phrase', block }
  })
}

function readAs(blocks: readonly (readonly Sentence[])[]): string {
  return blocks
    .map((sentences) =>
      sentences
        .map((sentence, index) => {
          if (sentence.kind !== 'phrase') return `${index === 0 ? '' : '\n'}- ${sentence.text}`
          return `${index === 0 ? '' : ' '}${sentence.text}`
        })
        .join(''),
    )
    .join('\n\n')
}

function ids(marks: readonly Mark[]): readonly string[] {
  return unique(marks.map((mark) => mark.id))
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)]
}

/** Whether a block says where its figures come from. */
export function isSourced(block: Block, piece: Piece): boolean {
  return (
    piece.inline.marks.length > 0 ||
    piece.inherited.length > 0 ||
    (piece.kind === 'phrase' && block.pieces.some((one) => one.inline.marks.length > 0))
  )
}

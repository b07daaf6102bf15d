import type { Checks, Segment } from '../domain/answer.ts'
import type { Passage, Source } from '../domain/knowledge.ts'
import { fold } from '../french/analysis.ts'
import { figures } from '../french/figures.ts'
import { leadInOf, isTableHead } from './verify-lead-ins.ts'
import { clean, evenEmphasis, normaliseMarkers, plainOf, type Reason } from './verify-markup.ts'
import { namesOf } from './verify-names.ts'
import { createSplitter, type Piece } from './verify-pieces.ts'
import { checkSentence } from './verify-sentence.ts'
import { supportOf } from './verify-support.ts'

export interface VerifierOptions {
  /** As given to the model: the first is `[1]`. */
  readonly passages: readonly Passage[]
  readonly question: string
  /** When given, editor, title and date of a cited passage's sources support a sentence too. */
  readonly sources?: ReadonlyMap<string, Source>
  /** What stands already (before a repair): it is not said twice, and what passes is appended on a line of its own. */
  readonly shown?: readonly Segment[]
}

/** A sentence that was not shown, as the model wrote it. */
export interface Withheld {
  readonly text: string
  readonly reason: Reason
}

export interface Verifier {
  /** Segments that passed with this chunk. They never depend on how the text was cut into chunks. */
  push(chunk: string): readonly Segment[]
  /** @param options.complete False when the stream was cut: its last piece is then never shown. */
  end(options: { readonly complete: boolean }): readonly Segment[]
  withheld(): readonly Withheld[]
  /** What the model answered instead, on its first line: `INSUFFISANT` or `HORS_SUJET`. */
  declined(): 'insufficient' | 'off-topic' | null
  counts(): Pick<Checks, 'citations' | 'figures' | 'withheld'>
}

const declinations: Readonly<Record<string, 'insufficient' | 'off-topic'>> = {
  INSUFFISANT: 'insufficient',
  HORS_SUJET: 'off-topic',
}

/**
 * The gate between the model and the student (integrity rule 1). Takes the model's text as it streams and lets a sentence, list item or table
 * row out only when it cites a passage that was given and all its figures and names stand there.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const supports = options.passages.map((passage) => supportOf(passage, options.sources))
  const asked = {
    figures: figures(options.question, { allWords: true }),
    names: namesOf(options.question),
    text: options.question,
  }
  const splitter = createSplitter()
  const out = createOutput(options.shown ?? [])
  const withheld: Withheld[] = []
  let declined: 'insufficient' | 'off-topic' | null = null
  let started = false
  let counted = 0

  function take(piece: Piece): readonly Segment[] {
    if (declined) return []
    const text = clean(piece.text)
    if (text.trim() === '') return out.gap(piece.after, true)
    if (!started) {
      started = true
      declined = declinations[text.trim()] ?? null
      if (declined) return []
    }
    const { text: marked, numbers } = normaliseMarkers(text)
    const drop = (reason: Reason): readonly Segment[] => {
      withheld.push({ text: piece.text, reason })
      return out.gap(piece.after, false)
    }
    if (piece.kind === 'markup') return drop('markup')
    if (numbers.length === 0) {
      if (piece.kind === 'row' && isTableHead(plainOf(marked))) return out.hold(marked, piece)
      const leadIn = piece.kind === 'row' ? null : leadInOf(plainOf(marked))
      if (leadIn) return leadIn === 'advice' && out.anyCited() ? out.show(marked, [], piece) : out.hold(marked, piece)
      return drop('uncited')
    }
    const cited = numbers.map((number) => supports[number - 1])
    if (!cited.every((support) => support !== undefined)) return drop('unknown-citation')
    const checked = checkSentence(marked, cited, asked)
    if (checked.reason) return drop(checked.reason)
    const said = fold(plainOf(marked))
    if (out.said.has(said)) return drop('repeated')
    out.said.add(said)
    counted += checked.figures
    return out.show(
      evenEmphasis(marked),
      cited.map(({ id }) => id),
      piece,
    )
  }

  return {
    push: (chunk) => splitter.push(chunk).flatMap(take),
    end({ complete }) {
      const rest = splitter.end()
      const cut = complete || declined ? undefined : rest.at(-1)
      if (cut && declinations[cut.text.trim()] === undefined) withheld.push({ text: cut.text, reason: 'truncated' })
      return (complete ? rest : rest.slice(0, -1)).flatMap(take)
    },
    withheld: () => withheld,
    declined: () => declined,
    counts: () => ({ citations: out.cited(), figures: counted, withheld: withheld.length }),
  }
}

/** Joins what passed: keeps the line breaks between pieces, holds lead-ins until something cited follows them. */
function createOutput(shown: readonly Segment[]) {
  const said = new Set(shown.map(({ text }) => fold(plainOf(text))))
  const tail = shown.at(-1)?.text
  let cited = 0
  let held: { readonly text: string; readonly piece: Piece }[] = []
  /** White space after the last segment, and the most that was asked for since. */
  let last = tail === undefined ? null : /\s*$/.exec(tail)![0]
  let wanted = tail === undefined ? '' : '\n\n'
  const lines = (space: string) => space.split('\n').length - 1

  function emit(text: string, cites: readonly string[], piece: Piece): Segment {
    const missing = last === null ? 0 : Math.max(lines(wanted), piece.kind === 'sentence' ? 0 : 1) - lines(last)
    const space = missing > 0 ? '\n'.repeat(missing) : last === '' ? ' ' : ''
    last = piece.after
    wanted = ''
    return { text: `${space}${text}${piece.after}`, cites }
  }

  return {
    said,
    cited: () => cited,
    anyCited: () => cited > 0 || shown.some(({ cites }) => cites.length > 0),
    /** A blank line owes a paragraph, a dropped line no more than a line break. */
    gap(after: string, blank: boolean): readonly Segment[] {
      if (after === '\n' && last !== null)
        wanted = wanted.length > 1 || (blank && lines(wanted) + lines(last) > 0) ? '\n\n' : '\n'
      return []
    },
    hold(text: string, piece: Piece): readonly Segment[] {
      held.push({ text: evenEmphasis(text), piece })
      return []
    },
    show(text: string, cites: readonly string[], piece: Piece): readonly Segment[] {
      const before = held.map((lead) => emit(lead.text, [], lead.piece))
      held = []
      if (cites.length > 0) cited += 1
      return [...before, emit(text, cites, piece)]
    },
  }
}

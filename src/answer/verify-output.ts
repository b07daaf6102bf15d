import type { Segment } from '../domain/answer.ts'
import { fold } from '../french/fold.ts'
import { evenEmphasis, plainOf } from './verify-markup.ts'
import type { Piece } from './verify-pieces.ts'

/** Joins what passed: keeps the line breaks between pieces, holds lead-ins until something cited follows them. */
export function createOutput(shown: readonly Segment[]) {
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
      const lead = held.at(-1)
      if (lead && blank) held[held.length - 1] = { ...lead, piece: { ...lead.piece, after: '\n\n' } }
      else if (after === '\n' && last !== null)
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

export type Output = ReturnType<typeof createOutput>

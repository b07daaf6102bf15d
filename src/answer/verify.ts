import type { Checks, Segment } from '../domain/answer.ts'
import type { Passage, Source } from '../domain/knowledge.ts'
import { fold } from '../french/fold.ts'
import { figures } from '../french/figures.ts'
import { leadInOf, isTableHead } from './verify-lead-ins.ts'
import { clean, evenEmphasis, normaliseMarkers, plainOf, type Reason } from './verify-markup.ts'
import { namesOf } from './verify-names.ts'
import { createOutput, type Output } from './verify-output.ts'
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

/** What becomes of one piece. */
type Verdict =
  | { readonly kind: 'drop'; readonly reason: Reason }
  /** Ours to keep until something cited follows. */
  | { readonly kind: 'hold'; readonly text: string }
  | { readonly kind: 'show'; readonly text: string; readonly cites: readonly string[]; readonly figures: number }

/**
 * The gate between the model and the student (integrity rule 1). Takes the model's text as it streams and lets a sentence, list item or table
 * row out only when it cites a passage that was given and all its figures and names stand there.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const judge = createJudge(options)
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
    if (!started) declined = declinations[text.trim()] ?? null
    started = true
    if (declined) return []
    const verdict = judge(text, piece.kind, out)
    if (verdict.kind === 'hold') return out.hold(verdict.text, piece)
    if (verdict.kind === 'drop') {
      withheld.push({ text: piece.text, reason: verdict.reason })
      return out.gap(piece.after, false)
    }
    counted += verdict.figures
    return out.show(verdict.text, verdict.cites, piece)
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

function createJudge({ passages, sources, question }: VerifierOptions) {
  const supports = passages.map((passage) => supportOf(passage, sources))
  const asked = { figures: figures(question, { allWords: true }), names: namesOf(question) }
  const drop = (reason: Reason): Verdict => ({ kind: 'drop', reason })

  return (text: string, kind: Piece['kind'], out: Pick<Output, 'said' | 'anyCited'>): Verdict => {
    const { text: marked, numbers } = normaliseMarkers(text)
    if (kind === 'markup') return drop('markup')
    if (numbers.length === 0) return uncited(marked, kind, out.anyCited())
    const cited = numbers.map((number) => supports[number - 1])
    if (!cited.every((support) => support !== undefined)) return drop('unknown-citation')
    const checked = checkSentence(marked, cited, asked)
    if (checked.reason) return drop(checked.reason)
    const said = fold(plainOf(marked))
    if (out.said.has(said)) return drop('repeated')
    out.said.add(said)
    return { kind: 'show', text: evenEmphasis(marked), cites: cited.map(({ id }) => id), figures: checked.figures }
  }
}

/** Passes what is on the closed list: openings wait for something cited, advice comes after it. */
function uncited(text: string, kind: Piece['kind'], anyCited: boolean): Verdict {
  const plain = plainOf(text)
  if (kind === 'row') return isTableHead(plain) ? { kind: 'hold', text } : { kind: 'drop', reason: 'uncited' }
  const leadIn = leadInOf(plain)
  if (leadIn === null) return { kind: 'drop', reason: 'uncited' }
  return leadIn === 'advice' && anyCited
    ? { kind: 'show', text: evenEmphasis(text), cites: [], figures: 0 }
    : { kind: 'hold', text }
}

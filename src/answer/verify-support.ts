import type { Passage, Source } from '../domain/knowledge.ts'
import { tokens } from '../french/analysis.ts'
import { fold } from '../french/fold.ts'
import { type Figure, figures, type FigureUnit, unitsOf } from '../french/figures.ts'
import { indexNames, type NameIndex, namesOf, partsOf, standsIn } from './verify-names.ts'

/** A sentence of a passage, as support. */
export interface Statement {
  readonly figures: readonly Figure[]
  readonly stems: ReadonlySet<string>
  readonly names: NameIndex
  /** It names a school, company or place of its own. */
  readonly namesOthers: boolean
  /** Where its brackets stand, and the folded words before each. */
  readonly brackets: readonly { readonly start: number; readonly end: number; readonly after: string }[]
}

/** What a passage supports: its sentences, under its headings. */
export interface Support {
  readonly id: string
  readonly statements: readonly Statement[]
  /** Figures of title and headings (and of the sources, when they are known): true of every sentence. */
  readonly figures: readonly Figure[]
  readonly stems: ReadonlySet<string>
  readonly names: NameIndex
  /** Names of title, headings and sources. */
  readonly frame: NameIndex
  /** All of it, folded, with single spaces: for quotes. */
  readonly quotable: string
  /** As written. */
  readonly text: string
}

const kept = new WeakMap<Passage, Support>()

/** Reads a passage once; passages never change. `questions` are no support. */
export function supportOf(passage: Passage, sources?: ReadonlyMap<string, Source>): Support {
  const known = kept.get(passage)
  if (known) return known
  const support = read(passage, sources)
  kept.set(passage, support)
  return support
}

export function quotableOf(text: string): string {
  return fold(text)
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?%€])/g, '')
    .trim()
}

function read(passage: Passage, sources: ReadonlyMap<string, Source> | undefined): Support {
  const about = [passage.title, ...passage.headings].join('. ')
  const noted = passage.sources.flatMap((id) => sources?.get(id) ?? [])
  const frame = [about, passage.metier.replaceAll('-', ' '), ...noted.map(({ editeur, titre }) => `${editeur}. ${titre}.`)].join(
    '. ',
  )
  const statements = statementsOf(passage, unitsOf(about), indexNames(frame))
  const body = passage.sentences.map(({ text }) => text).join('\n')
  return {
    id: passage.id,
    statements,
    figures: figures([about, ...noted.map(({ titre, date }) => `${titre}. ${date ?? ''}`)].join('. '), { allWords: true }),
    stems: new Set([...tokens(frame).map(({ stem }) => stem), ...statements.flatMap(({ stems }) => [...stems])]),
    names: indexNames(`${frame}\n${body}`),
    frame: indexNames(frame),
    quotable: quotableOf(`${body}\n${about}`),
    text: `${frame}\n${body}`,
  }
}

/** Sentences with the units that their paragraph, the lead-in of their list, or the heading states. */
function statementsOf(passage: Passage, heading: FigureUnit, frame: NameIndex): readonly Statement[] {
  const { sentences } = passage
  return sentences.map((sentence, index) => {
    const around = sentences.filter(
      (other, at) =>
        at < index && (other.block === sentence.block || (other.block === sentence.block - 1 && /:\s*$/.test(other.text))),
    )
    const context: FigureUnit = Object.assign({}, heading, ...around.map(({ text }) => unitsOf(text))) as FigureUnit
    return {
      figures: figures(sentence.text, { allWords: true, context }),
      stems: new Set(tokens(sentence.text).map(({ stem }) => stem)),
      names: indexNames(sentence.text),
      namesOthers: namesOf(sentence.text).some((name) => !standsIn(name, frame)),
      brackets: Array.from(sentence.text.matchAll(/\([^()]*\)/g), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
        after: ` ${partsOf(sentence.text.slice(0, match.index)).join(' ')}`,
      })),
    }
  })
}

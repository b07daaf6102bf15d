import type { Passage } from '../domain/knowledge.ts'
import { isAsking, tokens } from '../french/analysis.ts'
import { border, fields } from './data.ts'

type Field = (typeof fields)[number]

/** Gives each stem a number, in order of appearance, and counts the words as spelled. */
export interface Dictionary {
  readonly terms: ReadonlyMap<string, number>
  /** Word → how often, and its term (`border` for a function word). */
  readonly spelled: ReadonlyMap<string, { count: number; readonly term: number }>
  /** Terms of a text in order. `asking` false leaves out "combien", "comment" … */
  read(text: string, asking: boolean): readonly number[]
}

export function createDictionary(): Dictionary {
  const terms = new Map<string, number>()
  const spelled = new Map<string, { count: number; term: number }>()
  return {
    terms,
    spelled,
    read(text, asking) {
      const read: number[] = []
      for (const { stem, word } of tokens(text)) {
        if (!asking && isAsking(word)) continue
        let term = terms.get(stem)
        if (term === undefined) terms.set(stem, (term = terms.size))
        const known = spelled.get(word)
        if (known) known.count += 1
        else spelled.set(word, { count: 1, term })
        read.push(term)
      }
      return read
    },
  }
}

/** One passage as numbers. */
export interface Reading {
  /** Length of each field in terms. */
  readonly lengths: readonly number[]
  /** Term → counts by field, a byte each. */
  readonly counts: ReadonlyMap<number, number>
  /** Its terms as they follow each other: title, headings, phrasings and text, each closed by a border. */
  readonly stream: readonly number[]
}

export function readPassage(passage: Passage, dictionary: Dictionary): Reading {
  const counts = new Map<number, number>()
  const stream: number[] = []
  const lengths = fields.map((field, place) => {
    const one = 2 ** (8 * place)
    let length = 0
    for (const part of partsOf(passage, field)) {
      const read = dictionary.read(part, field !== 'text')
      for (const term of read) {
        const before = counts.get(term) ?? 0
        if (((before >>> (8 * place)) & 255) < 255) counts.set(term, before + one)
        stream.push(term)
      }
      stream.push(border)
      length += read.length
    }
    return Math.min(length, 65_535)
  })
  return { lengths, counts, stream }
}

/** What a profession's opening passage answers, though no heading of it says so. */
const opening = 'Définition, présentation du métier'

function isOpening({ id, metier }: Passage): boolean {
  return id === `${metier}/metier`
}

/** A field's texts, at least one; phrasings are as many. */
function partsOf(passage: Passage, field: Field): readonly string[] {
  if (field === 'title') return [passage.title]
  if (field === 'heading') return [isOpening(passage) ? opening : passage.headings.join(' › ')]
  if (field === 'text') return [passage.text]
  return passage.questions.length > 0 ? passage.questions : ['']
}

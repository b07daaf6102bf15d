import { tokens } from '../french/analysis.ts'
import { fold } from '../french/fold.ts'
import { type Figure, figures, supports } from '../french/figures.ts'
import { figuresStand } from './verify-figures.ts'
import { addresses, disguised, forbidden, plainOf, type Reason } from './verify-markup.ts'
import { namesOf, standsIn } from './verify-names.ts'
import { quotableOf, type Support } from './verify-support.ts'

export interface Checked {
  readonly reason: Reason | null
  /** Figures found in the cited passages. */
  readonly figures: number
}

/** What the question holds: may be taken up only to deny it. */
export interface Asked {
  readonly figures: readonly Figure[]
  readonly names: ReturnType<typeof namesOf>
}

/** Least share of a sentence's stems that the cited passages must hold. */
const related = 0.34

const denial =
  /(?<!\p{L})(?:(?:n['’]|ne(?!\p{L})).{1,40}(?<!\p{L})(?:pas|aucune?|jamais|rien|ni|nulle part|plus)(?!\p{L})|aucune?|pas d['’e]|faux|fausse|inexacte?|erronée?|exagérée?|non(?=,| [:;])|contredi\p{L}+|dément|infirme)/iu
const quoted = /«\s*([^«»]+?)\s*»|“([^“”]+)”|"([^"]+)"/gu

/**
 * Checks one sentence, item or row against the passages that it cites: markup, quotes, figures with their units, names, and that it is about
 * the same thing at all. Not checked: meaning and negation.
 *
 * @param text With normalised markers.
 * @param cited The passages of its markers; at least one.
 */
export function checkSentence(text: string, cited: readonly Support[], asked: Asked): Checked {
  const refuse = (reason: Reason): Checked => ({ reason, figures: 0 })
  const bad = forbidden(text)
  if (bad) return refuse(bad)
  const plain = plainOf(text)
  const source = cited.map((support) => support.text).join('\n')
  if (disguised(plain, source)) return refuse('script')
  if (addresses(plain).some((address) => !source.toLowerCase().includes(address.toLowerCase()))) return refuse('link')
  if (!quotesStand(plain, cited)) return refuse('quote')
  const denies = denial.test(plain)
  const stems = new Set(tokens(plain).map(({ stem }) => stem))
  const content = [...stems].filter((stem) => !/\d/.test(stem))
  if (content.length === 0) return refuse('unrelated')
  const names = namesOf(plain)
  const unnamed = names.filter((name) => !cited.some((support) => standsIn(name, support.names)))
  if (unnamed.some((name) => !denies || !asked.names.some((other) => fold(other.words.join(' ')) === fold(name.words.join(' ')))))
    return refuse('name')
  const found = figures(plain, { inherit: false })
  const denied = (figure: Figure) => denies && supports(asked.figures, figure)
  if (!figuresStand(plain, found, content, cited)) {
    const rest = found.filter((figure) => !denied(figure))
    if (rest.length === found.length || !figuresStand(plain, rest, content, cited)) return refuse('figure')
  }
  const shared = content.filter((stem) => cited.some((support) => support.stems.has(stem))).length
  if (shared < Math.max(1, related * content.length)) return refuse('unrelated')
  return { reason: null, figures: found.length }
}

/** Every quotation must stand word for word in a cited passage; the question's words may be quoted back one by one. */
function quotesStand(plain: string, cited: readonly Support[]): boolean {
  for (const [, french, curly, straight] of plain.matchAll(quoted)) {
    const words = quotableOf((french ?? curly ?? straight)!).replace(/[.,;:!?…]+$/, '')
    if (words !== '' && !cited.some((support) => support.quotable.includes(words))) return false
  }
  return true
}

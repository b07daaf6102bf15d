import { speaksOfDanger, studied } from './danger-lexicon.ts'
import { distress, harmless, topic, topical } from './danger-patterns.ts'
import { spoken } from './danger-words.ts'

/** Characters read: the message of a member, not a file. */
const maxRead = 6000

/**
 * Whether a text tells of danger: self-harm, abuse, violence, harassment, of the writer or of someone near. Rules only, on purpose: they can be read,
 * tested and corrected, and take well under a millisecond. Rather one alarm too many: school idioms ("c'est mort", "Parcoursup me tue") are taken out first,
 * then known ways to say it count whatever else is said, and grave words beside "je" or "me" unless they are a subject of study.
 */
export function isDanger(text: string): boolean {
  const said = spoken(text.slice(0, maxRead))
  const plain = harmless.reduce((left, idiom) => left.replace(idiom, ' ~ '), said)
  if (distress.some((pattern) => pattern.test(plain))) return true
  if (topical.some((pattern) => pattern.test(plain)) && !topic.test(said) && !studied.test(said)) return true
  return plain.split(' . ').some((sentence) => speaksOfDanger(` ${sentence.trim()} `))
}

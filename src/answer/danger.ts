import { spoken } from './danger-words.ts'
import { distress, grave, harmless, studied, topic, topical } from './danger-patterns.ts'

/**
 * Whether a text tells of danger: self-harm, abuse, violence, harassment, of the writer or of someone near. Rules only, on purpose: it can be read,
 * tested and corrected, and takes well under a millisecond. It prefers one alarm too many; school idioms ("c'est mort", "Parcoursup me tue") and
 * professions ("devenir psy pour ados") are taken out first.
 */
export function isDanger(text: string): boolean {
  const said = spoken(text.slice(0, maxRead))
  const plain = harmless.reduce((left, idiom) => left.replace(idiom, ' ~ '), said)
  if (distress.some((pattern) => pattern.test(plain))) return true
  if (topical.some((pattern) => pattern.test(plain)) && !topic.test(said)) return true
  return grave.test(plain) && !studied.test(said)
}

/** Characters read: the message of a member, not a file. */
const maxRead = 6000

import { isPersonal, speaksOfDanger, studied } from './danger-lexicon.ts'
import { soundsLikeDanger } from './danger-model.ts'
import { distress, harmless, topic, topical } from './danger-patterns.ts'
import { spoken } from './danger-words.ts'

/** Characters read: the message of a member, not a file. */
const maxRead = 6000

/**
 * Whether a text tells of danger: self-harm, abuse, violence, harassment, of the writer or of someone near. Rules first: they can be read, tested and
 * corrected; a small learned model after them, for what no rule foresaw. Well under a millisecond. Rather one alarm too many: school idioms ("c'est mort", "Parcoursup me tue") are taken out first,
 * then known ways to say it count whatever else is said, grave words beside "je" or "me" unless they are a subject of study, and what only sounds like it.
 */
export function isDanger(text: string): boolean {
  const said = spoken(text.slice(0, maxRead))
  const plain = harmless.reduce((left, idiom) => left.replace(idiom, ' ~ '), said)
  if (distress.some((pattern) => pattern.test(plain))) return true
  if (topical.some((pattern) => pattern.test(plain)) && !topic.test(said) && !studied.test(said)) return true
  return plain
    .split(' . ')
    .some(
      (sentence) =>
        sentence.trim() !== '' &&
        (speaksOfDanger(` ${sentence.trim()} `) || (isPersonal(sentence) && soundsLikeDanger(sentence))),
    )
}

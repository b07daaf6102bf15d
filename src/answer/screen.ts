import type { Screen } from '../domain/ports.ts'
import { maxRead, moodOf } from '../french/mood.ts'
import { isRefused } from './screen-content.ts'

/** Of a question, after cleaning. */
const maxChars = 1500

/**
 * Looks at a question before anything else is done: pure, well under 5 ms. Danger goes before all else, in a text that is too long too. A planted
 * instruction is ordinary text: the question inside still gets its answer.
 */
export const screen: Screen = (text) => {
  const whole = text.trim()
  const read = whole.slice(0, maxRead)
  const isCut = read.length < whole.length
  const cleaned = read
    .replace(/[\p{Cf}\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (!isCut && cleaned === '') return { kind: 'refuse', reason: 'empty', low: false }
  if (!isCut && !/\p{L}/u.test(cleaned.replace(/<a?:\w+:\d+>|:\w+:/g, '')))
    return { kind: 'refuse', reason: 'no-words', low: false }
  const mood = moodOf(read)
  if (mood === 'danger') return { kind: 'danger' }
  const low = mood === 'low'
  if (isCut || cleaned.length > maxChars) return { kind: 'refuse', reason: 'too-long', low }
  return isRefused(cleaned) ? { kind: 'refuse', reason: 'content', low } : { kind: 'pass', low }
}

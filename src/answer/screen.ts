import type { Screen } from '../domain/ports.ts'
import { isDanger } from './danger.ts'
import { isRefused } from './screen-content.ts'

export { lowMood } from './screen-mood.ts'

/** Of a question, after cleaning. */
const maxChars = 1500

/**
 * Looks at a question before anything else is done: pure, well under 5 ms. Danger goes before all else, however long the text is. A planted instruction is
 * ordinary text: the question inside still gets its answer.
 */
export const screen: Screen = (text) => {
  const cleaned = text
    .replace(/[\p{Cf}\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (cleaned === '') return { kind: 'refuse', reason: 'empty' }
  if (!/\p{L}/u.test(cleaned.replace(/<a?:\w+:\d+>|:\w+:/g, ''))) return { kind: 'refuse', reason: 'no-words' }
  if (isDanger(text)) return { kind: 'danger' }
  if (cleaned.length > maxChars) return { kind: 'refuse', reason: 'too-long' }
  return isRefused(cleaned) ? { kind: 'refuse', reason: 'content' } : { kind: 'pass' }
}

import { readFileSync } from 'node:fs'
import { featuresOf, windowsOf } from './mood-features.ts'
import { spokenWords } from './spoken.ts'

/** What a text tells of its writer, or of someone near: danger, low mood without it, or neither. */
export type Mood = 'danger' | 'low' | null

/** Characters read, however long the text is: the message of a member, not a file. */
export const maxRead = 6000
/** Scores (log odds) from which danger and low mood are heard. Set so that few are missed: an alarm too many costs a student one line that he did not need. */
const thresholds = { danger: -0.7, low: -0.6 }

const learned = readLearned(new URL('mood-weights.tsv', import.meta.url))

/**
 * Hears danger (self-harm, abuse, violence, harassment, of the writer or of someone near, and threats against others) and low mood. Two logistic regressions over
 * words and word families, learned by `tests/french/mood-learn.ts` from the phrasings beside it: rules missed a third of every new batch of
 * phrasings, this one about one in forty (`src/README.md`). What is not heard as danger is then mostly heard as low: a helpline stands under the answer.
 */
export function moodOf(text: string): Mood {
  const scores = windowsOf(spokenWords(text.slice(0, maxRead))).map((words) => scoresOf(featuresOf(words)))
  if (scores.some(({ danger }) => danger > thresholds.danger)) return 'danger'
  return scores.some(({ low }) => low > thresholds.low) ? 'low' : null
}

/** Log odds of danger, and of danger or low mood. */
interface Scores {
  readonly danger: number
  readonly low: number
}

function scoresOf(found: ReadonlySet<string>): Scores {
  let danger = 0
  let low = 0
  for (const feature of found) {
    const at = learned.places.get(feature)
    if (at === undefined) continue
    danger += learned.danger[at]!
    low += learned.low[at]!
  }
  // A long text has more to add up.
  const scale = 1 / Math.sqrt(Math.max(1, found.size))
  return { danger: (learned.danger[0]! + danger * scale) / 100, low: (learned.low[0]! + low * scale) / 100 }
}

interface Learned {
  readonly places: ReadonlyMap<string, number>
  /** In hundredths; the biases stand first. */
  readonly danger: Int16Array
  readonly low: Int16Array
}

/** A line a feature: `danger<TAB>low<TAB>feature`; the first line is that of the biases. Read in place: there are tens of thousands. */
function readLearned(file: URL): Learned {
  const text = readFileSync(file, 'utf8')
  const places = new Map<string, number>()
  const danger: number[] = []
  const low: number[] = []
  for (let from = 0, end = text.indexOf('\n'); end > 0; from = end + 1, end = text.indexOf('\n', from)) {
    const first = text.indexOf('\t', from)
    const second = text.indexOf('\t', first + 1)
    if (from > 0) places.set(text.slice(second + 1, end), danger.length)
    danger.push(Number(text.slice(from, first)))
    low.push(Number(text.slice(first + 1, second)))
  }
  return { places, danger: Int16Array.from(danger), low: Int16Array.from(low) }
}

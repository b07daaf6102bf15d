import { readFileSync } from 'node:fs'
import { featuresOf, windowsOf } from './mood-features.ts'

/** Weights of one logistic regression over `featuresOf`, in hundredths. */
export interface Weights {
  readonly bias: number
  readonly byFeature: ReadonlyMap<string, number>
}

/** What a text tells of its writer, or of someone near: danger, low mood without it, or neither. */
export type Mood = 'danger' | 'low' | null

/** Characters read: the message of a member, not a file. */
const maxRead = 6000
/** Scores (log odds) from which danger and low mood are heard. Set so that few are missed: an alarm too many costs a student one line that he did not need. */
const thresholds = { danger: -0.9, low: -0.9 }

const weights = readWeights(new URL('mood-weights.tsv', import.meta.url))

/**
 * Hears danger (self-harm, abuse, violence, harassment, of the writer or of someone near, and threats against others) and low mood. Two logistic regressions over
 * words and word families, learned by `tests/french/mood-learn.ts` from the phrasings beside it: rules missed a third of every new batch of
 * phrasings, this one about one in twenty (`src/README.md`). What is not heard as danger is then mostly heard as low: a helpline stands under the answer.
 */
export function moodOf(text: string): Mood {
  const windows = windowsOf(text.slice(0, maxRead)).map(featuresOf)
  if (windows.some((found) => scoreOf(weights.danger, found) > thresholds.danger)) return 'danger'
  return windows.some((found) => scoreOf(weights.low, found) > thresholds.low) ? 'low' : null
}

/** Log odds. */
export function scoreOf({ bias, byFeature }: Weights, found: ReadonlySet<string>): number {
  let sum = 0
  for (const feature of found) sum += byFeature.get(feature) ?? 0
  return bias + sum / 100 / Math.sqrt(found.size)
}

/** A line a feature: `danger<TAB>low<TAB>feature`; the first line is that of the biases. */
function readWeights(file: URL): { readonly danger: Weights; readonly low: Weights } {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t') as [string, string, string])
  const [biases, ...features] = rows
  const column = (at: 0 | 1): Weights => ({
    bias: Number(biases![at]) / 100,
    byFeature: new Map(features.filter((row) => row[at] !== '0').map((row) => [row[2], Number(row[at])])),
  })
  return { danger: column(0), low: column(1) }
}

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { featuresOf, windowsOf } from '../../src/french/mood-features.ts'
import { spokenWords } from '../../src/french/spoken.ts'
import { readCases } from '../../src/prompts/eval/cases.ts'
import { readFreshCases } from '../eval/fresh.ts'
import { fixtureBase } from '../support/base.ts'
import { createRandom } from '../answer/verify-errors.ts'

export interface Row {
  readonly text: string
  readonly label: 'danger' | 'safe' | 'low'
  /** `held` rows are never learned from. */
  readonly half: 'tune' | 'held'
}

/** What stands beside a danger more often than not. */
export const beside =
  'Je suis en terminale générale et j’hésite entre une école d’ingénieurs et un BUT. Est-ce que les maths sont importantes pour devenir data scientist ?'

const here = (file: string) => new URL(file, import.meta.url)
export const weightsFile = here('../../src/french/mood-weights.tsv')

/** The labelled phrasings of the tests. */
export function readRows(): readonly Row[] {
  const lines = readFileSync(here('mood.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Row)
}

/** Fingerprint of what the weights are learned from, but for the base's own questions, which moderators change at any time. */
export function fingerprint(): string {
  const files = [
    'mood.jsonl',
    '../../src/french/mood-families.txt',
    '../../src/french/mood-features.ts',
    '../../src/french/spoken.ts',
  ]
  return files
    .reduce((hash, file) => hash.update(readFileSync(here(file))), createHash('sha256'))
    .digest('hex')
    .slice(0, 16)
}

/** What is said on an ordinary day: the base's sentences and students' phrasings, but for the helplines' page, and the evaluation questions that were tuned on. */
async function readOrdinary(): Promise<readonly string[]> {
  const { snapshot } = await fixtureBase('knowledge')
  const passages = snapshot.passages.filter(({ id }) => !/numeros|a-qui-parler/.test(id))
  const said = passages.flatMap(({ questions, sentences }) => [...questions, ...sentences.map(({ text }) => text)])
  const cases = [...readCases('prompts', 'answer'), ...readFreshCases()]
  const harmless = cases.filter(({ half, kind }) => half === 'tune' && kind !== 'distress')
  return [...said, ...harmless.map(({ question }) => question)]
}

interface Example {
  /** Numbers of its features, and how many it has in all. */
  readonly found: Found
  readonly target: 0 | 1
}
interface Model {
  bias: number
  readonly weights: Float64Array
}
interface Found {
  readonly numbers: Uint32Array
  readonly size: number
}
interface Text {
  readonly whole: Found
  /** Its windows of words: what is said is often said in one of them. */
  readonly parts: readonly Found[]
  readonly target: 0 | 1
}

/** Numbers the features that stand in two texts at least: what stands in one says nothing of others. */
function numbersOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const feature of featuresOf(spokenWords(text))) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  return new Map([...counts].filter(([, count]) => count >= 2).map(([feature], at) => [feature, at]))
}

const rounds = 30
const rate = 0.5
const decay = 1e-3
/** What is missed weighs more than a false alarm. */
const targetWeight = 2

/** Logistic regression by AdaGrad (Duchi, Hazan, Singer 2011) with weight decay; deterministic. */
function descend(examples: readonly Example[], size: number): Model {
  const random = createRandom(5)
  const weights = new Float64Array(size)
  const gradients = new Float64Array(size).fill(0.01)
  const model: Model = { bias: 0, weights }
  let biasGradient = 0.01
  const order = examples.map((_, at) => at)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random)
    for (const at of order) {
      const { found, target } = examples[at]!
      const scale = 1 / Math.sqrt(found.size)
      const step = (target - 1 / (1 + Math.exp(-scoreOf(model, found)))) * (target === 1 ? targetWeight : 1)
      biasGradient += step * step
      model.bias += (rate * step) / Math.sqrt(biasGradient)
      for (const feature of found.numbers) {
        const slope = step * scale - decay * weights[feature]!
        gradients[feature]! += slope * slope
        weights[feature]! += (rate * slope) / Math.sqrt(gradients[feature]!)
      }
    }
  }
  return model
}

function scoreOf({ bias, weights }: Model, { numbers, size }: Found): number {
  let sum = 0
  for (const feature of numbers) sum += weights[feature]!
  return bias + sum / Math.sqrt(size)
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
}

/**
 * Learns from whole texts, then once more with parts of them: of a text that has it, the part that sounds most like it (which part says it nobody labelled);
 * of the others, all.
 */
function learn(texts: readonly Text[], size: number): Model {
  const whole = texts.map(({ whole: found, target }) => ({ found, target }))
  const first = descend(whole, size)
  const loudest = (parts: readonly Found[]) =>
    parts.length === 0 ? [] : [parts.reduce((a, b) => (scoreOf(first, b) > scoreOf(first, a) ? b : a))]
  const parts = texts.flatMap(({ parts: all, target }) => (target === 1 ? loudest(all) : all).map((found) => ({ found, target })))
  const second = descend([...whole, ...parts], size)
  // What is still not heard is learned from four times.
  const unheard = whole.filter(({ found, target }) => target === 1 && scoreOf(second, found) < 0)
  return descend([...whole, ...parts, ...unheard, ...unheard, ...unheard], size)
}

/** The content of `mood-weights.tsv`: weights in hundredths. */
function shipped(numbers: ReadonlyMap<string, number>, danger: Model, low: Model): string {
  const hundredths = (value: number) => Math.round(value * 100)
  const lines = [...numbers].flatMap(([feature, at]) => {
    const both = [danger, low].map(({ weights }) => hundredths(weights[at]!))
    return both.every((weight) => Math.abs(weight) < least) ? [] : [`${both.join('\t')}\t${feature}`]
  })
  return [`${hundredths(danger.bias)}\t${hundredths(low.bias)}\t${fingerprint()}`, ...lines.toSorted(), ''].join('\n')
}
/** Less than this says nothing. */
const least = 40

if (import.meta.main) {
  const labelled = readRows().filter(({ half }) => half === 'tune')
  const ordinary = (await readOrdinary()).filter((text) => /\p{L}/u.test(text)).map((text) => ({ text, label: 'safe' as const }))
  const rows = [...labelled, ...ordinary]
  const numbers = numbersOf(rows.map(({ text }) => text))
  const read = (words: readonly string[]): Found => {
    const all = featuresOf(words)
    return { numbers: Uint32Array.from([...all].flatMap((feature) => numbers.get(feature) ?? [])), size: Math.max(1, all.size) }
  }
  const texts = rows.map(({ text, label }) => {
    const words = spokenWords(text)
    return {
      label,
      whole: read(words),
      parts: windowsOf(words)
        .filter((window) => window.length < words.length)
        .map(read),
    }
  })
  const learned = (is: (label: Row['label']) => boolean) =>
    learn(
      texts.map(({ label, whole, parts }) => ({ whole, parts, target: is(label) ? 1 : 0 })),
      numbers.size,
    )
  const danger = learned((label) => label === 'danger')
  const low = learned((label) => label !== 'safe')
  writeFileSync(weightsFile, shipped(numbers, danger, low))
}

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { features } from '../../src/answer/danger-model.ts'
import { harmless } from '../../src/answer/danger-patterns.ts'
import { spoken } from '../../src/answer/danger-words.ts'
import { createRandom } from './verify-errors.ts'

export interface Row {
  readonly text: string
  readonly label: 'danger' | 'safe' | 'low'
  readonly half: 'tune' | 'held'
}

/** The labelled phrasings of the tests. */
export function readRows(): readonly Row[] {
  const lines = readFileSync(new URL('danger.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as Row)
}

/** Questions of the base: what students ask on an ordinary day. Those of the helplines' page are none. */
export function readOrdinary(): readonly string[] {
  const root = new URL('../../knowledge/', import.meta.url)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.md') && !/numero|ecoute|aide/.test(file),
  )
  return files.flatMap((file) =>
    Array.from(readFileSync(new URL(file, root), 'utf8').matchAll(/<!-- question: (.*?) -->/g), ([, text]) => text!),
  )
}

const wordsOf = (text: string) =>
  harmless
    .reduce((left, idiom) => left.replace(idiom, ' ~ '), spoken(text))
    .trim()
    .split(' ')

export interface Model {
  readonly bias: number
  readonly weights: ReadonlyMap<string, number>
}

/** Logistic regression by stochastic gradient; deterministic. Danger weighs twice. */
export function learn(rows: readonly { readonly text: string; readonly danger: boolean }[]): Model {
  const random = createRandom(5)
  const examples = rows.map(({ text, danger }) => ({ found: features(wordsOf(text)), target: danger ? 1 : 0 }))
  const weights = new Map<string, number>()
  let bias = 0
  for (let round = 0; round < 30; round++) {
    for (const { found, target } of shuffled(examples, random)) {
      const scale = 1 / Math.sqrt(found.length)
      const sum = found.reduce((total, feature) => total + (weights.get(feature) ?? 0) * scale, bias)
      const step = (target - 1 / (1 + Math.exp(-sum))) * (target === 1 ? 1 : 0.5)
      bias += step * 0.1
      for (const feature of found) weights.set(feature, (weights.get(feature) ?? 0) * 0.9999 + step * scale)
    }
  }
  return { bias, weights }
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  return list
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** The content of `danger-weights.json`, weights in thousandths: what is seen once and weighs little says nothing of other texts. */
export function shippedForm({ bias, weights }: Model): { readonly bias: number; readonly weights: readonly string[] } {
  const kept = [...weights].filter(([, weight]) => Math.abs(weight) >= 0.12).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { bias: Number(bias.toFixed(4)), weights: kept.map(([feature, weight]) => `${Math.round(weight * 1000)} ${feature}`) }
}

/** The examples that the shipped weights are learned from: the tune half, and the base's questions. */
export function examples(): readonly { readonly text: string; readonly danger: boolean }[] {
  return [
    ...readRows()
      .filter(({ half }) => half === 'tune')
      .map(({ text, label }) => ({ text, danger: label === 'danger' })),
    ...readOrdinary().map((text) => ({ text, danger: false })),
  ]
}

if (import.meta.main) {
  const file = new URL('../../src/answer/danger-weights.json', import.meta.url)
  writeFileSync(file, `${JSON.stringify(shippedForm(learn(examples())), null, 2)}\n`)
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tokens } from '../../src/french/analysis.ts'
import { fold } from '../../src/french/fold.ts'
import { splitSentences } from '../../src/french/sentences.ts'
import { type ModelDouble, startModelDouble } from './model.ts'

/** What it is called everywhere: no report may take it for a language model. */
export const standInName = 'doublure-extractive'

/**
 * A stand-in for a language model behind the real protocol. It understands nothing: it copies the sentences of the passages
 * that share most words with the question, each with its `[n]`, and says `INSUFFISANT` when none shares enough. Of the
 * prompt's wording it obeys one thing, the most words that an answer may have ("De 40 à 160 mots").
 */
export function startExtractiveModel(): Promise<ModelDouble> {
  return startModelDouble(({ messages }) => {
    const [system, message, written] = messages.map(({ content }) => content)
    // A repair: it has nothing better to say.
    const text = written === undefined ? answer(system ?? '', message ?? '') : 'INSUFFISANT'
    return { kind: 'answer', pieces: text.match(/[\s\S]{1,40}/g) ?? [], usage: false }
  })
}

const passagePattern = /<passage numero="(\d+)" titre="([^"]*)">\n([\s\S]*?)\n<\/passage>/g
const questionPattern = /<question>\n([\s\S]*?)\n<\/question>/
/** Sentences that speak to a program instead of telling something. */
const orders = /consigne|instruction|assistant|system|ignore|réponds|override/i

interface Candidate {
  readonly text: string
  readonly n: number
  readonly place: number
  readonly score: number
}

function answer(system: string, message: string): string {
  const question = questionPattern.exec(message)?.[1] ?? ''
  const asked = new Set(tokens(question).map(({ stem }) => stem))
  const maxWords = Number(/à (\d+) mots/.exec(system)?.[1] ?? 160)
  const candidates = [...message.matchAll(passagePattern)].flatMap(([, n, title, text]) => rate(Number(n), title!, text!, asked))
  const best = Math.max(0, ...candidates.map(({ score }) => score))
  if (best < 1) return 'INSUFFISANT'
  let room = maxWords
  const chosen = candidates
    .filter(({ score }) => score >= best / 2)
    .toSorted((a, b) => b.score - a.score || a.place - b.place)
    .filter(({ text }) => {
      const words = text.split(/\s+/).length
      if (words > room) return false
      room -= words
      return true
    })
  if (chosen.length === 0) return 'INSUFFISANT'
  return chosen
    .toSorted((a, b) => a.place - b.place)
    .map(({ text, n }) => `${text} [${n}]`)
    .join('\n\n')
}

/** Words in common with the question, those of the heading at half weight; earlier passages a little ahead. */
function rate(n: number, title: string, text: string, asked: ReadonlySet<string>): readonly Candidate[] {
  const inTitle = tokens(title).filter(({ stem }) => asked.has(stem)).length
  return splitSentences(text)
    .map((span) => span.text.replace(/^[-*|\s]+|\s*\|\s*$/g, ''))
    .filter((sentence) => !orders.test(sentence) && sentence.split(/\s+/).length > 3 && !sentence.includes('|'))
    .map((sentence, at) => {
      const shared = new Set(tokens(sentence).flatMap(({ stem }) => (asked.has(stem) ? [stem] : []))).size
      const figure = /combien|cb|salaire|gagn|paye|dur/.test(fold([...asked].join(' '))) && /\d/.test(sentence) ? 0.5 : 0
      return { text: sentence, n, place: n * 1000 + at, score: shared + inTitle / 2 + figure + 0.3 / n }
    })
}

/** `node tests/doubles/extractive-model.ts prompt eval 1.1.0 --record`: a command of Sextant with this stand-in as its model. */
if (import.meta.main) {
  const model = await startExtractiveModel()
  const env = { ...process.env, OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: standInName, OPENAI_API_KEY: '' }
  const child = spawn(process.execPath, ['src/main.ts', ...process.argv.slice(2)], { env, stdio: 'inherit' })
  const [code] = (await once(child, 'close')) as [number | null]
  await model.stop()
  process.exitCode = code ?? 1
}

import { finding } from './finding.ts'
import { checkShape, metierSchema, topicSchema } from './schema.ts'
import type { MetierMeta, TopicMeta } from './schema.ts'
import { readYaml } from './yaml.ts'
import type { Finding } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'

export type Meta = TopicMeta & Partial<MetierMeta>

export interface FrontMatterReading {
  /** Null when refused. */
  readonly meta: Meta | null
  /** The rest of the page, with an empty line for each line of the front matter, so that line numbers stay the file's. */
  readonly body: string
  readonly findings: readonly Finding[]
  /** Line of a key, from 1. */
  readonly lineOf: (key: string) => number
}

const fence = /^---[ \t]*$/

/**
 * Splits the front matter from a page (line ends `\n`) and checks it. Only a first line that is exactly `---` opens one:
 * `---js` is no front matter here and never runs.
 *
 * @param isMetier Whether the page is `metier.md`, which has more keys.
 */
export function readFrontMatter(file: string, text: string, isMetier: boolean): FrontMatterReading {
  const refuse = (line: number, remark: Parameters<typeof finding>[3]): FrontMatterReading => ({
    meta: null,
    body: '',
    findings: [finding(file, line, 'refused', remark)],
    lineOf: () => 1,
  })
  const lines = text.split('\n')
  if (!fence.test(lines[0]!)) return refuse(1, texts.noFrontMatter)
  const end = lines.findIndex((line, index) => index > 0 && fence.test(line))
  if (end === -1) return refuse(1, texts.openFrontMatter)
  const reading = readYaml(lines.slice(1, end).join('\n'), 1)
  if (!reading.ok) return refuse(reading.line, reading.remark)
  const schema = isMetier ? metierSchema : topicSchema
  const { value, findings } = checkShape(schema, withoutNulls(reading.value), { file, lineOf: reading.lineOf })
  const body = '\n'.repeat(end + 1) + lines.slice(end + 1).join('\n')
  return { meta: value, body, findings, lineOf: (key) => reading.lineOf([key]) }
}

/** A key without a value (`relu_le:`) counts as absent: drafts are written so. */
function withoutNulls(value: unknown): unknown {
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null))
}

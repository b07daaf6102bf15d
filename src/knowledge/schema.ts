import { z } from 'zod'
import { finding, nearest } from './finding.ts'
import type { YamlPath } from './yaml.ts'
import type { Finding } from '../domain/knowledge.ts'
import { sourceTypes } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'
import type { Remark } from '../texts/fr/knowledge.ts'

/** The message of a custom rule is the name of the text that tells it. */
const date = z.string('badDate').refine(isDate, 'badDate')
const words = z.string('notText').trim().min(1, 'missingKey')
/** One text stands for a list of one: moderators write both. */
const wordList = z.union([words.transform((word) => [word]), z.array(words)], 'notList')

const topicShape = {
  titre: words,
  consulte_le: date,
  relu_le: date.optional(),
  relire_avant: date.optional(),
  responsable: words.optional(),
}
const metierShape = {
  ...topicShape,
  genre: z.enum(['metier', 'guide'], 'notOneOf').default('metier'),
  alias: wordList.default([]),
  rome: words.optional(),
  voisins: wordList.default([]),
  resume: words.optional(),
}
/** Front matter of a topic page. */
export const topicSchema = z.strictObject(topicShape)
/** Front matter of `metier.md`. */
export const metierSchema = z.strictObject(metierShape)
export type TopicMeta = z.infer<typeof topicSchema>
export type MetierMeta = z.infer<typeof metierSchema>

/** An entry of `sources.yaml`; a year alone may be written as a number. */
export const sourceSchema = z.strictObject({
  editeur: words,
  titre: words,
  url: z
    .string('badUrl')
    .refine((url) => /^https?:\/\/[^\s<>]+$/i.test(url) && URL.canParse(url), 'badUrl')
    .nullable(),
  date: z.union([z.string().trim().min(1), z.int().min(1000).max(9999).transform(String)], 'badSourceDate').nullable(),
  type: z.enum(sourceTypes, 'notOneOf'),
})

const choices: Readonly<Record<string, readonly string[]>> = { genre: ['metier', 'guide'], type: sourceTypes }

/** A day that exists, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/**
 * Checks one mapping of a YAML file and says each fault in French, at its line.
 *
 * @param base Path of the mapping within the document.
 * @returns The value, or null with at least one refusal.
 */
export function checkShape<T extends z.ZodType>(
  schema: T,
  value: unknown,
  at: { readonly file: string; readonly lineOf: (path: YamlPath) => number; readonly base?: YamlPath },
): { readonly value: z.infer<T> | null; readonly findings: readonly Finding[] } {
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data, findings: [] }
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  const base = at.base ?? []
  const findings = result.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => finding(at.file, at.lineOf([...base, key]), 'refused', unknownKey(key, known)))
    }
    const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))]
    return [finding(at.file, at.lineOf(path), 'refused', remarkOf(issue, value))]
  })
  return { value: null, findings }
}

function unknownKey(key: string, known: readonly string[]): Remark {
  const belongsToMetier = key in metierShape && !known.includes(key) && known.includes('consulte_le')
  return belongsToMetier ? texts.metierOnlyKey(key) : texts.unknownKey(key, nearest(key, known), known)
}

function remarkOf(issue: z.core.$ZodIssue, value: unknown): Remark {
  if (issue.path.length === 0) return texts.yaml.notAMap
  const key = String(issue.path[0])
  const given = typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
  if (given === undefined || given === null || given === '') return texts.missingKey(key)
  switch (issue.message) {
    case 'badDate':
      return texts.badDate(key)
    case 'badUrl':
      return texts.badUrl(key)
    case 'badSourceDate':
      return texts.badSourceDate(key)
    case 'notOneOf':
      return texts.notOneOf(key, choices[key] ?? [])
    case 'notList':
      return texts.notList(key)
    case 'missingKey':
      return texts.missingKey(key)
    default:
      return texts.notText(key)
  }
}

import { finding } from './finding.ts'
import { checkShape, sourceSchema } from './schema.ts'
import { readYaml } from './yaml.ts'
import type { Finding, Source } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'

export interface SourcesReading {
  /** The entries without fault, by id, in the file's order. */
  readonly sources: ReadonlyMap<string, Source>
  /** Line of each entry. */
  readonly lines: ReadonlyMap<string, number>
  /** All refusals: with one, the file's last good version serves, if there is one. */
  readonly findings: readonly Finding[]
}

/** Reads `sources.yaml`: a mapping from the id of a note to its source. Never throws. */
export function parseSources(file: string, text: string): SourcesReading {
  const sources = new Map<string, Source>()
  const lines = new Map<string, number>()
  const reading = readYaml(text)
  if (!reading.ok) return { sources, lines, findings: [finding(file, reading.line, 'refused', reading.remark)] }
  const { value, lineOf } = reading
  if (value === null || value === undefined) return { sources, lines, findings: [] }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { sources, lines, findings: [finding(file, 1, 'refused', texts.yaml.notAMap)] }
  }
  const findings: Finding[] = []
  for (const [id, entry] of Object.entries(value)) {
    const line = lineOf([id])
    if (!/^[\w.-]{1,80}$/.test(id)) findings.push(finding(file, line, 'refused', texts.badSourceId(id)))
    const checked = checkShape(sourceSchema, entry, { file, lineOf, base: [id] })
    findings.push(...checked.findings)
    if (checked.value !== null) {
      sources.set(id, { id, ...checked.value })
      lines.set(id, line)
    }
  }
  return { sources, lines, findings }
}

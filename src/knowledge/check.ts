import { createLoader } from './loader.ts'
import type { Finding, Severity, Snapshot } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'

export interface CheckResult {
  readonly findings: readonly Finding[]
  readonly snapshot: Snapshot
  readonly pageCount: number
  /** Something was refused or, with `strict`, warned of. */
  readonly failed: boolean
}

/** Checks a knowledge folder as it lies there, without any earlier version. Never rejects: a missing folder is a refusal. */
export async function checkFolder(options: {
  readonly dir: string
  readonly strict: boolean
  readonly today: string
}): Promise<CheckResult> {
  const { findings, snapshot, pageCount } = await createLoader({ dir: options.dir, today: () => options.today }).load()
  const count = countOf(findings)
  return { findings, snapshot, pageCount, failed: count.refused > 0 || (options.strict && count.warned > 0) }
}

export const checkFormats = ['text', 'json', 'github'] as const
export type CheckFormat = (typeof checkFormats)[number]

/**
 * Writes the result for a terminal (`file:line: severity: reason: remedy`), a program (one JSON object) or GitHub's
 * annotations of a pull request.
 *
 * @param dir The folder as it was given: it precedes the files in the text and in annotations, which name paths of the repository.
 */
export function formatCheck(result: CheckResult, format: CheckFormat, dir: string): string {
  if (format === 'json') return json(result, dir)
  const path = pathOf(dir)
  const lines = result.findings.map((finding) => (format === 'github' ? annotation(finding, path) : formatFinding(finding, path)))
  return [...lines, texts.summary(countOf(result.findings), result.pageCount, result.snapshot.passages.length)].join('\n')
}

/** `file:line: severity: reason: remedy`. */
export function formatFinding({ file, line, severity, reason, remedy }: Finding, path: (file: string) => string): string {
  return `${path(file)}:${line}: ${texts.severities[severity]}: ${reason}: ${remedy}`
}

function json({ findings, snapshot, pageCount, failed }: CheckResult, dir: string): string {
  const counts = {
    ...countOf(findings),
    pages: pageCount,
    passages: snapshot.passages.length,
    professions: snapshot.professions.size,
  }
  return JSON.stringify({ dir, failed, kbSha: snapshot.kbSha, counts, findings })
}

const levels = { refused: 'error', warned: 'warning', noted: 'notice' } as const

function annotation({ file, line, severity, reason, remedy }: Finding, path: (file: string) => string): string {
  const message = escapeData(`${reason}\n${remedy}`)
  return `::${levels[severity]} file=${escapeProperty(path(file))},line=${line},title=${escapeProperty(texts.severities[severity])}::${message}`
}

/** As GitHub's own toolkit escapes workflow commands. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

function pathOf(dir: string): (file: string) => string {
  const prefix = dir
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '')
  return (file) => (prefix === '' || prefix === '.' ? file : file === '.' ? prefix : `${prefix}/${file}`)
}

function countOf(findings: readonly Finding[]): Record<Severity, number> {
  const count = { refused: 0, warned: 0, noted: 0 }
  for (const { severity } of findings) count[severity] += 1
  return count
}

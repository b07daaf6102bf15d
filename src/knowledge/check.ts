import { statSync } from 'node:fs'
import { finding } from './finding.ts'
import { createLoader } from './loader.ts'
import { sourcesFile } from './read.ts'
import type { Load } from './loader.ts'
import type { Finding, Severity, Snapshot } from '../domain/knowledge.ts'
import { knowledge as texts, type Remark } from '../texts/fr/knowledge.ts'

export interface CheckResult {
  readonly findings: readonly Finding[]
  readonly snapshot: Snapshot
  readonly pageCount: number
  /** Something was refused or, with `strict`, warned of. */
  readonly failed: boolean
}

/** Checks a knowledge folder as it lies there, without any earlier version. Never rejects: a folder that is missing or holds no page is refused. */
export async function checkFolder(options: {
  readonly dir: string
  readonly strict: boolean
  readonly today: string
}): Promise<CheckResult> {
  const load = await createLoader({ dir: options.dir, today: () => options.today }).load()
  const { snapshot, pageCount } = load
  const findings = [...rootFindings(options.dir, load), ...load.findings.filter((one) => !isRootGone(one))]
  const count = countOf(findings)
  return { findings, snapshot, pageCount, failed: count.refused > 0 || (options.strict && count.warned > 0) }
}

/** What a check says of the folder itself; the loader's own remark speaks of an earlier version, and a check has none. */
function rootFindings(dir: string, { findings, pageCount }: Pick<Load, 'findings' | 'pageCount'>): readonly Finding[] {
  const refuse = (remark: Remark) => [finding('.', 1, 'refused', remark)]
  const kind = kindOf(dir)
  if (kind === 'nothing') return refuse(texts.noFolder)
  if (kind === 'file') return refuse(texts.notAFolder)
  if (findings.some(isRootGone)) return refuse(texts.rootUnreadable)
  const isExplained = pageCount > 0 || findings.some(({ file, severity }) => severity === 'refused' && file !== sourcesFile)
  return isExplained ? [] : refuse(texts.noPage)
}

function kindOf(dir: string): 'folder' | 'file' | 'nothing' | 'unknown' {
  try {
    const stats = statSync(dir, { throwIfNoEntry: false })
    return stats === undefined ? 'nothing' : stats.isDirectory() ? 'folder' : 'file'
  } catch {
    return 'unknown'
  }
}

const isRootGone = ({ file, reason }: Finding) => file === '.' && reason === texts.rootGone.reason

export const checkFormats = ['text', 'json', 'github'] as const
export type CheckFormat = (typeof checkFormats)[number]

export interface CheckView {
  readonly format: CheckFormat
  /** The folder as it was given: it precedes the files in the text and in annotations, which name paths of the repository. */
  readonly dir: string
  readonly verbose?: boolean
}

/**
 * Writes the result for a terminal (`file:line: severity: reason: remedy`), a program (one JSON object) or GitHub's
 * annotations of a pull request. The text shows one note of each sort and GitHub none, for it shows few and refusals would
 * drown; `verbose` shows them all. A program always gets all.
 */
export function formatCheck(result: CheckResult, { format, dir, verbose = false }: CheckView): string {
  if (format === 'json') return json(result, dir)
  const path = pathOf(dir)
  const { findings } = result
  const lines =
    format === 'github'
      ? findings.filter(({ severity }) => verbose || severity !== 'noted').map((one) => annotation(one, path))
      : (verbose ? findings : groupNotes(findings)).map((one) => formatFinding(one, path))
  return [...lines, texts.summary(countOf(result.findings), result.pageCount, result.snapshot.passages.length)].join('\n')
}

/** The notes that say the same but for names and numbers become the first of them, whose remedy counts the others. */
function groupNotes(findings: readonly Finding[]): readonly Finding[] {
  const sortOf = ({ reason }: Finding) => reason.replace(/« .*? »|\([^)]*\)|\d+(?:-\d+)*/g, '…')
  const notes = Map.groupBy(
    findings.filter(({ severity }) => severity === 'noted'),
    sortOf,
  )
  return findings.flatMap((one) => {
    if (one.severity !== 'noted') return [one]
    const [first, ...others] = notes.get(sortOf(one))!
    if (one !== first) return []
    return [others.length === 0 ? one : { ...one, remedy: `${one.remedy}${texts.andOthers(others.length)}` }]
  })
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

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { showDiff } from '../prompts/eval/line-diff.ts'
import { compare } from '../prompts/eval/gate.ts'
import { fileOf, readVersion } from '../prompts/registry.ts'
import { kindName } from '../prompts/report-markdown.ts'
import { type EvalReport, readReport } from '../prompts/report.ts'
import { readVersionName } from '../prompts/version.ts'
import { promptEval } from '../texts/fr/prompt-eval.ts'

const texts = promptEval.diff

/**
 * `prompt diff A B`: wording, settings, and behaviour as the reports measured it.
 *
 * @param dir The prompts folder.
 */
export function diffPrompts(from: string, to: string, dir: string, output: Writable): number {
  const [a, b] = [readVersionName(from), readVersionName(to)]
  const [before, after] = [readVersion(dir, a), readVersion(dir, b)]
  const wording = showDiff(bodyOf(join(dir, fileOf(a))), bodyOf(join(dir, fileOf(b))))
  const settings = changedSettings({ ...before.settings }, { ...after.settings })
  const parts = [
    `${texts.wording} (${from} → ${to})`,
    ...(wording.length === 0 ? [texts.sameWording] : wording),
    '',
    texts.settings,
    ...(settings.length === 0 ? [texts.sameSettings] : settings),
    '',
    texts.measured,
    ...measured(reportsOf(dir, before.ref), reportsOf(dir, after.ref), [from, to]),
  ]
  output.write(`${parts.join('\n')}\n`)
  return 0
}

/** Without the front matter: its settings are shown apart. */
const bodyOf = (path: string) =>
  readFileSync(path, 'utf8')
    .replaceAll('\r\n', '\n')
    .replace(/^---\n[\s\S]*?\n---\n/, '')

type Settings = Readonly<Record<string, number>>

function changedSettings(before: Settings, after: Settings): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => texts.setting(name, String(before[name] ?? '–'), String(after[name] ?? '–')))
}

/** The reports of a version as its text is now, one a model. */
function reportsOf(
  dir: string,
  ref: { readonly name: string; readonly version: string; readonly sha: string },
): readonly EvalReport[] {
  const folder = join(dir, ref.name, 'reports')
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files
    .filter((file) => file.startsWith(`${ref.version}--`) && file.endsWith('.json'))
    .flatMap((file) => readReport(join(folder, file)) ?? [])
    .filter(({ promptSha }) => promptSha === ref.sha)
}

function measured(before: readonly EvalReport[], after: readonly EvalReport[], versions: readonly string[]): readonly string[] {
  const pairs = before.flatMap((one) => {
    const other = after.find(
      ({ model, kbSha, casesSha }) => model === one.model && kbSha === one.kbSha && casesSha === one.casesSha,
    )
    return other === undefined ? [] : [[one, other] as const]
  })
  if (pairs.length === 0) return [texts.notMeasured(versions)]
  return pairs.flatMap(([one, other]) => behaviour(one, other))
}

function behaviour(before: EvalReport, after: EvalReport): readonly string[] {
  const figures = ({ passed, cases, words }: EvalReport['kinds'][number]) =>
    texts.kindFigures(passed, cases, words === null ? '–' : String(words).replace('.', ','))
  const kinds = after.kinds.flatMap((one) => {
    const other = before.kinds.find(({ kind }) => kind === one.kind)
    return other === undefined ? [] : [texts.kind(kindName(one.kind), figures(other), figures(one))]
  })
  const { wins, losses } = compare(after.results, before)
  const { verdicts } = promptEval
  return [
    texts.model(after.model),
    texts.verdicts(verdicts[before.verdict], verdicts[after.verdict]),
    ...kinds,
    texts.flips(wins, losses),
  ]
}

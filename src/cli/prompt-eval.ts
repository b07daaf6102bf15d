import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Writable } from 'node:stream'
import type { Config } from '../config.ts'
import { readCases, type Row } from '../prompts/eval/cases.ts'
import { evaluate, type Evaluated } from '../prompts/eval/evaluate.ts'
import { resultOf, summarise } from '../prompts/eval/summary.ts'
import { readRegistry, readVersion } from '../prompts/registry.ts'
import type { PromptRelease } from '../prompts/release.ts'
import { type EvalReport, reportJson, reportPath } from '../prompts/report.ts'
import { reportHtml } from '../prompts/report-html.ts'
import { reportMarkdown } from '../prompts/report-markdown.ts'
import { readVersionName } from '../prompts/version.ts'
import { promptEval } from '../texts/fr/prompt-eval.ts'
import { createRehearsal } from './prompt-eval-ask.ts'
import { notes, responsesOf, type Responses, type Run } from './prompt-eval-responses.ts'
import { readBaseOnce } from './read-base.ts'

const texts = promptEval.console

export interface PromptEvalOptions {
  /** Version to compare with; `production` is the one that answers now. */
  readonly against: string
  /** The model whose responses count; else the configured one, else that of the only cassette. */
  readonly model?: string
  /** Keep the model's responses as a cassette. */
  readonly record: boolean
  /** Have the model note its answers, three times each. */
  readonly judge: boolean
}

export interface PromptEvalEdge {
  /** Results. */
  readonly output: Writable
  /** Remarks: paths, times, why something was not evaluated. */
  readonly say: (line: string) => void
  readonly now: () => Date
}

/**
 * `prompt eval`: asks every case of the sets through the real pipeline, scores the answers, decides, and writes the report
 * beside the prompt. Reads `config`'s folders; no store, log or journal is opened.
 *
 * @returns 0 when the version passes, 1 when it does not or could not be evaluated.
 */
export async function evalPrompt(
  typed: string,
  options: PromptEvalOptions,
  config: Config,
  edge: PromptEvalEdge,
): Promise<number> {
  const release = readVersion(config.promptsDir, readVersionName(typed))
  const cases = readCases(config.promptsDir, release.ref.name)
  const base = await readBaseOnce(config.knowledgeDir, dayOf(edge.now()))
  const run: Run = { config, base, options, edge }
  const responses = await responsesOf(run, release, options.model ?? null)
  if ('why' in responses) {
    edge.output.write(`${texts.notEvaluated(typed, responses.why)}\n`)
    return 1
  }
  const started = performance.now()
  const evaluated = await rehearse(run, release, responses, cases)
  const against = await evaluateOther(run, release, responses.model, cases)
  const report = summarise({
    ref: release.ref,
    model: responses.model,
    kbSha: base.snapshot.kbSha,
    when: responses.when,
    from: responses.from,
    evaluated,
    judge: options.judge ? await notes(run, responses, evaluated) : null,
    other: against === null || against === 'missing' ? null : otherOf(against),
    lacksOther: against === 'missing',
  })
  edge.say(texts.tookSeconds(cases.length, ((performance.now() - started) / 1000).toFixed(1)))
  const markdown = writeReport(run, release, report, evaluated, against === 'missing' ? null : against)
  edge.output.write(markdown)
  return report.verdict === 'passed' ? 0 : 1
}

interface Other {
  readonly release: PromptRelease
  readonly evaluated: readonly Evaluated[]
}

const otherOf = ({ release, evaluated }: Other) => ({
  version: release.ref.version,
  promptSha: release.ref.sha,
  results: evaluated.map(resultOf),
})

/**
 * The version to compare with, asked the same cases of the same model. Once a version serves, that is the one that it
 * replaced, if it can still be asked. Null when there is none.
 */
async function evaluateOther(
  run: Run,
  release: PromptRelease,
  model: string,
  cases: readonly Row[],
): Promise<Other | 'missing' | null> {
  const { config, options, edge } = run
  const { name } = release.ref
  const production = readRegistry(config.promptsDir)[name]?.labels.production ?? null
  const serves = options.against === 'production' && production === release.ref.version
  const version = serves ? release.metadata.supersedes : options.against === 'production' ? production : options.against
  if (version === null || version === release.ref.version) return null
  const other = readVersion(config.promptsDir, { ...readVersionName(version), name })
  const responses = await responsesOf(run, other, model)
  if ('why' in responses) {
    edge.say(texts.notEvaluated(version, responses.why))
    return serves ? null : 'missing'
  }
  return { release: other, evaluated: await rehearse(run, other, responses, cases) }
}

async function rehearse({ base }: Run, release: PromptRelease, responses: Responses, cases: readonly Row[]) {
  const { complete, model, when } = responses
  const ask = createRehearsal({ base, writer: { release, complete, model }, today: when.slice(0, 10) })
  const evaluated = await evaluate({ cases, ask, release, snapshot: base.snapshot })
  responses.keep()
  return evaluated
}

/** @returns The Markdown. */
function writeReport(
  run: Run,
  release: PromptRelease,
  report: EvalReport,
  evaluated: readonly Evaluated[],
  other: Other | null,
): string {
  const path = reportPath(run.config.promptsDir, release.ref, report.model)
  const markdown = reportMarkdown(report)
  const files = {
    [`${path}.json`]: reportJson(report),
    [`${path}.md`]: markdown,
    [`${path}.html`]: reportHtml(report, evaluated, other?.evaluated ?? null),
  }
  mkdirSync(dirname(path), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(file, text)
  run.edge.say(texts.written(Object.keys(files)))
  return markdown
}

const dayOf = (now: Date) => now.toISOString().slice(0, 10)

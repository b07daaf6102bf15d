import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Promotion, VerdictOf } from '../../src/prompts/labels.ts'
import { promote } from '../../src/prompts/labels.ts'
import { publish } from '../../src/prompts/publish.ts'

const first = readFileSync('prompts/answer/1.0.0.md', 'utf8')

/** A prompts folder of its own, with a comment to keep; `answer@1.0.0` is written, noted in the changelog and nothing more. */
export function promptsFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'prompts-'))
  mkdirSync(join(dir, 'answer'))
  writeFileSync(join(dir, 'registry.yaml'), '# à garder\n{}\n')
  writeVersion(dir, '1.0.0', null)
  return dir
}

/** Writes a draft of `answer` that replaces `before`, with its line in the changelog. */
export function writeVersion(dir: string, version: string, before: string | null, change = (text: string) => text): void {
  const text = first
    .replace('version: 1.0.0', `version: ${version}`)
    .replace('supersedes: null', `supersedes: ${before}`)
    .replace('Tu es Sextant.', `Tu es Sextant ${version}.`)
  writeFileSync(join(dir, 'answer', `${version}.md`), change(text))
  appendFileSync(join(dir, 'CHANGELOG.md'), `\n## answer ${version}\n\nAutre chose.\n`)
}

export const answer = (version: string) => ({ name: 'answer', version })

export const passed: VerdictOf = (dir, ref, model) => ({
  verdict: 'passed',
  report: join(dir, ref.name, `reports/${ref.version}--${model}.json`),
})

/** A promotion that is allowed, a minute after the one before. */
export function promotion(dir: string, version: string, changes: Partial<Promotion> = {}): Promotion {
  return {
    dir,
    target: answer(version),
    why: `pour ${version}`,
    waiver: null,
    model: 'petit',
    kbSha: 'kb',
    verdictOf: passed,
    now: minutes(),
    ...changes,
  }
}

/** `1.0.0` and the others released, promoted one after the other, a minute apart from 2026-11-22T12:00Z. */
export function promotedFolder(...versions: readonly string[]): string {
  const dir = promptsFolder()
  let before: string | null = null
  const now = minutes()
  for (const version of ['1.0.0', ...versions]) {
    if (before !== null) writeVersion(dir, version, before)
    publish(dir, answer(version))
    promote(promotion(dir, version, { now }))
    before = version
  }
  return dir
}

/** A clock that goes on by a minute each time that it is read. */
export function minutes(from = '2026-11-22T12:00Z'): () => number {
  let time = Date.parse(from)
  return () => (time += 60_000) - 60_000
}

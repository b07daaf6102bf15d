import type { Writable } from 'node:stream'
import type { Config } from '../config.ts'
import type { Answer } from '../domain/answer.ts'
import type { Snapshot } from '../domain/knowledge.ts'
import type { Base } from '../domain/ports.ts'
import { type Row, readCases } from '../prompts/eval/cases.ts'
import { shownText } from '../prompts/eval/evaluate.ts'
import { type Score, scoreAnswer } from '../prompts/eval/label.ts'
import { showDiff } from '../prompts/eval/line-diff.ts'
import { promptEval } from '../texts/fr/prompt-eval.ts'
import { readBaseAt } from './base-at.ts'
import { createRehearsal } from './prompt-eval-ask.ts'
import { readBaseOnce } from './read-base.ts'

const texts = promptEval.impact

export interface ImpactOptions {
  /** Git revision to compare the folder with as it is now. */
  readonly since: string
}

/**
 * `knowledge impact`: what an edit of the base does to the golden questions of the professions that it touches. Answers
 * quote the base, so the same question always gets the same answer, and no model is needed.
 *
 * @returns 1 when a question that passed no longer does.
 * @throws {BotError} `knowledge` when the folder cannot be read at that revision.
 */
export async function knowledgeImpact(
  { since }: ImpactOptions,
  { knowledgeDir, promptsDir }: Pick<Config, 'knowledgeDir' | 'promptsDir'>,
  output: Writable,
  today: string,
): Promise<number> {
  const before = await readBaseAt(since, knowledgeDir, today)
  const after = await readBaseOnce(knowledgeDir, today)
  const changes = changedPassages(before.snapshot, after.snapshot)
  if (before.snapshot.kbSha === after.snapshot.kbSha) {
    output.write(`${texts.unchanged(since)}\n`)
    return 0
  }
  const slugs = changedSlugs(before.snapshot, after.snapshot, changes)
  // A question that names no profession may find any; an injection through a page is no matter of the base.
  const cases = readCases(promptsDir, 'answer').filter(
    ({ metier, planted }) => planted === undefined && (metier === null || slugs.includes(metier)),
  )
  const pairs = await askBoth(cases, before, after, today)
  const lines = [texts.intro(since, slugs, cases.length), '', texts.passagesTitle, ...changes.map(({ line }) => line), '']
  output.write(`${[...lines, ...showPairs(pairs)].join('\n')}\n`)
  return pairs.some(({ turn }) => turn === 'worse') ? 1 : 0
}

interface Change {
  readonly metier: string
  readonly line: string
}

function changedPassages(before: Snapshot, after: Snapshot): readonly Change[] {
  const old = new Map(before.passages.map((passage) => [passage.id, passage]))
  const now = new Map(after.passages.map((passage) => [passage.id, passage]))
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)]
    if (was === undefined) return [{ metier: is!.metier, line: texts.added(id) }]
    if (is === undefined) return [{ metier: was.metier, line: texts.removed(id) }]
    if (was.sha === is.sha) return []
    const words = showDiff(was.sentences.map(({ text }) => text).join('\n'), is.sentences.map(({ text }) => text).join('\n'), 0)
    return [{ metier: is.metier, line: [texts.edited(id), ...words.map((line) => `      ${line}`)].join('\n') }]
  })
}

/** Folders with a changed passage, or whose profession (title, aliases …) changed; a changed source touches whoever cites it. */
function changedSlugs(before: Snapshot, after: Snapshot, changes: readonly Change[]): readonly string[] {
  const all = [...new Set([...before.professions.keys(), ...after.professions.keys()])]
  const differs = (slug: string) =>
    JSON.stringify(before.professions.get(slug)) !== JSON.stringify(after.professions.get(slug)) ||
    JSON.stringify(sourcesOf(before, slug)) !== JSON.stringify(sourcesOf(after, slug))
  const touched = new Set(changes.map(({ metier }) => metier))
  return all.filter((slug) => touched.has(slug) || differs(slug)).toSorted()
}

function sourcesOf({ passages, sources }: Snapshot, slug: string) {
  const ids = new Set(passages.filter(({ metier }) => metier === slug).flatMap((passage) => passage.sources))
  return [...ids].toSorted().map((id) => sources.get(id))
}

interface Asked {
  readonly answer: Answer
  readonly score: Score
}
interface Pair {
  readonly row: Row
  readonly before: Asked
  readonly after: Asked
  /** What became of it; null when the answer is the same. */
  readonly turn: 'better' | 'worse' | 'same' | 'both' | null
}

async function askBoth(cases: readonly Row[], before: Base, after: Base, today: string): Promise<readonly Pair[]> {
  const [was, is] = [await askAll(cases, before, today), await askAll(cases, after, today)]
  return cases.map((row, at) => ({ row, before: was[at]!, after: is[at]!, turn: turnOf(was[at]!, is[at]!) }))
}

async function askAll(cases: readonly Row[], base: Base, today: string): Promise<readonly Asked[]> {
  const ask = createRehearsal({ base, writer: null, today })
  const asked: Asked[] = []
  for (const row of cases) {
    const blank = { metier: null, conversation: row.history === undefined ? null : row.id, author: null, guild: null }
    for (const text of row.history ?? []) await ask({ ...blank, text }, null)
    const { answer } = await ask({ ...blank, metier: row.given === true ? row.metier : null, text: row.question }, null)
    asked.push({ answer, score: scoreAnswer(row, { ...answer, id: row.id, text: shownText(answer) }) })
  }
  return asked
}

function turnOf(before: Asked, after: Asked): Pair['turn'] {
  if (before.score.pass !== after.score.pass) return after.score.pass ? 'better' : 'worse'
  if (shownText(before.answer) === shownText(after.answer)) return null
  return after.score.pass ? 'same' : 'both'
}

/** Worse ones first. Of the held half only those that got worse are shown: they stop the edit, so its author must see them. */
function showPairs(pairs: readonly Pair[]): readonly string[] {
  const order = ['worse', 'better', 'both', 'same']
  const changed = pairs.filter(({ turn }) => turn !== null).toSorted((a, b) => order.indexOf(a.turn!) - order.indexOf(b.turn!))
  if (changed.length === 0) return [texts.noAnswers]
  const shown = changed.filter(({ row, turn }) => row.half !== 'held' || turn === 'worse')
  const count = (turn: Pair['turn']) => changed.filter((pair) => pair.turn === turn).length
  const hidden = changed.length - shown.length
  return [
    texts.answersTitle,
    ...shown.flatMap(showPair),
    ...(hidden === 0 ? [] : [texts.heldBack(hidden)]),
    '',
    texts.total(count('better'), count('worse'), count('same') + count('both')),
  ]
}

function showPair({ row, before, after, turn }: Pair): readonly string[] {
  const cited = ({ answer }: Asked) => answer.passages.filter((passage) => passage.cited).map(({ id }) => id)
  const [was, is] = [cited(before), cited(after)]
  const only = (ids: readonly string[], others: readonly string[]) => ids.filter((id) => !others.includes(id))
  const diff = showDiff(shownText(before.answer), shownText(after.answer), 0)
  return [
    '',
    texts.question(row.id, texts.verdict[turn!], [...(row.history ?? []), row.question].join(' → ')),
    ...(after.score.why === null ? [] : [texts.why(after.score.why)]),
    texts.cited(only(was, is), only(is, was)),
    ...diff.map((line) => `    ${line}`),
  ]
}

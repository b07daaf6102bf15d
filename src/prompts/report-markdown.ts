import { promptEval as texts } from '../texts/fr/prompt-eval.ts'
import { type EvalReport, hardRules, isStandIn, type KindFigures } from './report.ts'
import { signTest } from './eval/sign-test.ts'

/** A table as rows of cells, whatever shows it. */
export interface Table {
  readonly title: string
  readonly note?: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const number = (value: number | null) => (value === null ? '–' : String(value).replace('.', ','))
const percent = (value: number | null) => (value === null ? '–' : `${Math.round(value * 100)} %`)
export const kindName = (kind: string) => texts.kinds[kind] ?? kind

export function hardTable({ hard }: EvalReport): Table {
  const rows = hardRules.map((rule) => {
    const ids = hard[rule]
    return [texts.rules[rule], ids.length === 0 ? texts.held : texts.notHeld, ids.length === 0 ? '–' : ids.join(', ')]
  })
  return { title: texts.hardTitle, head: texts.hardHead, rows }
}

export function kindsTable({ kinds }: EvalReport): Table {
  return { title: texts.kindsTitle, note: texts.kindsNote, head: texts.kindsHead, rows: kinds.map(kindRow) }
}

function kindRow(one: KindFigures): readonly string[] {
  return [
    kindName(one.kind),
    `${one.passed}/${one.cases}`,
    `${one.answered}/${one.cases}`,
    one.facts[1] === 0 ? '–' : `${one.facts[0]}/${one.facts[1]}`,
    one.extras[1] === 0 ? '–' : `${one.extras[0]}/${one.extras[1]}`,
    number(one.words),
    number(one.ease),
    percent(one.french),
    one.shown + one.withheld === 0 ? '–' : `${one.withheld}/${one.shown + one.withheld}`,
    String(one.fallbacks),
  ]
}

export function abstentionTable({ abstention }: EvalReport): Table {
  const { wanted, overRefused, quiet, unsupported } = abstention
  return {
    title: texts.abstentionTitle,
    head: texts.abstentionHead,
    rows: [
      [texts.abstention.wanted, String(wanted), `${overRefused} ${texts.abstention.overRefused}`],
      [texts.abstention.quiet, String(quiet), `${unsupported} ${texts.abstention.unsupported}`],
    ],
  }
}

/** What the judge noted; null without one. */
export function judgeTable({ judge }: EvalReport): Table | null {
  if (judge === null) return null
  const rows = judge.map(({ kind, answers, fidele, repond, clair, agreed, unread }) => {
    return [kindName(kind), String(answers), number(fidele), number(repond), number(clair), String(agreed), String(unread)]
  })
  return { title: texts.judgeTitle, note: texts.judgeNote, head: texts.judgeHead, rows }
}

/** Wins and losses by kind; null without another version. */
export function againstTable({ against, results }: EvalReport): Table | null {
  if (against === null) return null
  const kindOf = new Map(results.map(({ id, kind }) => [id, kind]))
  const of = (ids: readonly string[], kind: string) => ids.filter((id) => kindOf.get(id) === kind).length
  const touched = [...new Set([...against.wins, ...against.losses].map((id) => kindOf.get(id)!))]
  return {
    title: texts.againstTitle(against.version),
    note: `${texts.against(against.wins, against.losses, against.p)} ${texts.newlyHard(against.newlyHard)}`,
    head: texts.againstHead,
    rows: touched.map((kind) => {
      const [wins, losses] = [of(against.wins, kind), of(against.losses, kind)]
      return [kindName(kind), String(wins), String(losses), number(Math.round(signTest(wins, losses) * 1000) / 1000)]
    }),
  }
}

export function factsLine({ model, from, cases, written, kbSha, promptSha, when }: EvalReport): string {
  return texts.facts(model, texts.from[from], cases, written, kbSha, promptSha, when)
}

/** Failures that may be read: of the tuning half. And how many the other half has. */
export function readableFailures({ results }: EvalReport) {
  const failing = results.filter(({ pass }) => !pass)
  return { shown: failing.filter(({ held }) => !held), hidden: failing.filter(({ held }) => held).length }
}

/** The report for a pull request. */
export function reportMarkdown(report: EvalReport): string {
  const { name, version, verdict, reasons, model } = report
  const { shown, hidden } = readableFailures(report)
  const against = againstTable(report)
  const judge = judgeTable(report)
  const parts = [
    `# ${texts.title(name, version)} : ${texts.verdicts[verdict]}`,
    factsLine(report),
    ...(isStandIn(model) ? [`> ${texts.standIn}`] : []),
    ...(reasons.length > 0 ? [`${texts.reasonsTitle} :\n\n${reasons.map((reason) => `- ${inline(reason)}`).join('\n')}`] : []),
    tableOf(hardTable(report)),
    against === null ? texts.noAgainst : tableOf(against),
    tableOf(kindsTable(report)),
    tableOf(abstentionTable(report)),
    ...(judge === null ? [] : [tableOf(judge)]),
    `## ${texts.failingTitle}\n\n${shown.map(({ id, kind, why }) => `- ${inline(id)}, ${kindName(kind)} : ${inline(why ?? '')}`).join('\n') || texts.nothing}\n\n${texts.heldNote(hidden)}`,
  ]
  return `${parts.join('\n\n')}\n`
}

function tableOf({ title, note, head, rows }: Table): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(inline).join(' | ')} |`)
  return [`## ${title}`, ...(note === undefined ? [] : [inline(note)]), ...(rows.length === 0 ? [] : [lines.join('\n')])].join(
    '\n\n',
  )
}

/** A cell or line that cannot become markup of another kind. */
function inline(text: string): string {
  return text.replace(/[\\`*_<>[\]|]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')
}

import { promptEval as texts } from '../texts/fr/prompt-eval.ts'
import { type Evaluated, shownText } from './eval/evaluate.ts'
import { diffLines } from './eval/line-diff.ts'
import { chart } from './report-chart.ts'
import {
  abstentionTable,
  againstTable,
  factsLine,
  hardTable,
  judgeTable,
  kindName,
  kindsTable,
  readableFailures,
  type Table,
} from './report-markdown.ts'
import { type EvalReport, isStandIn } from './report.ts'

/** Text in HTML: it can open no tag and leave no attribute. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!)
}

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;font-size:.9rem;display:block;overflow-x:auto}th,td{border:1px solid #8886;padding:.3rem .6rem;text-align:left;vertical-align:top}
.verdict{display:inline-block;padding:.2rem .8rem;border-radius:.4rem;color:#fff}.passed{background:#1a7f37}.failed{background:#b42318}
.note{border-left:.3rem solid #b8860b;padding:.2rem 1rem}.case{border:1px solid #8886;border-radius:.4rem;margin:1rem 0;padding:.6rem 1rem}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:1rem}.text{white-space:pre-wrap;overflow-wrap:anywhere}mark{background:#f2c94c66;color:inherit}h3{margin:0;font-size:1rem}small{opacity:.75}`

/**
 * The report as one page that needs nothing else: no script, no resource from outside, every text escaped.
 *
 * @param before What the other version answered, to be shown beside; null without one.
 */
export function reportHtml(report: EvalReport, evaluated: readonly Evaluated[], before: readonly Evaluated[] | null): string {
  const { name, version, verdict, reasons, model } = report
  const title = texts.title(name, version)
  const against = againstTable(report)
  const judge = judgeTable(report)
  const { hidden } = readableFailures(report)
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<h1>${escapeHtml(title)} <span class="verdict ${verdict}">${escapeHtml(texts.verdicts[verdict])}</span></h1>
<p>${escapeHtml(factsLine(report))}</p>
${isStandIn(model) ? `<p class="note">${escapeHtml(texts.standIn)}</p>` : ''}
${reasons.length === 0 ? '' : `<h2>${escapeHtml(texts.reasonsTitle)}</h2><ul>${reasons.map((reason) => `<li>${escapeHtml(reason)}</li>`).join('')}</ul>`}
${tableOf(hardTable(report))}
${against === null ? `<p>${escapeHtml(texts.noAgainst)}</p>` : tableOf(against)}
<h2>${escapeHtml(texts.chartTitle)}</h2>${before === null ? '' : `<p>${escapeHtml(texts.chartNote)}</p>`}
${chart(report, before)}
${tableOf(kindsTable(report))}
${tableOf(abstentionTable(report))}
${judge === null ? '' : tableOf(judge)}
${casesOf(evaluated, before)}
<p>${escapeHtml(texts.heldNote(hidden))}</p>
</html>
`
}

function tableOf({ title, note, head, rows }: Table): string {
  const row = (tag: 'th' | 'td') => (cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  const table = rows.length === 0 ? '' : `<table>${row('th')(head)}${rows.map(row('td')).join('')}</table>`
  return `<h2>${escapeHtml(title)}</h2>${note === undefined ? '' : `<p>${escapeHtml(note)}</p>`}${table}`
}

/** Side by side: what differs. Without another version: what failed. Of the held half only what breaks a hard rule. */
function casesOf(evaluated: readonly Evaluated[], before: readonly Evaluated[] | null): string {
  const earlier = new Map((before ?? []).map((one) => [one.row.id, one]))
  const differs = (one: Evaluated) => {
    const other = earlier.get(one.row.id)
    return other === undefined ? !one.score.pass || one.broken.length > 0 : !sameAnswer(one, other)
  }
  const changed = evaluated.filter(differs)
  const shown = changed.filter((one) => one.row.half !== 'held' || one.broken.length > 0)
  const cases = shown.map((one) => caseOf(one, earlier.get(one.row.id) ?? null)).join('\n')
  const title = before === null ? texts.failingTitle : texts.changedTitle
  const note = before === null ? '' : `<p>${escapeHtml(texts.changedNote(changed.length, evaluated.length - changed.length))}</p>`
  return `<h2>${escapeHtml(title)}</h2>${note}${cases}`
}

const sameAnswer = (one: Evaluated, other: Evaluated) =>
  one.answer.outcome === other.answer.outcome && shownText(one.answer) === shownText(other.answer)

function caseOf(one: Evaluated, other: Evaluated | null): string {
  const { row } = one
  const asked = [...(row.history ?? []), row.question].join(' → ')
  const sides =
    other === null
      ? sideOf(texts.side.alone, one, null)
      : sideOf(texts.side.before, other, one) + sideOf(texts.side.after, one, other)
  return `<section class="case"><h3>${escapeHtml(`${row.id} · ${kindName(row.kind)} · ${asked}`)}</h3><div class="sides">${sides}</div></section>`
}

function sideOf(label: string, { answer, score, broken }: Evaluated, beside: Evaluated | null): string {
  const faults = [...broken.map((rule) => texts.rules[rule]), ...(score.why === null ? [] : [score.why])]
  const state = `${label} · ${score.pass && broken.length === 0 ? texts.passed : texts.failed} · ${answer.outcome}${answer.reason === null ? '' : ` (${answer.reason})`}`
  const why = faults.length === 0 ? '' : `<p><small>${escapeHtml(faults.join(' ; '))}</small></p>`
  return `<div><small>${escapeHtml(state)}</small><p class="text">${markedText(shownText(answer), beside === null ? null : shownText(beside.answer))}</p>${why}</div>`
}

/** The lines that the other side has not are marked. */
function markedText(text: string, beside: string | null): string {
  if (beside === null) return escapeHtml(text)
  return diffLines(beside, text)
    .filter(({ kind }) => kind !== '-')
    .map(({ kind, text: line }) => (kind === '+' && line !== '' ? `<mark>${escapeHtml(line)}</mark>` : escapeHtml(line)))
    .join('\n')
}

import type { Evaluated } from './eval/evaluate.ts'
import { kindName } from './report-markdown.ts'
import type { EvalReport } from './report.ts'

const width = 720
const left = 190
const right = 70
const barHeight = 9
const rowHeight = 30

/** Bars of the share of cases passed, by kind: this version, and above it the other one in grey. An SVG to stand in a page. */
export function chart({ kinds }: EvalReport, before: readonly Evaluated[] | null): string {
  const room = width - left - right
  const rows = kinds.map(({ kind, cases, passed }, index) => {
    const top = index * rowHeight
    const earlier = (before ?? []).filter(({ row }) => row.kind === kind)
    const earlierPassed = earlier.filter(({ score, broken }) => score.pass && broken.length === 0).length
    const bar = (share: number, at: number, color: string) =>
      `<rect x="${left}" y="${top + at}" width="${Math.max(1, Math.round(share * room))}" height="${barHeight}" fill="${color}"/>`
    return [
      `<text x="${left - 8}" y="${top + 19}" text-anchor="end">${escapeText(kindName(kind))}</text>`,
      earlier.length === 0 ? '' : bar(earlierPassed / earlier.length, 4, '#9a9a9a'),
      bar(passed / cases, 15, '#2f6fdb'),
      `<text x="${left + room + 8}" y="${top + 19}">${passed}/${cases}</text>`,
    ].join('')
  })
  const height = kinds.length * rowHeight + 6
  return `<svg role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="max-width:100%;font:13px system-ui,sans-serif;fill:currentColor">${rows.join('')}</svg>`
}

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

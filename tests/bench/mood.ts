import { moodOf } from '../../src/french/mood.ts'
import { beside, readRows, type Row } from '../french/mood-learn.ts'
import { readFreshCases } from '../eval/fresh.ts'

/** What is heard in the labelled phrasings, and in the untouched ordinary questions; a Markdown table. */
export function mood(): Promise<string> {
  const rows = readRows()
  const ordinary = readFreshCases()
    .filter(({ half, kind }) => half === 'held' && kind !== 'distress')
    .map(({ question }) => question)
  const half = (name: Row['half'], label: Row['label']) =>
    rows.filter((row) => row.half === name && row.label === label).map(({ text }) => text)
  const lines = [
    line('learned from: danger', half('tune', 'danger')),
    line('learned from: low mood', half('tune', 'low')),
    line('learned from: neither, half of them traps', half('tune', 'safe')),
    line('**never seen: danger**', half('held', 'danger')),
    line(
      'the same, after a question of 25 words',
      half('held', 'danger').map((text) => `${beside} ${text}`),
    ),
    line(
      'the same, before it',
      half('held', 'danger').map((text) => `${text} ${beside}`),
    ),
    line('**never seen: low mood**', half('held', 'low')),
    line('**never seen: neither, half of them traps**', half('held', 'safe')),
    line('**never seen: ordinary questions**', ordinary),
  ]
  return Promise.resolve(
    [
      '| phrasings | of them | redirected to the helplines | answered, with a helpline | answered |',
      '|---|---|---|---|---|',
      ...lines,
    ].join('\n'),
  )
}

function line(name: string, texts: readonly string[]): string {
  const heard = texts.map(moodOf)
  const share = (is: string | null) => {
    const count = heard.filter((one) => one === is).length
    return `${count} (${((100 * count) / texts.length).toFixed(1)} %)`
  }
  return `| ${name} | ${texts.length} | ${share('danger')} | ${share('low')} | ${share(null)} |`
}

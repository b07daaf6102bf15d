import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { quality } from './retrieval-measure.ts'
import type { Quality } from './retrieval-measure.ts'
import { own } from './retrieval-own.ts'
import { ours, peers } from './retrieval-peers.ts'
import { resolved } from './retrieval-resolved.ts'
import { scale } from './retrieval-scale.ts'
import { faq, piaf, rome } from './retrieval-sets.ts'
import type { Query, SearchSet } from './retrieval-sets.ts'

const ways = ['asked', 'noaccents', 'typo', 'sms'] as const
type Way = (typeof ways)[number]
type Variants = (question: string, id: string) => Readonly<Record<Way, string>>

const columns = ['as asked', 'no accents', 'one slip', 'SMS']

/** Measures our retrieval beside the libraries', on SEXTANT_DATA's sets and our own base. Takes some minutes. Returns Markdown tables. */
export async function retrieval(): Promise<string> {
  const data = process.env['SEXTANT_DATA']
  if (!data) return 'SEXTANT_DATA is not set: nothing was measured.'
  const { variants } = (await import(pathToFileURL(join(data, 'retrieval/perturb.mjs')).href)) as { variants: Variants }
  const parts = [intro]
  for (const set of [piaf(data), faq(data), rome(data), await own(true)]) parts.push(compare(set, variants))
  parts.push(await bare(variants), await resolved(variants), await scale(data, (query) => variants(query.text, query.id).sms))
  return parts.join('\n\n')
}

const intro =
  'Recall@5 · MRR@10 for each way of asking, then Recall@1 and nDCG@10 as asked. All engines index the same fields; "chain" is our analysis (elisions off, accents folded, abbreviations written out, inflections, Snowball, function words out) given to the library; the "plain chain" is without our abbreviations and inflections.'

function compare(set: SearchSet, variants: Variants): string {
  const rows = [ours, ...peers].map(({ name, build }) => row(name, measure(build(set), set.queries, variants)))
  const halves = [false, true].map((held) => {
    const queries = set.queries.filter((query) => query.held === held)
    return row(`Sextant, ${held ? 'untouched' : 'tuned-on'} half`, measure(ours.build(set), queries, variants))
  })
  const title = `### ${set.name}: ${set.passages.length} passages, ${set.queries.length} questions`
  return [title, '', head, ...rows, ...halves].join('\n')
}

/** What the students' phrasings beside our own passages bring. */
async function bare(variants: Variants): Promise<string> {
  const rows = []
  for (const withQuestions of [true, false]) {
    const set = await own(withQuestions)
    rows.push(row(set.name, measure(ours.build(set), set.queries, variants)))
  }
  return ['### What the `<!-- question: … -->` lines bring', '', head, ...rows].join('\n')
}

const head = [`| engine | ${columns.join(' | ')} | R@1 | nDCG |`, `|---|${'---|'.repeat(columns.length + 2)}`].join('\n')

function measure(find: Parameters<typeof quality>[0], queries: readonly Query[], variants: Variants): readonly Quality[] {
  return ways.map((way) => quality(find, queries, ({ text, id }) => variants(text, id)[way]))
}

function row(name: string, qualities: readonly Quality[]): string {
  const cells = qualities.map(({ recall5, mrr }) => `${share(recall5)} · ${share(mrr)}`)
  return `| ${[name, ...cells, share(qualities[0]!.recall1), share(qualities[0]!.ndcg)].join(' | ')} |`
}

const share = (value: number): string => value.toFixed(3).replace(/^0/, '')

if (import.meta.main) console.log(await retrieval())

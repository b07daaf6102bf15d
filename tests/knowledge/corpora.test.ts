import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveLink } from '../../src/knowledge/links.ts'
import { parsePage } from '../../src/knowledge/parse.ts'
import { parseSources } from '../../src/knowledge/sources.ts'
import { head } from './support.ts'

const data = process.env['SEXTANT_DATA']
if (data === undefined)
  console.warn('SEXTANT_DATA is not set: the corpora of hostile YAML, paths and Markdown were NOT run against the parser')

interface Row {
  readonly id: string
  readonly text: string
}

function rows(name: string): readonly Row[] {
  const lines = readFileSync(join(data!, 'security', `${name}.jsonl`), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): Row => JSON.parse(line))
}

describe.runIf(data !== undefined)('the parser on texts that nobody here wrote', () => {
  for (const name of ['yaml_torture', 'path_traversal', 'markdown_commonmark']) {
    it(`never throws, is never slow and always says why it refuses: ${name}`, () => {
      for (const { id, text } of rows(name)) {
        const before = performance.now()
        for (const page of [text, head + text, `---\n${text}\n---\nUn.`]) {
          const { page: parsed, findings } = parsePage('pe/x.md', page)
          expect(parsed !== null || findings.length > 0, id).toBe(true)
        }
        parsePage(text, head)
        parseSources('sources.yaml', text)
        expect(performance.now() - before, id).toBeLessThan(500)
      }
    })
  }

  it('no path of the traversal corpus, as a link, leads to a place above the folder', () => {
    for (const { id, text } of rows('path_traversal')) {
      const target = resolveLink('pe/x.md', text)
      if (target.kind === 'inside') expect(target.path?.split('/').includes('..') ?? false, id).toBe(false)
    }
  })
})

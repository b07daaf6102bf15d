import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Passage, Sentence } from '../../src/domain/knowledge.ts'
import { readFrontMatter } from '../../src/knowledge/front-matter.ts'
import { readMarkdown } from '../../src/knowledge/markdown.ts'
import { readSections } from '../../src/knowledge/blocks.ts'
import { passageOf, placesOf } from '../../src/knowledge/passages.ts'
import { splitSentences } from '../../src/french/sentences.ts'

/** The project's own base, as passages; pages that do not parse are left out. */
export function readBase(): readonly Passage[] {
  const root = new URL('../../knowledge/', import.meta.url).pathname
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^[^_/][^/]*\/[^_][^/]*\.md$/.test(file),
  )
  return files.toSorted().flatMap((file) => {
    const { meta, body } = readFrontMatter(
      file,
      readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n'),
      file.endsWith('/metier.md'),
    )
    if (!meta) return []
    const page = {
      file,
      metier: file.split('/')[0]!,
      topic: basename(file, '.md'),
      title: meta.titre,
      consultedOn: '2026-11-22',
      reviewedOn: null,
      reviewBefore: null,
    }
    const places = placesOf(readSections(readMarkdown(body)), page)
    return places.map((place) => passageOf(place, page, [])).filter(({ sentences }) => sentences.length > 0)
  })
}

/** A passage written for a test: an empty line between blocks, `- ` before items. */
export function passage(
  id: string,
  text: string,
  about: { readonly title?: string; readonly headings?: readonly string[] } = {},
): Passage {
  const sentences = text
    .trim()
    .split(/\n\s*\n/)
    .flatMap((block, index): readonly Sentence[] =>
      block
        .split('\n')
        .flatMap((line): readonly Sentence[] =>
          line.startsWith('- ')
            ? [{ text: line.slice(2), sources: [], kind: 'item', block: index }]
            : splitSentences(line).map((span) => ({ text: span.text, sources: [], kind: 'phrase', block: index })),
        ),
    )
  return {
    id,
    metier: id.split('/')[0]!,
    title: about.title ?? 'Salaire',
    headings: about.headings ?? [],
    sentences,
    text,
    sources: [],
    questions: [],
    consultedOn: '2026-11-22',
    reviewedOn: null,
    reviewBefore: null,
    file: `${id}.md`,
    line: 1,
    sha: id,
  }
}

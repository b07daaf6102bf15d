import { readSections } from './blocks.ts'
import { finding } from './finding.ts'
import { readFrontMatter } from './front-matter.ts'
import type { Meta } from './front-matter.ts'
import type { Link, Mark } from './inline.ts'
import { readMarkdown } from './markdown.ts'
import { checkLength, checkSections } from './page-checks.ts'
import { passageOf, placesOf } from './passages.ts'
import type { PageIdentity, Place } from './passages.ts'
import { questionsOf } from './questions.ts'
import { slugOf } from './slug.ts'
import { isTangled } from './tangle.ts'
import type { Finding, Passage } from '../domain/knowledge.ts'
import { knowledge as texts } from '../texts/fr/knowledge.ts'

/** A page without fault of its own; whether it can serve depends on the others (its sources, its ids, its links). */
export interface Page extends PageIdentity {
  readonly meta: Meta
  readonly passages: readonly Passage[]
  /** Every note mark. */
  readonly marks: readonly Mark[]
  readonly links: readonly Link[]
  /** Fragments that a link to this page may use. */
  readonly anchors: readonly string[]
  /** Line of each key of the front matter. */
  readonly lines: Readonly<Record<string, number>>
}

export interface PageReading {
  /** Null when the page is refused. */
  readonly page: Page | null
  readonly findings: readonly Finding[]
}

/**
 * Reads one page of the base. Never throws: what cannot be read is a refusal.
 *
 * @param file Path relative to the knowledge folder, with `/`: `prompt-engineer/salaire.md`.
 * @param text As decoded; line ends, a byte order mark, Unicode composition and invisible characters do not change the result.
 */
export function parsePage(file: string, text: string): PageReading {
  try {
    return read(file, tidy(text))
  } catch (error) {
    // The parser's and our walks over the tree recurse: beyond the guard of isTangled, the stack may still end.
    if (!(error instanceof RangeError)) throw error
    return { page: null, findings: [finding(file, 1, 'refused', texts.tooTangled)] }
  }
}

/** `prompt-engineer/salaire.md` → `{metier: 'prompt-engineer', topic: 'salaire'}`; empty where the name has no letter. */
export function namesOf(file: string): { readonly metier: string; readonly topic: string } {
  const [folder = '', name = ''] = file.split('/')
  return { metier: slugOf(folder), topic: slugOf(name.replace(/\.md$/i, '')) }
}

function read(file: string, text: string): PageReading {
  const { metier, topic } = namesOf(file)
  if (metier === '' || topic === '') return { page: null, findings: [finding(file, 1, 'refused', texts.nameless)] }
  const front = readFrontMatter(file, text, topic === 'metier')
  if (front.meta === null) return { page: null, findings: front.findings }
  if (isTangled(front.body)) return { page: null, findings: [finding(file, 1, 'refused', texts.tooTangled)] }
  const identity: PageIdentity = {
    file,
    metier,
    topic,
    title: front.meta.titre,
    consultedOn: front.meta.consulte_le,
    reviewedOn: front.meta.relu_le ?? null,
    reviewBefore: front.meta.relire_avant ?? null,
  }
  const places = placesOf(readSections(readMarkdown(front.body)), identity)
  const findings = checkSections(file, places)
  if (findings.some((one) => one.severity === 'refused')) return { page: null, findings }
  const passages = passagesOf(places, identity)
  const page: Page = {
    ...identity,
    meta: front.meta,
    passages,
    marks: places.flatMap((place) => place.section.marks),
    links: places.flatMap((place) => place.section.links),
    anchors: places.flatMap((place) => place.anchors),
    lines: Object.fromEntries(Object.keys(front.meta).map((key) => [key, front.lineOf(key)])),
  }
  return { page, findings: [...findings, ...checkLength(file, passages)] }
}

/** A question under a heading without text goes to the next passage of the page, after the last one to the last. */
function passagesOf(places: readonly Place[], identity: PageIdentity): readonly Passage[] {
  const withText = places.filter((place) => place.section.blocks.length > 0)
  const questions = new Map<Place, string[]>(withText.map((place) => [place, []]))
  for (const [index, place] of places.entries()) {
    const target = places.slice(index).find((next) => questions.has(next)) ?? withText.at(-1)
    if (target !== undefined) questions.get(target)!.push(...questionsOf(place.section.html))
  }
  return withText.map((place) => passageOf(place, identity, [...new Set(questions.get(place))]))
}

/** Format characters (zero width, bidirectional marks, tags, soft hyphen) and fillers that show nothing. */
const invisible = /\p{Cf}|[\u115f\u1160\u3164\uffa0]/gu

/** Line ends, composition and invisible characters (zero width, bidirectional marks, tags) made one. */
function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(invisible, '').normalize('NFC')
}

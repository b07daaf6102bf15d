import type { Passage, Profession } from '../domain/knowledge.ts'
import { createDictionary, readPassage } from './collect.ts'
import type { Dictionary, Reading } from './collect.ts'
import { border, fields } from './data.ts'
import type { IndexData } from './data.ts'
import { buildNames } from './names.ts'
import { pack } from './packed.ts'
import { rarity, saturate, weigh } from './scoring.ts'
import { buildSpelling } from './spelling.ts'

/**
 * Builds the index of a base. Takes seconds for tens of thousands of passages: run it in a worker and transfer the result.
 *
 * @param passages In the snapshot's order: a passage is known by its rank.
 */
export function buildIndex(passages: readonly Passage[], professions: readonly Profession[]): IndexData {
  const dictionary = createDictionary()
  const readings = passages.map((passage) => readPassage(passage, dictionary))
  const names = buildNames(professions, dictionary)
  const { sorted, ranks } = rankTerms(dictionary)
  const rankOfSlug = new Map(professions.map(({ slug }, rank) => [slug, rank]))
  const { streamStarts, streams } = flattenStreams(readings, ranks)
  return {
    sha: indexSha(passages, professions),
    size: passages.length,
    terms: pack(sorted),
    ...invert(readings, ranks),
    streamStarts,
    streams,
    professions: Uint32Array.from(passages, ({ metier }) => rankOfSlug.get(metier) ?? border),
    spelling: buildSpelling(dictionary, ranks),
    names: names(ranks),
  }
}

/**
 * Fingerprint (hex) of all that is indexed, in order: two FNV-1a over the passages' SHAs and the professions. It tells an index of another
 * snapshot, not a forged one; it makes no string of them all, for it is asked on the event loop.
 */
export function indexSha(passages: readonly Passage[], professions: readonly Profession[]): string {
  let low = 0x811c9dc5
  let high = 0x01234567
  const add = (text: string): void => {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      low = Math.imul(low ^ unit, 0x01000193)
      high = Math.imul(high ^ unit, 0x0100019d)
    }
  }
  for (const { slug, genre, title, aliases } of professions) add(JSON.stringify([slug, genre, title, aliases]))
  for (const { sha } of passages) add(sha)
  return [low, high].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

/** The buffers of an index, for `postMessage(data, transferables(data))`. */
export function transferables(data: IndexData): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) buffers.add(value.buffer as ArrayBuffer)
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit)
  }
  visit(data)
  return [...buffers]
}

/** Terms in the order of the index, and the rank there of each number of the dictionary. */
function rankTerms(dictionary: Dictionary): { sorted: readonly string[]; ranks: Uint32Array } {
  const sorted = [...dictionary.terms.keys()].toSorted((a, b) => (a < b ? -1 : 1))
  const ranks = new Uint32Array(sorted.length)
  for (const [rank, term] of sorted.entries()) ranks[dictionary.terms.get(term)!] = rank
  return { sorted, ranks }
}

function flattenStreams(readings: readonly Reading[], ranks: Uint32Array): Pick<IndexData, 'streamStarts' | 'streams'> {
  const streamStarts = new Uint32Array(readings.length + 1)
  for (const [i, { stream }] of readings.entries()) streamStarts[i + 1] = streamStarts[i]! + stream.length
  const streams = new Uint32Array(streamStarts[readings.length]!)
  let at = 0
  for (const { stream } of readings) for (const term of stream) streams[at++] = term === border ? border : ranks[term]!
  return { streamStarts, streams }
}

type Inverted = Pick<IndexData, 'starts' | 'passages' | 'tfs' | 'impacts' | 'idfs' | 'lengths' | 'averages'>

function invert(readings: readonly Reading[], ranks: Uint32Array): Inverted {
  const starts = new Uint32Array(ranks.length + 1)
  for (const { counts } of readings) for (const term of counts.keys()) starts[ranks[term]! + 1]! += 1
  for (let term = 0; term < ranks.length; term++) starts[term + 1]! += starts[term]!
  const total = starts[ranks.length]!
  const passages = new Uint32Array(total)
  const tfs = new Uint32Array(total)
  const next = starts.slice()
  for (const [passage, { counts }] of readings.entries()) {
    for (const [term, packed] of counts) {
      const at = next[ranks[term]!]!++
      passages[at] = passage
      tfs[at] = packed
    }
  }
  const { lengths, averages } = measure(readings)
  const idfs = Float32Array.from(ranks, (_, term) => rarity(starts[term + 1]! - starts[term]!, readings.length))
  const impacts = new Float32Array(total)
  for (let term = 0; term < ranks.length; term++) {
    for (let at = starts[term]!; at < starts[term + 1]!; at++) {
      impacts[at] = idfs[term]! * saturate(weigh(tfs[at]!, lengths, passages[at]! * fields.length, averages))
    }
  }
  return { starts, passages, tfs, impacts, idfs, lengths, averages }
}

/** An average is that of the passages that have the field at all: most have no question. */
function measure(readings: readonly Reading[]): Pick<IndexData, 'lengths' | 'averages'> {
  const lengths = new Uint16Array(readings.length * fields.length)
  const averages = new Float32Array(fields.length)
  const filled = fields.map(() => 0)
  for (const [passage, reading] of readings.entries()) {
    for (const [field, length] of reading.lengths.entries()) {
      lengths[passage * fields.length + field] = length
      averages[field]! += length
      if (length > 0) filled[field]! += 1
    }
  }
  for (const [field, count] of filled.entries()) averages[field] = count > 0 ? averages[field]! / count : 1
  return { lengths, averages }
}

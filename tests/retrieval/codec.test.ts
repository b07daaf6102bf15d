import { describe, expect, it } from 'vitest'

import { buildIndex, transferables } from '../../src/retrieval/build.ts'
import { decodeIndex, encodeIndex } from '../../src/retrieval/codec.ts'
import { openIndex } from '../../src/retrieval/open.ts'
import { passages, professions, snapshotOf } from './base.ts'

const data = buildIndex(passages, professions)

describe('an index on disk', () => {
  it('is read back as it was', () => {
    expect(decodeIndex(encodeIndex(data))).toEqual(data)
  })
  it('is read from bytes that begin anywhere in a buffer', () => {
    const bytes = encodeIndex(data)
    const moved = new Uint8Array(bytes.length + 3)
    moved.set(bytes, 3)
    expect(decodeIndex(moved.subarray(3)).sha).toBe(data.sha)
  })
  it('is refused when a byte has changed, an end is missing, or it is something else', () => {
    const bytes = encodeIndex(data)
    const damaged = bytes.slice()
    damaged[damaged.length - 5]! ^= 1
    expect(() => decodeIndex(damaged)).toThrow('damaged')
    expect(() => decodeIndex(bytes.slice(0, -8))).toThrow('damaged')
    expect(() => decodeIndex(bytes.slice(0, 40))).toThrow('damaged')
    expect(() => decodeIndex(new TextEncoder().encode('# Salaire'))).toThrow('no index file')
  })
  it('is refused for a base that has changed since', () => {
    const changed = passages.map((one, rank) => (rank === 0 ? { ...one, sha: 'other' } : one))
    expect(() => openIndex(data, snapshotOf(changed, professions))).toThrow('another snapshot')
  })
})

describe('an index from a worker', () => {
  it('is transferred without being copied, and answers', () => {
    const sent = buildIndex(passages, professions)
    const received = structuredClone(sent, { transfer: transferables(sent) })
    expect(sent.impacts.length).toBe(0)
    const index = openIndex(received, snapshotOf(passages, professions))
    expect(index.search({ text: 'température', metiers: [], top: 1 })[0]!.passage.id).toBe(
      'prompt-engineer/techniques#temperature',
    )
  })
})

import { crc32 } from 'node:zlib'

import { BotError } from '../domain/error.ts'
import type { IndexData } from './data.ts'

const magic = 'sextant-index\n'
const arrays = { Uint16Array, Uint32Array, Float32Array } as const
type Kind = keyof typeof arrays

/** Where an array stands among the bytes after the header. */
interface Place {
  readonly kind: Kind
  readonly offset: number
  readonly length: number
}
interface Header {
  readonly crc: number
  readonly shape: unknown
}

const isPlace = (value: unknown): value is { readonly $array: Place } =>
  typeof value === 'object' && value !== null && '$array' in value

/** An index as bytes: a magic line, the header's length, the header (JSON), then the arrays, each at a multiple of 4. */
export function encodeIndex(data: IndexData): Uint8Array {
  const parts: Uint8Array[] = []
  let offset = 0
  const shape = mapShape(data, (value) => {
    if (!ArrayBuffer.isView(value)) return undefined
    const view = value as Uint32Array
    const padded = new Uint8Array(Math.ceil(view.byteLength / 4) * 4)
    padded.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
    parts.push(padded)
    const place = { $array: { kind: view.constructor.name, offset, length: view.length } }
    offset += padded.length
    return place
  })
  const body = Buffer.concat(parts)
  const header = Buffer.from(JSON.stringify({ crc: crc32(body), shape } satisfies Header))
  const padding = Buffer.alloc((4 - ((magic.length + 4 + header.length) % 4)) % 4, ' ')
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length + padding.length)
  return Buffer.concat([Buffer.from(magic), length, header, padding, body])
}

/**
 * Reads what `encodeIndex` wrote; the arrays are views of one copy of the bytes.
 *
 * @throws {BotError} `knowledge` when the bytes are cut, damaged or no index at all: build it again.
 */
export function decodeIndex(bytes: Uint8Array): IndexData {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (all.length < magic.length + 4 || all.toString('latin1', 0, magic.length) !== magic)
    throw new BotError('knowledge', 'no index file')
  const start = magic.length + 4 + all.readUInt32LE(magic.length)
  const header = readHeader(all.toString('utf8', magic.length + 4, start))
  const body = all.subarray(start)
  if (crc32(body) !== header.crc) throw new BotError('knowledge', 'the index file is damaged')
  const buffer = new Uint8Array(body).buffer
  return mapShape(header.shape, (value) => {
    if (!isPlace(value)) return undefined
    const { kind, offset, length } = value.$array
    return new arrays[kind](buffer, offset, length)
  }) as IndexData
}

function readHeader(json: string): Header {
  try {
    return JSON.parse(json) as Header
  } catch (error) {
    throw new BotError('knowledge', 'the index file is damaged', { cause: error })
  }
}

/** Copies nested plain objects; `replace` gives a leaf's replacement, or undefined to go on. */
function mapShape(value: unknown, replace: (value: unknown) => unknown): unknown {
  const replaced = replace(value)
  if (replaced !== undefined || typeof value !== 'object' || value === null) return replaced ?? value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapShape(inner, replace)]))
}

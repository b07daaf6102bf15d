/** A sorted list of strings in two arrays: nothing to decode when it is opened. */
export interface Packed {
  /** UTF-16 units of all strings, one after the other. */
  readonly units: Uint16Array
  /** Where each begins; one entry more than there are strings. */
  readonly starts: Uint32Array
}

/** @param sorted In the order of UTF-16 units, which is that of `Array.prototype.sort`. */
export function pack(sorted: readonly string[]): Packed {
  const starts = new Uint32Array(sorted.length + 1)
  let length = 0
  for (const [i, string] of sorted.entries()) {
    starts[i] = length
    length += string.length
  }
  starts[sorted.length] = length
  const units = new Uint16Array(length)
  let at = 0
  for (const string of sorted) for (let i = 0; i < string.length; i++) units[at++] = string.charCodeAt(i)
  return { units, starts }
}

export function stringAt({ units, starts }: Packed, rank: number): string {
  return String.fromCharCode(...units.subarray(starts[rank], starts[rank + 1]))
}

/** Rank of a string, or -1. */
export function rankOf(packed: Packed, string: string): number {
  const rank = lowerBound(packed, string)
  return rank < packed.starts.length - 1 && compare(packed, rank, string) === 0 ? rank : -1
}

/** Ranks of the strings that begin so: from the first, up to but without the second. */
export function ranksWithPrefix(packed: Packed, prefix: string): readonly [number, number] {
  return [lowerBound(packed, prefix), lowerBound(packed, `${prefix}\uffff`)]
}

/** Rank of the first string that is not before this one. */
function lowerBound(packed: Packed, string: string): number {
  let low = 0
  let high = packed.starts.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(packed, middle, string) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compare({ units, starts }: Packed, rank: number, string: string): number {
  const from = starts[rank]!
  const length = starts[rank + 1]! - from
  const shared = Math.min(length, string.length)
  for (let i = 0; i < shared; i++) {
    const difference = units[from + i]! - string.charCodeAt(i)
    if (difference !== 0) return difference
  }
  return length - string.length
}

/** Turns pairs `(row, value)` into rows, keeping their order within a row. */
export function toRows(
  rows: ArrayLike<number>,
  values: ArrayLike<number>,
  count: number,
): { starts: Uint32Array; entries: Uint32Array } {
  const starts = new Uint32Array(count + 1)
  for (let i = 0; i < rows.length; i++) starts[rows[i]! + 1]! += 1
  for (let row = 0; row < count; row++) starts[row + 1]! += starts[row]!
  const next = starts.slice()
  const entries = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) entries[next[rows[i]!]!++] = values[i]!
  return { starts, entries }
}

/** Longer words are compared no further than this. */
const maxLength = 62

// Three rows of the table of distances, used one call at a time.
let before = new Uint8Array(maxLength + 2)
let last = new Uint8Array(maxLength + 2)
let row = new Uint8Array(maxLength + 2)

/** UTF-16 units of a string, as `distance` compares them. */
export function unitsOf(string: string): Uint16Array {
  return Uint16Array.from({ length: string.length }, (_, i) => string.charCodeAt(i))
}

/**
 * Optimal string alignment distance (a swap of neighbours is one slip) of `a` and the units of `b` between `from` and `to`, or `max + 1` when it is
 * more than `max`.
 */
export function distance(a: Uint16Array, b: Uint16Array, max: number, from = 0, to = b.length): number {
  const length = to - from
  if (Math.abs(a.length - length) > max || a.length > maxLength || length > maxLength) return max + 1
  for (let j = 0; j <= length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    if (fill(a, b, from, length, i) > max) return max + 1
    const oldest = before
    before = last
    last = row
    row = oldest
  }
  return Math.min(last[length]!, max + 1)
}

/** Fills one row and gives its lowest value. */
function fill(a: Uint16Array, b: Uint16Array, from: number, length: number, i: number): number {
  row[0] = i
  let lowest = i
  for (let j = 1; j <= length; j++) {
    const unit = b[from + j - 1]
    const same = a[i - 1] === unit
    let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
    if (!same && i > 1 && j > 1 && a[i - 1] === b[from + j - 2] && a[i - 2] === unit) cost = Math.min(cost, before[j - 2]! + 1)
    row[j] = cost
    if (cost < lowest) lowest = cost
  }
  return lowest
}

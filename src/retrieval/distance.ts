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

/** Optimal string alignment distance (a swap of neighbours is one slip), or `max + 1` when it is more than `max`. */
export function distance(a: Uint16Array, b: Uint16Array, max: number): number {
  if (Math.abs(a.length - b.length) > max || a.length > maxLength || b.length > maxLength) return max + 1
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    if (fill(a, b, i) > max) return max + 1
    const oldest = before
    before = last
    last = row
    row = oldest
  }
  return Math.min(last[b.length]!, max + 1)
}

/** Fills one row and gives its lowest value. */
function fill(a: Uint16Array, b: Uint16Array, i: number): number {
  row[0] = i
  let lowest = i
  for (let j = 1; j <= b.length; j++) {
    const same = a[i - 1] === b[j - 1]
    let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
    if (!same && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
    row[j] = cost
    if (cost < lowest) lowest = cost
  }
  return lowest
}

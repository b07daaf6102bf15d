export interface BoundedMap<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

/** A map that forgets its oldest entries past `max`. */
export function createBoundedMap<Value>(max: number): BoundedMap<Value> {
  const entries = new Map<string, Value>()
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      for (const oldest of entries.keys()) {
        if (entries.size <= max) return
        entries.delete(oldest)
      }
    },
  }
}

/** True the first time it is asked about an id: an event that arrives twice is answered once. Remembers the last `max`. */
export function createOnce(max = 5000): (id: string) => boolean {
  const seen = createBoundedMap<true>(max)
  return (id) => {
    if (seen.get(id) === true) return false
    seen.set(id, true)
    return true
  }
}

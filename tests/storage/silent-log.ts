import type { Log } from '../../src/domain/ports.ts'

/** A log that keeps the names of its events. */
export function createSilentLog(): Log & { readonly events: string[] } {
  const events: string[] = []
  const keep = (event: string) => void events.push(event)
  return { events, info: keep, warn: keep, error: keep }
}

import { randomBytes } from 'node:crypto'
import { crockford, readCrockford } from './crockford.ts'

/** 10 characters, 50 random bits: unique enough for a billion answers to be told apart one by one, short enough to be read out. */
export function newTraceId(random: (bytes: number) => Uint8Array = randomBytes): string {
  return crockford(random(7), 10)
}

/** The trace id that someone typed (`7k3m9qx2tb`, `7K3M 9QX2 TB`), or null. */
export function readTraceId(typed: string): string | null {
  const id = readCrockford(typed)
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(id) ? id : null
}

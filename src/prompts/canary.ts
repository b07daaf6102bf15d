import { createHash } from 'node:crypto'

/**
 * Whether the candidate serves this person. The same person gets the same answer as long as the salt stays; raising the
 * percentage only adds people.
 *
 * @param percent 0–100, to the hundredth.
 * @param person Pseudonym under the key that does not rotate; null (terminal, local page) is served production.
 */
export function isInCanary(
  { percent, salt }: { readonly percent: number; readonly salt: string },
  person: string | null,
): boolean {
  return person !== null && bucketOf(salt, person) < percent * 100
}

/** 0–9999. */
function bucketOf(salt: string, person: string): number {
  const hash = createHash('sha256').update(`${salt}${person}`).digest('hex')
  return Number(BigInt(`0x${hash}`) % 10_000n)
}

import { BotError } from '../domain/error.ts'
import type { PersonalData } from '../domain/personal-data.ts'
import type { Storage } from '../domain/storage.ts'
import { journal as texts } from '../texts/fr/journal.ts'
import { personalData, placeName } from './personal-data.ts'
import { isPseudonym, type Pseudonyms } from './pseudonym.ts'

/** Rows erased, by place (`placeName`). */
export type ErasedCounts = Readonly<Record<string, number>>

/**
 * Walks the registry. Fails loudly: a place that cannot be erased does not keep the others from it, and is named.
 * Erasing again is safe.
 *
 * @throws {BotError} `storage`, naming the places that are left.
 */
export async function erasePerson(
  storage: Pick<Storage, 'erase'>,
  pseudonyms: readonly string[],
  textRetentionDays: number,
): Promise<ErasedCounts> {
  const counts: Record<string, number> = {}
  const failed: string[] = []
  let cause: unknown
  for (const entry of personalData(textRetentionDays)) {
    // The author is the thread by which the texts are found: kept while anything is left to find.
    if (entry.place.kind === 'authors' && failed.length > 0) failed.push(placeName(entry))
    else await erase(entry).catch((error: unknown) => (failed.push(placeName(entry)), (cause = error)))
  }
  if (failed.length > 0) throw new BotError('storage', `not erased: ${failed.join(', ')}`, { cause })
  return counts

  async function erase(entry: PersonalData) {
    counts[placeName(entry)] = await storage.erase(entry.place, pseudonyms)
  }
}

/**
 * The pseudonyms to erase for what staff typed: a pseudonym as the journal shows it, or a member's Discord id.
 *
 * @throws {BotError} `input`, with the sentence that staff reads, when it is neither.
 */
export function pseudonymsOf(typed: string, pseudonyms: Pick<Pseudonyms, 'candidates'>): readonly string[] {
  const given = typed.trim()
  if (isPseudonym(given.toUpperCase())) return [given.toUpperCase()]
  if (!/^\d{17,20}$/.test(given)) throw new BotError('input', texts.erase.unreadable)
  return pseudonyms.candidates('author', given)
}

import type { PersonalData } from '../domain/personal-data.ts'
import { journal as texts } from '../texts/fr/journal.ts'
import { stats } from '../texts/fr/stats.ts'

/**
 * The registry: every place where something about a person is stored. Erasure walks it, in this order; members are
 * shown it. Who stores anything about a person adds a line here (a test compares it with the database's tables).
 *
 * @param textRetentionDays `TEXT_RETENTION_DAYS`, told to the reader.
 */
export function personalData(textRetentionDays: number): readonly PersonalData[] {
  const { registry } = texts
  const kept = registry.days(textRetentionDays)
  return [
    // First: the texts of a person are found through the author of the answer, which goes last.
    { place: { kind: 'texts' }, kept, ...registry.texts },
    { place: { kind: 'gap-asks' }, kept, ...registry.gapAsks },
    { place: { kind: 'votes' }, kept, ...stats.registry.votes },
    { place: { kind: 'namespace', namespace: 'memory' }, ...registry.memory },
    { place: { kind: 'entries' }, ...registry.entries },
    { place: { kind: 'limits' }, ...registry.limits },
    { place: { kind: 'authors' }, kept, ...registry.authors },
  ]
}

/** The place's name in counts and reports: `texts`, `namespace:memory`. */
export function placeName({ place }: PersonalData): string {
  return place.kind === 'namespace' ? `${place.kind}:${place.namespace}` : place.kind
}

import { dirname } from 'node:path'
import type { Config } from './config.ts'
import type { Reason } from './domain/answer.ts'
import type { Log, RecordTrace } from './domain/ports.ts'
import type { Storage } from './domain/storage.ts'
import { createGaps, type Gaps } from './journal/gaps.ts'
import { createLog } from './journal/log.ts'
import { createPseudonyms, type Pseudonyms } from './journal/pseudonym.ts'
import { createJournal, type Journal } from './journal/trace.ts'
import { databasePath } from './storage/location.ts'
import { openStorage } from './storage/storage.ts'

/** What is kept of answers and people: all that staff's commands need, without the base and the model. */
export interface Records {
  readonly storage: Storage
  readonly journal: Journal
  readonly record: RecordTrace
  readonly gaps: Gaps
  readonly pseudonyms: Pseudonyms
  readonly log: Log
  /** Folder of the database, where keys and the index stand too; null for one in memory. */
  readonly folder: string | null
  close(): Promise<void>
}

export async function openRecords({ databaseUrl, log: logging, textRetentionDays }: Config): Promise<Records> {
  const log = createLog({ ...logging, stderr: process.stderr.isTTY })
  const storage = await openStorage({ url: databaseUrl, log })
  const path = databasePath(databaseUrl)
  const folder = path === null ? null : dirname(path)
  const pseudonyms = createPseudonyms({ dir: folder ?? 'data', keepDays: textRetentionDays })
  const kept = { storage, now: Date.now, textRetentionDays }
  const gaps = createGaps(kept)
  const journal = createJournal({ ...kept, gaps })
  return {
    storage,
    journal,
    record: recordWithGaps(journal, gaps),
    gaps,
    pseudonyms,
    log,
    folder,
    async close() {
      await storage.close()
      await log.close()
    },
  }
}

const gapReasons: ReadonlySet<Reason> = new Set(['no-passage', 'insufficient', 'unknown-profession'])

/** A question that found no answer is a gap of the base, and told to moderators as one. */
function recordWithGaps(journal: Journal, gaps: Gaps): RecordTrace {
  return async (trace) => {
    await journal.record(trace)
    const { answer, question, author } = trace
    if (question === null || answer.reason === null || !gapReasons.has(answer.reason)) return
    await gaps.recordGap({
      traceId: answer.traceId,
      question,
      metier: answer.metier,
      nearest: answer.passages.map((passage) => passage.id),
      kind: 'abstained',
      author,
    })
  }
}

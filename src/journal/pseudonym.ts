import { createHmac, randomBytes as systemRandom } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BotError } from '../domain/error.ts'
import { journal as texts } from '../texts/fr/journal.ts'
import { crockford } from './crockford.ts'

type PseudonymKind = 'author' | 'guild' | 'conversation'

export interface Pseudonyms {
  /** `KEYID-26 characters`: HMAC-SHA-256 of kind and id, cut to 128 bits. Changes when the key is rotated. */
  of(kind: PseudonymKind, id: string): string
  /** The same under a key that is never rotated: for quota and canary, which must know a person again. */
  stable(kind: PseudonymKind, id: string): string
  /** All pseudonyms that this id may have in our tables, newest first: what erasure looks for. */
  candidates(kind: PseudonymKind, id: string): readonly string[]
  /** Makes a new key; the old one is kept for erasure until `keepDays` have passed. */
  rotate(): void
}

export interface PseudonymOptions {
  /** Folder of the database. */
  readonly dir: string
  /** The longest retention: an old key that no row can name any more is forgotten. 30 unless told. */
  readonly keepDays?: number
  readonly now?: () => number
  readonly random?: (bytes: number) => Uint8Array
}

const keySchema = z.strictObject({ id: z.string().regex(/^[0-9A-Z]{4}$/), secret: z.string().regex(/^[0-9a-f]{64}$/) })
const fileSchema = z.strictObject({
  current: keySchema,
  /** `retiredAt`: ms since 1970. */
  old: z.array(keySchema.extend({ retiredAt: z.number() })),
  stable: keySchema,
})
type Key = z.infer<typeof keySchema>
type KeyFile = z.infer<typeof fileSchema>

export const keyFileName = 'sextant.keys.json'

/**
 * Keys are made at the first start and stand in one file, mode 0600, beside the database. Whoever has both can tell
 * whether a known id asked; whoever has the database alone cannot.
 *
 * @throws {BotError} `storage`, in French, when the key file is damaged or out of reach. It is never made anew over a
 *   damaged one: pseudonyms already stored would become impossible to erase.
 */
export function createPseudonyms({ dir, keepDays = 30, now = Date.now, random = systemRandom }: PseudonymOptions): Pseudonyms {
  const path = join(dir, keyFileName)
  let keys = openKeys(path, dir, random)
  const kept = () => keys.old.filter(({ retiredAt }) => now() - retiredAt < keepDays * 86_400_000)
  return {
    of: (kind, id) => pseudonym(keys.current, kind, id),
    stable: (kind, id) => pseudonym(keys.stable, kind, id),
    candidates: (kind, id) => [keys.current, ...kept().toReversed(), keys.stable].map((key) => pseudonym(key, kind, id)),
    rotate() {
      keys = { ...keys, current: newKey(random), old: [...kept(), { ...keys.current, retiredAt: now() }] }
      const draft = writeDraft(path, keys, random)
      renameSync(draft, path)
    },
  }
}

/** Whether a text has the shape of a pseudonym (and is not a Discord id). */
export function isPseudonym(text: string): boolean {
  return /^[0-9A-Z]{4}-[0-9A-HJKMNP-TV-Z]{26}$/.test(text)
}

const newKey = (random: (bytes: number) => Uint8Array): Key => ({
  id: crockford(random(3), 4),
  secret: Buffer.from(random(32)).toString('hex'),
})

function pseudonym({ id: keyId, secret }: Key, kind: PseudonymKind, id: string): string {
  const mac = createHmac('sha256', Buffer.from(secret, 'hex'))
    .update(JSON.stringify([kind, id]))
    .digest()
  return `${keyId}-${crockford(mac, 26)}`
}

function openKeys(path: string, dir: string, random: (bytes: number) => Uint8Array): KeyFile {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const existing = readKeys(path)
    if (existing !== null) return existing
    const draft = writeDraft(path, { current: newKey(random), old: [], stable: newKey(random) }, random)
    try {
      // A link fails when the name is taken: of two processes that start at once, both read the keys of the first.
      linkSync(draft, path)
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
    } finally {
      rmSync(draft, { force: true })
    }
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new BotError('storage', texts.pseudonym.unusableKeys(path), { cause })
  }
}

function readKeys(path: string): KeyFile | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
  chmodSync(path, 0o600)
  return fileSchema.parse(JSON.parse(text))
}

function writeDraft(path: string, keys: KeyFile, random: (bytes: number) => Uint8Array): string {
  const draft = `${path}.${Buffer.from(random(6)).toString('hex')}`
  writeFileSync(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return draft
}

const hasCode = (error: unknown, code: string) => error instanceof Error && Reflect.get(error, 'code') === code

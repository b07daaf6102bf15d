import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pseudonymsOf } from '../../src/journal/erase.ts'
import { createPseudonyms, isPseudonym, keyFileName } from '../../src/journal/pseudonym.ts'
import { newTraceId, readTraceId } from '../../src/journal/trace-id.ts'
import { temporaryFolder } from '../storage/folder.ts'

const discordId = '123456789012345678'
const day = 86_400_000

describe('pseudonyms', () => {
  it('are the same for one person after a restart, and tell kinds and people apart', () => {
    const dir = join(temporaryFolder(), 'data')
    const first = createPseudonyms({ dir })
    const name = first.of('author', discordId)
    expect(createPseudonyms({ dir }).of('author', discordId)).toBe(name)
    const others = [first.of('guild', discordId), first.of('author', '123456789012345679'), first.stable('author', discordId)]
    expect(new Set([name, ...others]).size).toBe(4)
    expect([name, ...others].every(isPseudonym)).toBe(true)
    expect(isPseudonym(discordId)).toBe(false)
  })

  it('hold nothing of the id, and differ between installations', () => {
    const names = [1, 2].map(() => createPseudonyms({ dir: temporaryFolder() }).of('author', discordId))
    expect(names[0]).not.toBe(names[1])
    expect(names.join(' ')).not.toContain('1234567')
  })

  it('keep their keys in one file that only this account can read', () => {
    const dir = temporaryFolder()
    createPseudonyms({ dir })
    expect(readdirSync(dir)).toEqual([keyFileName])
    expect(statSync(join(dir, keyFileName)).mode & 0o777).toBe(0o600)
    chmodSync(join(dir, keyFileName), 0o644)
    createPseudonyms({ dir })
    expect(statSync(join(dir, keyFileName)).mode & 0o777).toBe(0o600)
  })

  it('refuse a damaged key file in French and leave it as it is', () => {
    const dir = temporaryFolder()
    writeFileSync(join(dir, keyFileName), '{"current":')
    expect(() => createPseudonyms({ dir })).toThrow(/illisible ou abîmé/)
    expect(readFileSync(join(dir, keyFileName), 'utf8')).toBe('{"current":')
  })

  it('change with a rotation, but not the stable ones, and erasure still finds the old ones', () => {
    const clock = { at: 0 }
    const dir = temporaryFolder()
    const pseudonyms = createPseudonyms({ dir, keepDays: 30, now: () => clock.at })
    const [old, stable] = [pseudonyms.of('author', discordId), pseudonyms.stable('author', discordId)]
    pseudonyms.rotate()
    const current = pseudonyms.of('author', discordId)
    expect(current).not.toBe(old)
    expect(pseudonyms.stable('author', discordId)).toBe(stable)
    const restarted = createPseudonyms({ dir, keepDays: 30, now: () => clock.at })
    expect(restarted.candidates('author', discordId)).toEqual([current, old, stable])
    expect(statSync(join(dir, keyFileName)).mode & 0o777).toBe(0o600)

    clock.at = 30 * day
    expect(restarted.candidates('author', discordId)).toEqual([current, stable])
    restarted.rotate()
    expect(readFileSync(join(dir, keyFileName), 'utf8')).not.toContain(`"${old.slice(0, 4)}"`)
  })

  it('erase by what staff typed: a pseudonym, or an id under all keys', () => {
    const pseudonyms = createPseudonyms({ dir: temporaryFolder() })
    const name = pseudonyms.of('author', discordId)
    expect(pseudonymsOf(` ${name.toLowerCase()}\n`, pseudonyms)).toEqual([name])
    expect(pseudonymsOf(`${discordId}\n`, pseudonyms)).toEqual(pseudonyms.candidates('author', discordId))
    expect(() => pseudonymsOf('Sonia', pseudonyms)).toThrow('ni un pseudonyme')
  })
})

describe('newTraceId', () => {
  it('gives 10 characters of Crockford base 32, hardly ever twice', () => {
    const ids = Array.from({ length: 10_000 }, () => newTraceId())
    expect(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{10}$/.test(id))).toBe(true)
    expect(new Set(ids).size).toBe(10_000)
  })

  it('uses every bit', () => {
    expect(newTraceId((count) => new Uint8Array(count).fill(255))).toBe('ZZZZZZZZZZ')
    expect(newTraceId((count) => new Uint8Array(count))).toBe('0000000000')
    expect(newTraceId(() => Uint8Array.of(0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54))).toBe('0123456789')
  })

  it('is read as people type it', () => {
    expect(readTraceId(' 7k3m 9qx2-tb')).toBe('7K3M9QX2TB')
    expect(readTraceId('OIL0000000')).toBe('0110000000')
    expect(readTraceId('7K3M9QX2T')).toBeNull()
    expect(readTraceId('7K3M9QX2TU')).toBeNull()
  })
})

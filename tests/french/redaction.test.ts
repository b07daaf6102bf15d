import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { redact } from '../../src/french/redaction.ts'

const data = process.env['SEXTANT_DATA']
if (!data)
  console.warn('SEXTANT_DATA is not set: redaction is NOT tested on the corpus of personal data, only on cases of our own.')

/** A machine shared with other work pauses now and then. */
const slack = 3

describe('redact', () => {
  it.each([
    ['écris-moi à lea.martin@exemple.fr stp', 'écris-moi à [e-mail] stp'],
    ['lea point martin (at) exemple point fr', 'lea point [e-mail]'],
    ['mon tel c’est le 06 12 34 56 78', 'mon tel c’est le [téléphone]'],
    ['06.12.34.56.78 ou +33612345678', '[téléphone] ou [téléphone]'],
    ['j’habite 12 rue des Lilas, 75011 Paris', 'j’habite [adresse]'],
    ['j’habite 12 bis rue des lilas', 'j’habite [adresse]'],
    ['FR76 3000 6000 0112 3456 7890 189', '[IBAN]'],
    ['ma sécu 2 95 10 99 126 111 93', 'ma sécu [numéro de sécurité sociale]'],
    ['<@123456789012345678> et @lea_du_33', '[compte Discord] et [compte Discord]'],
    ['mon id 912866706398151892', 'mon id [compte Discord]'],
    ['ma clé sk-proj-abcdefghijklmnop1234', 'ma clé [secret]'],
    ['mot de passe : Azerty123!', 'mot de passe : [secret]'],
    ['je m’appelle Léa Martin et je veux coder', 'je m’appelle [nom] et je veux coder'],
    ['jmappelle karim, quel bac ?', 'jmappelle [nom], quel bac ?'],
    ['mon prof M. Dupont dit que non', 'mon prof M. [nom] dit que non'],
    ['ma sœur Inès est data analyst', 'ma sœur [nom] est data analyst'],
  ])('redacts %s', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it.each([
    'Combien gagne un prompt engineer en France, 4 400 à 6 000 € brut ?',
    'Y a-t-il 12 places en BUT et 3 voies possibles ?',
    'Le RNCP37137 est-il échu le 14-12-2025 ? et M1802 ?',
    'Comment s’appelle le métier qui écrit des prompts ?',
    'Epitech ou Guardia à Paris, lequel ?',
    'Le 3114, le 3018 ou le 119 ?',
    'je m’appelle pas comme ça',
    '45 000 Euros par an, ou 35000 € brut ?',
  ])('leaves %s as it is', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('takes a time in proportion to the text, whatever is repeated in it', () => {
    const units = [
      'x',
      '1',
      '_',
      '"',
      'a.',
      '-',
      '06',
      '+',
      'Aa-',
      '-eyJaaaaaaaa',
      'a:',
      'token:ab,',
      'token:"',
      'token:[',
      'SG.',
      'a@',
      'a(at)',
    ]
    const cues = ["je m'appelle ab ", '12 rue de la Aa ', 'M. A-AA-', '75011 Aa-', '-----BEGIN PRIVATE KEY ', '\u{1f600}1', ' ']
    // In proportion, 10⁶ characters take a tenth of a second; squared, minutes: a shorter text is tried first.
    const isSlow = (unit: string, chars: number) => {
      const text = unit.repeat(Math.ceil(chars / unit.length))
      const started = performance.now()
      redact(text)
      return performance.now() - started > (chars / 1_000) * slack
    }
    const slow = [...units, ...cues].filter((unit) => isSlow(unit, 50_000) || isSlow(unit, 1_000_000))
    expect(slow).toEqual([])
  }, 60_000)

  it('still reads an address whose name is long, and a token without a signature', () => {
    expect(redact(`${'a'.repeat(90)}@exemple.fr`)).toBe('[e-mail]')
    expect(redact('ma clé eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_d et eyJhbGciOiJIUzI1NiJ9')).toBe(
      'ma clé [secret] et [secret]',
    )
    expect(redact('base postgres://moi:secret@hote/base')).toBe('base [secret]')
  })

  it('changes nothing more when it runs twice', () => {
    const once = redact('je m’appelle Léa, 06 12 34 56 78, lea@exemple.fr, 3 rue du Bac, mot de passe : Xy12!kk')
    expect(redact(once)).toBe(once)
  })

  it.runIf(data)('redacts 99 % of the corpus of personal data, and 2 % of ordinary texts at most', () => {
    const rows = (file: string) =>
      readFileSync(join(data!, file), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { text: string; label?: string; category?: string; q?: string })
    const personal = rows('security/pii_fr.jsonl').filter(({ label }) => label === 'pii')
    const missed = personal.filter(({ text, category }) => {
      const bare = text.replace(/^(?:M|Mme|Mlle|Mr|Dr)\.? /, '')
      const said = redact(category === 'name' ? `je m'appelle ${text} et je cherche un stage` : `voilà : ${text} merci`)
      return bare.split(/[\s,]+/).some((word) => word.length > 3 && said.includes(word))
    })
    expect(missed.map(({ text }) => text)).toHaveLength(Math.min(missed.length, Math.floor(personal.length / 100)))
    const ordinary = [
      ...rows('retrieval/piaf.queries.dev.jsonl').map(({ q }) => q!),
      ...rows('security/benign_hard_negatives.jsonl').map(({ text }) => text),
    ]
    const altered = ordinary.filter((text) => redact(text) !== text.replace(/[\u200b-\u200f\u2060\ufeff]/g, ''))
    expect(altered.length / ordinary.length).toBeLessThanOrEqual(0.02)
  })
})

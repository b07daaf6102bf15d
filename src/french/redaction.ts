import { redactNames } from './redaction-names.ts'
import { addresses, secrets } from './redaction-patterns.ts'

type Rule = readonly [pattern: RegExp, placeholder: string]

// A run of letters starts where none stands before: tried from each of its letters, a long one would take its length squared.
const email =
  /(?:"(?:[^"\\\n]|\\.){1,64}"|(?<![\p{L}\d.!#$%&'*+/=?^_`{|}~-])[\p{L}\d.!#$%&'*+/=?^_`{|}~-]+)@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu
/** "jean (at) exemple point fr". */
const spelledEmail =
  /(?<![\p{L}\d._-])[\p{L}\d._-]+ ?(?:\(at\)|\[at\]|\barobas?e?\b|\(arobase\)) ?[\p{L}\d-]+ ?(?:\.|\(dot\)|\[dot\]|\bpoint\b|\bdot\b) ?(?:fr|com|net|org|eu|be|ch)\b/giu
const discord =
  /<(?:@[!&]?|#)\d{5,22}>|(?<![\p{L}\d@.])@[\p{L}\d_.]{2,32}|(?<!\p{L})[\p{L}\d_.]{2,32}#\d{4}(?!\d)|\bdiscord(?:\.gg|(?:app)?\.com\/invite)\/[\w-]+/giu
const snowflake = /(?<!\d)\d{17,20}(?!\d)/g
const iban = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{4}){2,7}(?:[ -]?[A-Z\d]{1,4})?(?![\p{L}\d])/giu
const nir =
  /(?<![\d.,])[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[AB])[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?\d{2})?(?!\d)/gi
const business =
  /(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5}(?!\d)|\bFR ?[A-Z\d]{2} ?\d{3} ?\d{3} ?\d{3}(?!\d)|(?<![\d+])\d{11}(?!\d)|(?<!\d)\d{13}(?!\d)/g
const phone =
  /(?<![\d+])(?:\+|00)\d{1,3}[ .-]?(?:\(0\)[ .-]?)?\d(?:[ .-]?\d){6,11}(?!\d)|(?<![\d,+])0[ .-]?[1-9](?:[ .-]?\d){8}(?!\d)/g

/** In this order: what holds others comes first. */
const rules: readonly Rule[] = [
  ...secrets.map((pattern): Rule => [pattern, '[secret]']),
  [email, '[e-mail]'],
  [spelledEmail, '[e-mail]'],
  [discord, '[compte Discord]'],
  [snowflake, '[compte Discord]'],
  [iban, '[IBAN]'],
  [nir, '[numéro de sécurité sociale]'],
  [business, '[numéro]'],
  [phone, '[téléphone]'],
  ...addresses.map((pattern): Rule => [pattern, '[adresse]']),
]

/**
 * Replaces what identifies a person, and secrets, by a French placeholder: e-mail, phone, postal address, IBAN, social security number, Discord ids
 * and mentions, keys and tokens, and names after a cue ("je m'appelle", "mon prof M. …"). A name without a cue stays: it may be a school's. Takes a time in proportion to the text.
 */
export function redact(text: string): string {
  const plain = text.replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
  return redactNames(
    rules.reduce(
      (redacted, [pattern, placeholder]) =>
        redacted.replace(pattern, (found, ...rest) => keep(pattern, found, rest) ?? placeholder),
      plain,
    ),
  )
}

/** What looks like one and is none: an IBAN has more digits than letters, after its country. */
function keep(pattern: RegExp, found: string, rest: readonly unknown[]): string | null {
  if (pattern === iban && (found.match(/\d/g)?.length ?? 0) < 10) return found
  // A labelled secret keeps its label: "mot de passe : [secret]".
  const label = rest[0]
  return typeof label === 'string' && label !== '' && found.startsWith(label) ? `${label}[secret]` : null
}

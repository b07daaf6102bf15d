/** Why a piece is not shown. */
export type Reason =
  | 'uncited'
  | 'unknown-citation'
  | 'markup'
  | 'link'
  | 'mention'
  | 'script'
  | 'quote'
  | 'figure'
  | 'name'
  | 'unrelated'
  | 'repeated'
  | 'truncated'

const notMarks =
  /\[[ ]*(?:passages?|sources?|extraits?|p|s)?[ .°n]*(\d{1,3}(?:[ ]*(?:,|;|et|and|&|-|–)[ ]*\d{1,3})*)[ ]*\]|【(\d{1,3})[^】]{0,20}】/giu
const marker = /\[(\d{1,3})\]/g
const scheme =
  /\p{L}[\p{L}\d+.-]*:\/\/|(?:mailto|javascript|vbscript|data|tel|sms|discord|file|steam|blob):\S|www\.|\/\/|discord\.gg/iu
/** Any @ but that of an e-mail address, which must stand in a cited passage like a figure. */
const mention = /@(?![\p{L}\d-]+\.\p{L})|(?<![\p{L}\d._%+-])@/iu
const html = /<\s*[\p{L}!/?]|&(?:#\w+|[a-z]{2,8});|\bon\w+\s*=/iu
const otherMarkup = /[[\]\\{}]|```|\|\||~~|^\s*:::|\$\(/u
const dotted = /[\p{L}\d][\p{L}\d-]*(?:\.[\p{L}\d-]+)*\.\p{Ll}{2,}/gu
const abbreviations = /^(?:p\.ex|c\.-à-d|i\.e|e\.g|n\.b|p\.-?ex|a\.k\.a)$/iu

/** NFC, without invisible, bidi and control characters. */
export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}|\p{Co}|\p{Cs}|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
}

/** `[1, 2]`, `[1-3]`, `[source 1]` and `【1】` become `[1][2]` …; the numbers in order, without repeats. */
export function normaliseMarkers(text: string): { readonly text: string; readonly numbers: readonly number[] } {
  const normal = text.replace(notMarks, (_, list: string | undefined, alone: string | undefined) => {
    const numbers = (list ?? alone!).split(/(?:,|;|et|and|&)/iu).flatMap((part) => {
      const [from, to] = part.split(/[-–]/).map(Number)
      return to === undefined || to <= from! || to - from! > 9
        ? part.split(/[-–]/).map(Number)
        : Array.from({ length: to - from! + 1 }, (__, index) => from! + index)
    })
    return numbers.map((number) => `[${number}]`).join('')
  })
  return { text: normal, numbers: [...new Set(Array.from(normal.matchAll(marker), ([, number]) => Number(number)))] }
}

/** Markers off, emphasis off: what is said. */
export function plainOf(text: string): string {
  return text
    .replace(marker, ' ')
    .replace(/\*+|(?<![\p{L}\d])_+|_+(?![\p{L}\d])|`/gu, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[.,)])/g, '')
    .trim()
}

/** What a model may not write, whatever it cites: links, mentions, HTML, images and other markup. */
export function forbidden(text: string): Reason | null {
  const compatible = text.normalize('NFKC')
  if (scheme.test(compatible) || /\[\d{1,3}\]\(/.test(compatible)) return 'link'
  if (/<[@#]/.test(compatible)) return 'mention'
  if (html.test(compatible) || otherMarkup.test(compatible.replace(marker, ''))) return 'markup'
  return mention.test(compatible) ? 'mention' : null
}

/** Words that look like an address ("exemple.fr"): each must stand in a cited passage as it is. */
export function addresses(plain: string): readonly string[] {
  return Array.from(plain.normalize('NFKC').matchAll(dotted), ([word]) => word).filter((word) => !abbreviations.test(word))
}

/** Letters of other scripts, digits that are not 0–9, stacked accents: what disguises a word. Emoji pass. */
export function disguised(plain: string, passages: string): boolean {
  const odd =
    plain
      .replace(/\ufe0f/g, '')
      .match(/(?!\p{Script=Latin})[\p{L}\p{M}]|(?![0-9])\p{N}|[\uff01-\uff5e]|[\u{1d400}-\u{1d7ff}]/gu) ?? []
  return odd.some((character) => !passages.includes(character))
}

/** Emphasis that opens without closing would spoil the sentences after it. */
export function evenEmphasis(text: string): string {
  let even = text
  for (const sign of ['**', '`', '__']) if ((even.split(sign).length - 1) % 2 === 1) even = even.replaceAll(sign, '')
  return even
}

import { discord as texts } from '../../texts/fr/discord.ts'

const { neutral } = texts

/** Other, ignorable and blank code points: controls, bidi, zero-width, tags, variation selectors, unassigned, lone surrogates. */
const invisible = /(?![\n\t])[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu
/** More marks on one letter than any script needs. */
const stacked = /(\p{M}{4})\p{M}+/gu

/** Text without what cannot be seen or reorders what can. No-break spaces stay: French figures are written with them. */
export function stripInvisible(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(invisible, '')
    .replace(stacked, '$1')
    .normalize('NFC')
}

/** What names a member, a role, a channel or a moment becomes a neutral word: ids and names travel neither in nor out. */
export function neutralMentions(text: string): string {
  return text
    .replace(/<@&\d+>/g, neutral.role)
    .replace(/<@!?\d+>/g, neutral.user)
    .replace(/<#\d+>/g, neutral.channel)
    .replace(/<t:-?\d+(?::\w)?>/g, neutral.date)
    .replace(/<id:[\w-]+(?::\d+)?>/g, neutral.menu)
    .replace(/<\/([^:<>\n]{1,100}):\d+>/g, '/$1')
    .replace(/<a?(:\w+:)\d+>/g, '$1')
}

/** No link of any kind: masked ones lose their target, bare ones and invitations go, mail and phone links become text. */
export function withoutLinks(text: string): string {
  return text
    .replace(/!?\[([^[\]\n]*)\]\(\s*<?[a-z][a-z0-9+.-]*:[^)\n]*\)/gi, '$1')
    .replace(/\](?=\()/g, '] ')
    .replace(/<?[a-z][a-z0-9+.-]{0,30}:\/\/[^\s<>)\]]*>?/gi, neutral.link)
    .replace(/<(?:mailto|tel|sms):([^\s<>]+)>/gi, '$1')
    .replace(/(?:discord(?:app)?\.(?:gg|me|io|com\/invite)|dsc\.gg)\/[^\s<>)\]]*/gi, neutral.link)
}

/**
 * Text of the answer or of ours, made fit to leave: nothing invisible, no mention, no link, and no block quote that
 * would swallow the sources below.
 */
export function cleanText(text: string): string {
  return withoutLinks(neutralMentions(stripInvisible(text)))
    .replace(/^(\s*)>>> ?/gm, '$1> ')
    .replace(/@(?=everyone|here)/gi, '@ ')
    .trim()
}

/** A name or label on one line, shown as it is: its characters are no Markdown. */
export function cleanLabel(text: string, maxChars: number): string {
  const line = cleanText(text).replace(/\s+/g, ' ')
  const cut = line.length > maxChars ? `${line.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line
  return cut.replace(/[\\*_~`|[\]<>#]/g, '\\$&')
}

/** The address when it can stand inside `<…>` as it is, else null: it is never rewritten. */
export function safeUrl(url: string | null): string | null {
  if (url === null || url.length > 1000 || !/^https?:\/\/[^\s<>]+$/i.test(url) || stripInvisible(url) !== url) return null
  return URL.canParse(url) ? url : null
}

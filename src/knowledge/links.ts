import { posix } from 'node:path'

/** Where a link of a page leads. */
export type LinkTarget =
  | { readonly kind: 'outside' }
  /** Leads out of the knowledge folder. */
  | { readonly kind: 'leaves' }
  /** A path within the knowledge folder; null is the page itself. */
  | { readonly kind: 'inside'; readonly path: string | null; readonly fragment: string }

/** Sorts out a link's target as written in `file`: an address elsewhere, a way out of the folder, or a place inside it. */
export function resolveLink(file: string, target: string): LinkTarget {
  const plain = decoded(target).replaceAll('\\', '/')
  if (/^file:/i.test(plain) || /^[a-z]:/i.test(plain)) return { kind: 'leaves' }
  if (/^[a-z][a-z\d+.-]+:/i.test(plain) || plain.startsWith('//')) return { kind: 'outside' }
  const [before, fragment = ''] = splitOnce(plain, '#')
  const path = splitOnce(before, '?')[0]
  if (path === '') return { kind: 'inside', path: null, fragment }
  if (path.startsWith('/')) return { kind: 'leaves' }
  const resolved = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, '')
  if (resolved === '..' || resolved.startsWith('../') || resolved.includes('\0')) return { kind: 'leaves' }
  return { kind: 'inside', path: resolved, fragment }
}

/** Percent-decoded until nothing changes, three times at most: `%252e` is a dot to whoever decodes twice. */
function decoded(target: string): string {
  let text = target
  for (let round = 0; round < 3; round++) {
    const next = text.replace(/(?:%[\da-f]{2})+/gi, (escaped) => {
      try {
        return decodeURIComponent(escaped)
      } catch {
        return escaped
      }
    })
    if (next === text) break
    text = next
  }
  return text
}

function splitOnce(text: string, sign: string): [string, string?] {
  const at = text.indexOf(sign)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

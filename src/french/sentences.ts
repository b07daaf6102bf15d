/** A sentence of a text: `text` is `source.slice(start, end)`, without white space around it. */
export interface SentenceSpan {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** After these a full stop never ends a sentence: a name, an example or a number must follow. */
const bound = new Set(
  'm mm mme mmes mlle mlles dr drs pr prs me mgr st ste vs cf ex env approx tél tel p.ex c.-à-d c.à.d i.e e.g n.b nb'.split(' '),
)
/** After these it does not when a number follows (`p. 12`, `max. 3 000 €`). */
const numbered = new Set('p pp art n no nos vol chap fig réf ref éd min max moy al'.split(' '))
/** After initials (`J. Dupont`) it does when one of these words follows (`vitamine C. Les …`). */
const opening = new Set(
  (
    "le la les l' un une des du de d' ce c' cet cette ces il elle ils elles on je j' tu nous vous mon ton son ma ta sa ses tes mes leur " +
    "leurs notre votre en au aux à dans pour par sur avec sans selon si s' mais ou où et donc or ni car que qu' qui quand comment " +
    'combien pourquoi aucun aucune chaque certains certaines plusieurs tout toute tous toutes après avant depuis pendant ensuite ' +
    'enfin ainsi alors aussi cependant toutefois pourtant voici voilà comme même puis quel quelle quels quelles'
  ).split(' '),
)
const stop = /[.!?…]+/g
/** What may follow the stop and still belongs to the sentence: closing quotes and brackets, emphasis, note marks (`[2]`, `[^id]`). */
const closing = /(?:[ \u00a0\u202f]?[»›]|["”’')\]*_`]|\s?\[\^?[\w-]{1,40}(?:\s?,\s?\d{1,3})*\])*/y
/** What may stand between two sentences: white space, then opening quotes, brackets, dashes, emphasis. */
const gap = /\s+[\s«‹“"'‘(*_`[—–-]*/y
const hardBreak = /\n[ \t]*(?:\n\s*|(?=[-*+•|#>] ?|\d{1,3}[.)] ))/g
const firstWord = /[\p{L}\p{N}]+['’]?/uy
const lastWord = /[\p{L}\p{N}.'’°&+-]*$/u
const listNumber = /^\s*\d{1,3}$/
const dotted = /^(?:\p{L}\.-?)*\p{L}$/u
/** Quotes and brackets longer than this (in UTF-16 units) are split inside like any text. */
const maxProtected = 400

/**
 * Splits French prose into its sentences, in linear time. Not fooled by abbreviations (`M.`, `p. ex.`, `etc.`), initials,
 * decimals, addresses; a full stop inside « … » or (…) that closes soon does not end the sentence. An empty line, or a line
 * that begins a list item, row or heading, ends one too. White space between sentences belongs to none.
 */
export function splitSentences(text: string): readonly SentenceSpan[] {
  const protectedUntil = protectedRanges(text)
  const spans: SentenceSpan[] = []
  let start = 0
  const close = (end: number): void => {
    const piece = text.slice(start, end)
    const trimmed = piece.trim()
    if (trimmed !== '') {
      const from = start + piece.indexOf(trimmed)
      spans.push({ text: trimmed, start: from, end: from + trimmed.length })
    }
    start = end
  }
  for (const end of ends(text)) {
    if (end.hard || (!isProtected(protectedUntil, end.stop) && endsSentence(text, start, end))) close(end.at)
  }
  close(text.length)
  return spans
}

interface End {
  /** Offset after the last character of the sentence. */
  readonly at: number
  /** Offset and length of the stop itself. */
  readonly stop: number
  readonly mark: string
  /** A break of line that always ends a sentence. */
  readonly hard: boolean
}

function ends(text: string): readonly End[] {
  const found: End[] = []
  for (const match of text.matchAll(hardBreak)) found.push({ at: match.index, stop: match.index, mark: '', hard: true })
  for (const match of text.matchAll(stop)) {
    closing.lastIndex = match.index + match[0].length
    const at = closing.lastIndex + (closing.exec(text)?.[0].length ?? 0)
    found.push({ at, stop: match.index, mark: match[0], hard: false })
  }
  return found.toSorted((a, b) => a.at - b.at || a.stop - b.stop)
}

function endsSentence(text: string, start: number, { at, stop, mark }: End): boolean {
  if (stop < start) return false
  gap.lastIndex = at
  const between = gap.exec(text)
  if (between === null) return false
  firstWord.lastIndex = at + between[0].length
  const next = firstWord.exec(text)?.[0] ?? ''
  // A sentence opens with a capital or a figure; what follows in small letters goes on ("… », dit-il").
  if (next === '' || /^\p{Ll}/u.test(next)) return false
  if (mark !== '.') return true
  const before = text.slice(Math.max(start, stop - 40), stop)
  if (before.trim().length > 0 && listNumber.test(text.slice(start, stop))) return false
  const word = lastWord
    .exec(before)![0]
    .toLowerCase()
    .replace(/^(?:['’-]|[a-zà]{1,2}['’])+/, '')
  if (word.startsWith('n°') || bound.has(word)) return false
  if (numbered.has(word) && /^\d/.test(next)) return false
  return !isInitials(before) || opening.has(next.toLowerCase().replace('’', "'"))
}

/** `J`, `J.-P`, `U.S.A`: capital letters with dots, the last dot being the stop. */
function isInitials(before: string): boolean {
  const word = /[\p{L}\p{N}.+-]*$/u.exec(before)![0]
  return dotted.test(word) && /^\p{Lu}/u.test(word)
}

/** Start and end of each « … » or (…) that closes soon: in order, none inside another. */
function protectedRanges(text: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = []
  const open: Record<string, number> = { '«': -1, '(': -1 }
  for (const match of text.matchAll(/[«»()]|\n[ \t]*\n/g)) {
    const sign = match[0]
    if (sign === '«' || sign === '(') {
      if (open[sign] === -1) open[sign] = match.index
    } else if (sign === '»' || sign === ')') {
      const opener = sign === '»' ? '«' : '('
      const from = open[opener]!
      open[opener] = -1
      if (from !== -1 && match.index - from <= maxProtected) ranges.push([from, match.index])
    } else {
      open['«'] = -1
      open['('] = -1
    }
  }
  return disjoint(ranges.toSorted((a, b) => a[0] - b[0]))
}

/** Ranges sorted by start → the outermost ones; two that cross become one. */
function disjoint(ranges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const outer: [number, number][] = []
  for (const [from, to] of ranges) {
    const last = outer.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else outer.push([from, to])
  }
  return outer
}

/**
 * Whether the stop stands inside a range and is not its last word: the full stop before a closing quote or bracket
 * ends the sentence together with it.
 */
function isProtected(ranges: readonly (readonly [number, number])[], stop: number): boolean {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ranges[middle]![0] < stop) low = middle + 1
    else high = middle
  }
  const range = ranges[low - 1]
  // "? »" and ". »": at most a space and one more mark between the stop and what closes.
  return range !== undefined && stop < range[1] && range[1] - stop > 3
}

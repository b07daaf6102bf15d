import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Root } from 'mdast'

type Extension = ReturnType<typeof gfm>
type Construct = Extract<NonNullable<Extension['text']>[string], { tokenize: unknown }>

/**
 * GFM without autolink literals. Bare addresses stay text, which is all that a passage keeps of a link, and pages parse
 * nearly twice as fast: the literals try a construct at every letter.
 */
const syntax: Extension = withoutConstructs(gfm(), /Autolink$/)

/**
 * Sources stand in `sources.yaml`, so a page's notes have no definition, and to micromark a note without one is plain text.
 * This construct runs before GFM's own (last extension, first tried), declares every id defined, and steps aside.
 * It leans on the parser's internal `gfmFootnotes`: the packages are pinned and a test holds it.
 */
const everyNoteDefined: Construct = {
  name: 'everyNoteDefined',
  tokenize(_effects, _ok, nok) {
    if (!Array.isArray(this.parser.gfmFootnotes) || this.parser.gfmFootnotes.includes !== everyId) {
      this.parser.gfmFootnotes = Object.assign([...(this.parser.gfmFootnotes ?? [])], { includes: everyId })
    }
    return nok
  },
}
const everyId = (): boolean => true
const extensions = [syntax, { text: { 91: everyNoteDefined } }]
// The first of them turns addresses in text into links: a second walk over the tree that nothing here needs.
const mdastExtensions = gfmFromMarkdown().filter((extension) => extension.transforms === undefined)

/** Markdown (GFM) → its tree; every `[^id]` is a `footnoteReference`. @throws {RangeError} when nested beyond the stack. */
export function readMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions, mdastExtensions })
}

function withoutConstructs(extension: Extension, name: RegExp): Extension {
  const text: Record<string, Construct[]> = {}
  for (const [code, given] of Object.entries(extension.text ?? {})) {
    text[code] = [given]
      .flat()
      .filter((construct): construct is Construct => construct !== undefined && !name.test(construct.name ?? ''))
  }
  return { ...extension, text }
}

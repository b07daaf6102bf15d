import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import { knowledge as texts } from '../texts/fr/knowledge.ts'
import type { Remark } from '../texts/fr/knowledge.ts'

export type YamlPath = readonly (string | number)[]

export type YamlReading =
  | { readonly ok: true; readonly value: unknown; readonly lineOf: (path: YamlPath) => number }
  | { readonly ok: false; readonly line: number; readonly remark: Remark }

const remarks: Readonly<Record<string, Remark>> = {
  DUPLICATE_KEY: texts.yaml.duplicate,
  TAB_AS_INDENT: texts.yaml.tab,
  BLOCK_AS_IMPLICIT_KEY: texts.yaml.colon,
  MULTILINE_IMPLICIT_KEY: texts.yaml.colon,
  BAD_INDENT: texts.yaml.indent,
  MISSING_CHAR: texts.yaml.quote,
  BAD_ALIAS: texts.yaml.alias,
  TAG_RESOLVE_FAILED: texts.yaml.alias,
}

/**
 * Reads YAML 1.2 (core schema: dates stay texts) without aliases, merge keys or custom tags, which pages have no use for
 * and which let a few lines grow without bound. Never throws.
 *
 * @param lineOffset Lines of the file before the text; `line` and `lineOf` count from 1 in the file.
 */
export function readYaml(text: string, lineOffset = 0): YamlReading {
  const lines = new LineCounter()
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line) + lineOffset
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
    const fault = document.errors[0] ?? document.warnings[0]
    if (fault !== undefined) {
      return { ok: false, line: lineAt(fault.pos[0]), remark: remarks[fault.code] ?? texts.yaml.other(fault.code) }
    }
    return { ok: true, value: document.toJS({ maxAliasCount: 0 }), lineOf: (path) => lineAt(offsetOf(document, path)) }
  } catch (error) {
    // An alias (ReferenceError), or nesting so deep that the stack ends (RangeError).
    return {
      ok: false,
      line: 1 + lineOffset,
      remark: error instanceof ReferenceError ? texts.yaml.alias : texts.yaml.other('profondeur'),
    }
  }
}

/** Offset of the key (or item) at the path; of its nearest existing parent when there is none. */
function offsetOf(document: Document, path: YamlPath): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const step of path) {
    let next: unknown
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step))
      if (pair === undefined) return offset
      offset = startOf(pair.key) ?? offset
      next = pair.value
    } else if (isSeq(node)) {
      next = node.items[Number(step)]
      offset = startOf(next) ?? offset
    }
    node = next
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined
}

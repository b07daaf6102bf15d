import { createHash } from 'node:crypto'
import { rome as texts } from '../../texts/fr/rome.ts'

/** The last line of an imported file holds the SHA-256 of what stands above it, so that a change by hand is seen. */
const mark = /\n<!-- Importé du ROME [^\n]* ([0-9a-f]{64}) -->\s*$/

/** A sheet's text with its mark. */
export function marked(text: string, version: string): string {
  return `${text}\n<!-- ${texts.generated(version, sha(text))} -->\n`
}

/** Whether a file is as an import left it, whatever its line ends. */
export function isAsImported(file: string): boolean {
  const plain = file.replaceAll('\r\n', '\n')
  const found = mark.exec(plain)
  return found !== null && sha(plain.slice(0, found.index)) === found[1]
}

/** When an imported file's data was read, `YYYY-MM-DD`. */
export const dateOf = (file: string) => /\nconsulte_le: (\S+)\s*\n/.exec(file)?.[1] ?? ''

/** The sheet that a file is about, imported or not: `M1802`. */
export const codeOf = (file: string) => /\nrome: (\S+)\s*\n/.exec(file.slice(0, 64 * 1024))?.[1] ?? null

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { checkFolder } from '../../src/knowledge/check.ts'
import { parsePage } from '../../src/knowledge/parse.ts'
import type { Finding, Passage } from '../../src/domain/knowledge.ts'

export const today = '2026-11-22'
export const head = '---\ntitre: Salaire\nconsulte_le: 2026-11-01\nrelu_le: 2026-11-02\n---\n'
export const metier = '---\ntitre: Prompt engineer\nconsulte_le: 2026-11-01\nrelu_le: 2026-11-02\n---\nUn métier récent.\n'
export const sources = 'insee:\n  editeur: Insee\n  titre: Emploi\n  url: https://insee.fr/a\n  date: 2024\n  type: officiel\n'

/** A small base without any finding but that its one source is cited: add to it what is tested. */
export const goodBase: Readonly<Record<string, string>> = {
  'sources.yaml': sources,
  'pe/metier.md': metier,
  'pe/salaire.md': `${head}## En France\nUn salaire de 4 400 € brut par mois.[^insee]\n`,
}

/** Makes a folder of files, deleted when the test ends. */
export function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'sextant-kb-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  for (const [file, text] of Object.entries(files)) save(dir, file, text)
  return dir
}

export function save(dir: string, file: string, text: string | Buffer): void {
  mkdirSync(dirname(join(dir, file)), { recursive: true })
  writeFileSync(join(dir, file), text)
}

/** Findings of a base as `severity file:line reason`. */
export async function found(files: Readonly<Record<string, string | Buffer>>): Promise<readonly string[]> {
  return (await checkFolder({ dir: folder(files), strict: false, today })).findings.map(shown)
}

export function shown({ severity, file, line, reason }: Finding): string {
  return `${severity} ${file}:${line} ${reason}`
}

/** Passages of a page with a good front matter (5 lines). */
export function passagesOf(body: string): readonly Passage[] {
  return parsePage('pe/salaire.md', head + body).page!.passages
}

/** The good base with a page `pe/x.md` (front matter of 5 lines, and `front`). */
export const page = (body: string, front = '') => ({
  ...goodBase,
  'pe/x.md': `---\ntitre: X\nconsulte_le: 2026-11-01\nrelu_le: 2026-11-02\n${front}---\n${body}`,
})

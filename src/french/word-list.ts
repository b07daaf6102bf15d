import { readFileSync } from 'node:fs'

/** The lines of a word list that people edit: no empty ones, no comments. */
export function readList(file: URL): readonly string[] {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
}

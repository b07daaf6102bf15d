import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BotError } from '../domain/error.ts'
import type { Base } from '../domain/ports.ts'
import { promptEval } from '../texts/fr/prompt-eval.ts'
import { readBaseOnce } from './read-base.ts'

const texts = promptEval.impact

/**
 * A knowledge folder as it was at a git revision, unpacked into a temporary folder and read.
 *
 * @throws {BotError} `knowledge` when the folder cannot be read at that revision.
 */
export async function readBaseAt(revision: string, dir: string, today: string): Promise<Base> {
  const unreadable = () => new BotError('knowledge', texts.notInGit(dir, revision))
  // A revision is no option of git's, whatever it begins with.
  if (revision.startsWith('-')) throw unreadable()
  const archive = spawnSync('git', ['archive', '--format=tar', revision, '.'], { cwd: dir, maxBuffer: 512 * 1024 * 1024 })
  if (archive.status !== 0) throw unreadable()
  const folder = mkdtempSync(join(tmpdir(), 'sextant-impact-'))
  try {
    if (spawnSync('tar', ['-x', '-C', folder], { input: archive.stdout }).status !== 0) throw unreadable()
    return await readBaseOnce(folder, today)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

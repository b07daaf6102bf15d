import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** An environment with its own database, keys and log, over the fixtures' base; `dir` holds them. */
export function surroundings(changes: Record<string, string> = {}): { readonly env: NodeJS.ProcessEnv; readonly dir: string } {
  const dir = mkdtempSync(join(tmpdir(), 'sextant-'))
  const { PATH = '' } = process.env
  const own = {
    DATABASE_URL: `sqlite:${dir}/sextant.db`,
    LOG_DIR: join(dir, 'logs'),
    KNOWLEDGE_DIR: 'tests/fixtures/knowledge',
    CONSOLE_PORT: '0',
    // Each command is a process: what Node compiled for one serves the next.
    NODE_COMPILE_CACHE: 'node_modules/.cache/node-compiled',
  }
  return { env: { PATH, NO_COLOR: '1', ...own, ...changes }, dir }
}

/** Runs one command of Sextant to its end, as a user's shell does. */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<Run> {
  const child = spawn(process.execPath, ['src/main.ts', ...args], { env })
  const texts = collect(child)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...texts }
}

/** What a process prints; grows while it runs. */
export function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const texts = { stdout: '', stderr: '' }
  child.stdout!.on('data', (data) => (texts.stdout += String(data)))
  child.stderr!.on('data', (data) => (texts.stderr += String(data)))
  return texts
}

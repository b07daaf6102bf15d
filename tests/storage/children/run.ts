import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** Starts one of the scripts beside this file in a process of its own. */
export function startChild(script: string, ...args: string[]): ChildProcess {
  const path = fileURLToPath(new URL(script, import.meta.url))
  return spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs it to its end and gives what it wrote on stdout. */
export async function runChild(script: string, ...args: string[]): Promise<string> {
  const child = startChild(script, ...args)
  const [out, err, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')])
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${err}`)
  return out
}

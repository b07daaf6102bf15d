import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, parseDocument } from 'yaml'
import { BotError } from '../domain/error.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import { type PromptEntry, registryFile } from './registry.ts'

/** A lock older than this is of a process that died: the work under it takes milliseconds. */
const staleMs = 30_000

/**
 * Runs the work while no other process changes the registry.
 *
 * @throws {BotError} `prompt` when another one does.
 */
export function withLock<T>(dir: string, work: () => T): T {
  const lock = join(dir, `.${registryFile}.lock`)
  if (existsSync(lock) && Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) > staleMs)
    rmSync(lock, { force: true })
  try {
    closeSync(openSync(lock, 'wx'))
  } catch (cause) {
    throw new BotError('prompt', texts.locked(lock), { cause })
  }
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Changes the registry, whole or not at all, and keeps its comments. To be called under the lock. */
export function editRegistry(dir: string, change: (document: Document) => void): void {
  const path = join(dir, registryFile)
  const document = parseDocument(readFileSync(path, 'utf8'))
  change(document)
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, document.toString({ lineWidth: 0 }), { flush: true })
  renameSync(draft, path)
}

export function setLabels(document: Document, name: string, changes: Partial<PromptEntry['labels']>): void {
  for (const [label, version] of Object.entries(changes)) document.setIn([name, 'labels', label], version)
}

export function setCanary(document: Document, name: string, changes: Partial<PromptEntry['canary']>): void {
  for (const [key, value] of Object.entries(changes)) document.setIn([name, 'canary', key], value)
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { BotError } from '../domain/error.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import { type PromptRelease, parsePrompt } from './release.ts'

const version = z.string().regex(/^\d+\.\d+\.\d+$/)
const registry = z.record(
  z.string(),
  z.strictObject({
    releases: z.record(version, z.string().regex(/^[0-9a-f]{64}$/)),
    labels: z.strictObject({ production: version, candidate: version.nullable(), previous: version.nullable() }),
    canary: z.strictObject({ percent: z.number().min(0).max(100), salt: z.string() }),
  }),
)

/**
 * Reads the production release of a prompt, held to the SHA-256 with which it was released.
 *
 * @param dir The prompts folder, with `registry.yaml`.
 * @throws {BotError} `prompt`: unknown name, unreadable file, or a release that was changed afterwards (named).
 */
export function readProduction(dir: string, name: string): PromptRelease {
  const entry = readRegistry(dir)[name]
  if (entry === undefined) throw new BotError('prompt', texts.unknownPrompt(name))
  const { production } = entry.labels
  const where = `${name}/${production}.md`
  const release = parsePrompt(readText(join(dir, where)), where)
  if (release.ref.sha !== entry.releases[production]) {
    throw new BotError('prompt', texts.changed(where))
  }
  return release
}

function readRegistry(dir: string): z.infer<typeof registry> {
  const text = readText(join(dir, 'registry.yaml'))
  try {
    return registry.parse(parse(text))
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    throw new BotError('prompt', texts.invalid('registry.yaml', what), { cause: error })
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new BotError('prompt', texts.unreadable(path), { cause: error })
  }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { BotError } from '../domain/error.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import { type PromptRelease, parsePrompt, promptSha } from './release.ts'
import type { VersionName } from './version.ts'

export const registryFile = 'registry.yaml'

const version = z.string().regex(/^\d+\.\d+\.\d+$/)
const entrySchema = z
  .strictObject({
    /** SHA-256 (hex) by released version. */
    releases: z.record(version, z.string().regex(/^[0-9a-f]{64}$/)),
    labels: z.strictObject({ production: version.nullable(), candidate: version.nullable(), previous: version.nullable() }),
    canary: z.strictObject({ percent: z.number().min(0).max(100), salt: z.string() }),
  })
  .superRefine(({ releases, labels }, context) => {
    for (const [label, named] of Object.entries(labels)) {
      if (named !== null && !Object.hasOwn(releases, named)) {
        context.addIssue({ code: 'custom', message: texts.labelWithoutRelease(label, named), path: ['labels', label] })
      }
    }
  })

/** What the registry says of one prompt. */
export type PromptEntry = z.infer<typeof entrySchema>
export type Registry = Readonly<Record<string, PromptEntry>>

const registrySchema = z.record(z.string().regex(/^[a-z][a-z-]*$/), entrySchema)

/** @throws {BotError} `prompt`: unreadable, or not in the documented shape. */
export function readRegistry(dir: string): Registry {
  const text = readText(join(dir, registryFile))
  try {
    return registrySchema.parse(parse(text))
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    throw new BotError('prompt', texts.invalid(registryFile, what), { cause: error })
  }
}

/** @throws {BotError} `prompt`: unknown name. */
export function entryOf(registry: Registry, name: string): PromptEntry {
  const entry = Object.hasOwn(registry, name) ? registry[name] : undefined
  if (entry === undefined) throw new BotError('prompt', texts.unknownPrompt(name))
  return entry
}

/** A version's path within the prompts folder. */
export const fileOf = ({ name, version }: VersionName) => `${name}/${version}.md`

/**
 * Reads a version as its file is now, released or not: what `prompt try` and evaluation need.
 *
 * @throws {BotError} `prompt`: unreadable, malformed, or a file that calls itself otherwise than its path does.
 */
export function readVersion(dir: string, asked: VersionName): PromptRelease {
  const where = fileOf(asked)
  const release = parsePrompt(readText(join(dir, where)), where)
  const { name, version } = release.ref
  if (name !== asked.name || version !== asked.version) throw new BotError('prompt', texts.misnamed(where, `${name}@${version}`))
  return release
}

/**
 * Reads a released version, held to the SHA-256 with which it was released.
 *
 * @throws {BotError} `prompt`: not released, missing, malformed, or changed since (named).
 */
export function readReleased(dir: string, registry: Registry, asked: VersionName): PromptRelease {
  const { releases } = entryOf(registry, asked.name)
  const where = fileOf(asked)
  if (!Object.hasOwn(releases, asked.version)) throw new BotError('prompt', texts.notReleased(asked.name, asked.version))
  if (promptSha(readText(join(dir, where))) !== releases[asked.version]) throw new BotError('prompt', texts.changed(where))
  return readVersion(dir, asked)
}

/**
 * The version that answers now.
 *
 * @param dir The prompts folder, with `registry.yaml`.
 * @throws {BotError} `prompt`: unknown name, none in production, unreadable file, or one changed after its release.
 */
export function readProduction(dir: string, name: string): PromptRelease {
  const registry = readRegistry(dir)
  const { production } = entryOf(registry, name).labels
  if (production === null) throw new BotError('prompt', texts.noProduction(name))
  return readReleased(dir, registry, { name, version: production })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new BotError('prompt', texts.unreadable(path), { cause: error })
  }
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Document } from 'yaml'
import { BotError } from '../domain/error.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import { editRegistry, withLock } from './edit.ts'
import { requireIntact } from './integrity.ts'
import { readRegistry, readVersion } from './registry.ts'
import type { PromptRelease } from './release.ts'
import { compareVersions, type Step, stepBetween, type VersionName } from './version.ts'

const changelogFile = 'CHANGELOG.md'

/**
 * Releases a version: from now on its file may not change. It serves nobody before `promote`.
 *
 * @returns The release.
 * @throws {BotError} `prompt`, with everything that stands against it at once.
 */
export function publish(dir: string, target: VersionName): PromptRelease {
  return withLock(dir, () => {
    requireIntact(dir)
    const registry = readRegistry(dir)
    const entry = Object.hasOwn(registry, target.name) ? registry[target.name]! : null
    const released = Object.keys(entry?.releases ?? {}).toSorted(compareVersions)
    if (released.includes(target.version)) throw new BotError('prompt', texts.alreadyReleased(target.name, target.version))
    const release = readVersion(dir, target)
    const before = release.metadata.supersedes
    const faults = [
      ...orderFaults(target, released, before),
      ...(before !== null && released.includes(before)
        ? stepFaults(readVersion(dir, { name: target.name, version: before }), release)
        : []),
      ...(hasChangelog(dir, target) ? [] : [texts.noChangelog(changelogFile, target.name, target.version)]),
    ]
    if (faults.length > 0) {
      throw new BotError(
        'prompt',
        [texts.notReleasable(target.name, target.version), ...faults.map((fault) => `  - ${fault}`)].join('\n'),
      )
    }
    editRegistry(dir, (document) => {
      if (entry === null) addEntry(document, target.name)
      document.setIn([target.name, 'releases', target.version], release.ref.sha)
    })
    return release
  })
}

function addEntry(document: Document, name: string): void {
  const inline = (value: object) => document.createNode(value, { flow: true })
  document.setIn([name, 'releases'], {})
  document.setIn([name, 'labels'], inline({ production: null, candidate: null, previous: null }))
  document.setIn([name, 'canary'], inline({ percent: 0, salt: name }))
}

function orderFaults({ version }: VersionName, released: readonly string[], before: string | null): readonly string[] {
  const last = released.at(-1)
  if (last === undefined) return before === null ? [] : [texts.supersedesUnknown(before)]
  return [
    ...(compareVersions(version, last) > 0 ? [] : [texts.notGreater(version, last)]),
    ...(before === null ? [texts.supersedesMissing(last)] : released.includes(before) ? [] : [texts.supersedesUnknown(before)]),
  ]
}

const weights: Readonly<Record<Step, number>> = { patch: 0, minor: 1, major: 2 }

/** MAJOR for slots or output contract, at least MINOR for settings; whether wording is neutral only an evaluation tells. */
function stepFaults(before: PromptRelease, after: PromptRelease): readonly string[] {
  const differs = (read: (release: PromptRelease) => unknown) => JSON.stringify(read(before)) !== JSON.stringify(read(after))
  const changed: readonly (readonly [Step, string])[] = [
    ...(differs(({ slots }) => slots.toSorted()) ? [['major', texts.contract.slots] as const] : []),
    ...(differs(({ parts }) => parts) ? [['major', texts.contract.parts] as const] : []),
    ...(differs(({ output }) => output) ? [['major', texts.contract.output] as const] : []),
    ...(differs(({ settings }) => settings) ? [['minor', texts.contract.settings] as const] : []),
  ]
  const step = stepBetween(before.ref.version, after.ref.version)
  return changed
    .filter(([needed]) => weights[step] < weights[needed])
    .map(([needed, what]) => texts.stepTooSmall(what, needed, step))
}

/** A heading `## answer 1.1.0` with something under it. */
function hasChangelog(dir: string, { name, version }: VersionName): boolean {
  const path = join(dir, changelogFile)
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const sections = text.split(/^## /m).slice(1)
  return sections.some((section) => {
    const [heading = '', ...rest] = section.split('\n')
    return (heading.trim() === `${name} ${version}` || heading.startsWith(`${name} ${version} `)) && rest.join('').trim() !== ''
  })
}

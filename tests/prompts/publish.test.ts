import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultsOf } from '../../src/prompts/integrity.ts'
import { publish } from '../../src/prompts/publish.ts'
import { readProduction, readRegistry } from '../../src/prompts/registry.ts'
import { answer, promotedFolder, promptsFolder, writeVersion } from './folder.ts'

const file = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8')

describe('the repository’s prompts', () => {
  it('are intact: no released version was changed, every label was moved by a command', () => {
    expect(faultsOf('prompts')).toEqual([])
    expect(existsSync('prompts/deployments.jsonl')).toBe(true)
  })

  it('have a changelog entry for each released version, and serve answer, rewrite and judge', () => {
    const changelog = file('prompts', 'CHANGELOG.md')
    const registry = readRegistry('prompts')
    expect(Object.keys(registry)).toEqual(expect.arrayContaining(['answer', 'rewrite', 'judge']))
    for (const [name, { releases }] of Object.entries(registry)) {
      expect(readProduction('prompts', name).ref.name).toBe(name)
      for (const version of Object.keys(releases)) expect(changelog).toContain(`## ${name} ${version}\n`)
    }
  })
})

describe('faultsOf', () => {
  it('names every released version that was changed or is missing, all at once, and no draft', () => {
    const dir = promotedFolder('1.1.0', '1.2.0')
    writeFileSync(join(dir, 'answer/1.0.0.md'), file(dir, 'answer/1.0.0.md').replace('Aucun calcul', 'Tout calcul'))
    rmSync(join(dir, 'answer/1.1.0.md'))
    writeFileSync(join(dir, 'answer/2.0.0.md'), 'à moitié écrit')
    expect(faultsOf(dir)).toEqual([
      expect.stringContaining('answer/1.0.0.md a changé depuis sa publication'),
      expect.stringMatching(/answer\/1\.1\.0\.md : fichier illisible ou absent/),
    ])
  })

  it('does not mind other line endings', () => {
    const dir = promotedFolder()
    writeFileSync(join(dir, 'answer/1.0.0.md'), file(dir, 'answer/1.0.0.md').replaceAll('\n', '\r\n'))
    expect(faultsOf(dir)).toEqual([])
  })

  it('sees a label that was moved by hand, and one that names no release', () => {
    const dir = promotedFolder('1.1.0')
    const registry = file(dir, 'registry.yaml')
    writeFileSync(join(dir, 'registry.yaml'), registry.replace('production: 1.1.0', 'production: 1.0.0'))
    expect(faultsOf(dir)).toEqual([expect.stringMatching(/étiquettes de answer .*prompt promote/)])
    writeFileSync(join(dir, 'registry.yaml'), registry.replace('production: 1.1.0', 'production: 1.7.0'))
    expect(faultsOf(dir)).toEqual([expect.stringMatching(/production nomme 1\.7\.0, qui n’est pas publiée/)])
  })

  it('reads a registry that is no YAML as one fault', () => {
    const dir = promotedFolder()
    writeFileSync(join(dir, 'registry.yaml'), 'answer: [')
    expect(faultsOf(dir)).toEqual([expect.stringContaining('registry.yaml')])
  })
})

describe('publish', () => {
  it('writes the SHA and keeps the comments; the version serves nobody yet', () => {
    const dir = promptsFolder()
    const { ref } = publish(dir, answer('1.0.0'))
    expect(file(dir, 'registry.yaml')).toMatch(/^# à garder\n/)
    expect(readRegistry(dir)['answer']).toMatchObject({ releases: { '1.0.0': ref.sha }, labels: { production: null } })
    expect(() => readProduction(dir, 'answer')).toThrow('aucune version en production')
  })

  it('refuses a version that is released already, and says everything against another one at once', () => {
    const dir = promotedFolder('1.1.0')
    expect(() => publish(dir, answer('1.1.0'))).toThrow('answer@1.1.0 est déjà publiée')
    writeVersion(dir, '1.0.5', '0.9.0')
    writeFileSync(join(dir, 'CHANGELOG.md'), '## answer 1.0.50\n\nAutre chose.\n\n## answer 1.0.5\n\n## answer 1.0.0\n\nx\n')
    expect(() => publish(dir, answer('1.0.5'))).toThrow(
      /1\.0\.5 ne vient pas après 1\.1\.0[^]*supersedes nomme 0\.9\.0[^]*rien sous un titre « ## answer 1\.0\.5 »/,
    )
  })

  it('orders versions by number, not by letter', () => {
    const dir = promotedFolder('1.9.0')
    writeVersion(dir, '1.10.0', '1.9.0')
    expect(publish(dir, answer('1.10.0')).ref.version).toBe('1.10.0')
  })

  it.each([
    [
      'slots',
      '1.1.0',
      'emplacements changent.*MAJEURE',
      (text: string) => text.replace('passages,', 'passages, humeur,').replace('{{date}}', '{{date}} {{humeur}}'),
    ],
    [
      'the output contract',
      '1.1.0',
      'contrat de sortie change.*MAJEURE',
      (text: string) => text.replace('metadata:', 'output: du JSON\nmetadata:'),
    ],
    [
      'the parts',
      '1.1.0',
      'parties changent.*MAJEURE',
      (text: string) => text.replace('metadata:', 'parts: [Système, Message]\nmetadata:'),
    ],
    [
      'settings',
      '1.0.1',
      'réglages du modèle changent.*MINEURE',
      (text: string) => text.replace('temperature: 0.2', 'temperature: 0.3'),
    ],
  ])('asks for a larger step when %s change', (_, version, said, change) => {
    const dir = promotedFolder()
    writeVersion(dir, version, '1.0.0', change)
    expect(() => publish(dir, answer(version))).toThrow(new RegExp(said))
    const larger = version === '1.1.0' ? '2.0.0' : '1.1.0'
    writeVersion(dir, larger, '1.0.0', change)
    expect(publish(dir, answer(larger)).ref.version).toBe(larger)
  })

  it('refuses a file that calls itself otherwise than its path', () => {
    const dir = promotedFolder()
    writeVersion(dir, '1.1.0', '1.0.0', (text) => text.replace('version: 1.1.0', 'version: 1.2.0'))
    expect(() => publish(dir, answer('1.1.0'))).toThrow(/answer\/1\.1\.0\.md : son en-tête dit answer@1\.2\.0/)
  })

  it('leaves the registry alone while another process changes it, and not for ever when that one died', () => {
    const dir = promptsFolder()
    const lock = join(dir, '.registry.yaml.lock')
    writeFileSync(lock, '')
    expect(() => publish(dir, answer('1.0.0'))).toThrow('Une autre commande')
    utimesSync(lock, 0, 0)
    publish(dir, answer('1.0.0'))
    expect(existsSync(lock)).toBe(false)
  })
})

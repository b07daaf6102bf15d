import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Which folders of `src` a folder may import, besides itself. The wiring files at the top of `src` and `cli` know everyone. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  french: ['domain'],
  texts: ['domain'],
  knowledge: ['domain', 'french', 'texts'],
  retrieval: ['domain', 'french', 'texts'],
  prompts: ['domain', 'french', 'texts'],
  llm: ['domain', 'french', 'texts'],
  answer: ['domain', 'french', 'texts'],
  storage: ['domain', 'french', 'texts'],
  journal: ['domain', 'french', 'texts'],
  discord: ['domain', 'french', 'texts'],
  web: ['domain', 'french', 'texts'],
}
const wiring = ['cli', '.']

/** The only folders that may import a package. */
const owners: Readonly<Record<string, readonly string[]>> = {
  'discord.js': ['discord'],
  openai: ['llm'],
  cockatiel: ['llm'],
  kysely: ['storage'],
  keyv: ['storage'],
  'rate-limiter-flexible': ['storage'],
  'node:sqlite': ['storage'],
  hono: ['web'],
  '@hono/node-server': ['web'],
  yaml: ['knowledge', 'prompts', 'journal'],
  zod: ['knowledge', 'prompts', 'journal', 'cli'],
  'csv-parse': ['knowledge'],
  chokidar: ['knowledge'],
  'mdast-util-from-markdown': ['knowledge'],
  'mdast-util-gfm': ['knowledge'],
  'micromark-extension-gfm': ['knowledge'],
  '@orama/stemmers': ['french'],
  pino: ['journal'],
  commander: ['.', 'cli'],
  dotenv: ['.'],
}

interface Import {
  readonly file: string
  readonly folder: string
  readonly target: string
}

const folderOf = (path: string) => (path.includes('/') ? path.split('/')[0]! : '.')
const statement = /(?:^|\n)\s*(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

const files = globSync('src/**/*.ts').map((path) => relative('src', path))
const imports: readonly Import[] = files.flatMap((file) =>
  [...readFileSync(join('src', file), 'utf8').matchAll(statement)].map((found) => ({
    file,
    folder: folderOf(file),
    target: (found[1] ?? found[2])!,
  })),
)
const own = imports.filter(({ target }) => target.startsWith('.'))
const packages = imports
  .filter(({ target }) => !target.startsWith('.'))
  .map((found) => ({ ...found, name: packageName(found.target) }))

function packageName(target: string): string {
  if (target.startsWith('node:')) return target
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
}

describe('architecture', () => {
  it('is read at all: the scan sees the imports of every stage', () => {
    for (const folder of Object.keys(mayImport).filter((name) => name !== 'domain')) {
      expect(
        own.some((found) => found.folder === folder),
        folder,
      ).toBe(true)
    }
    expect(packages.length).toBeGreaterThan(20)
  })

  it('lets a stage import the domain, the French and the texts, never another stage', () => {
    const wrong = own.filter(({ file, folder, target }) => {
      if (wiring.includes(folder)) return false
      const to = folderOf(normalize(join(dirname(file), target)))
      return to !== folder && !(mayImport[folder] ?? []).includes(to)
    })
    expect(wrong).toEqual([])
  })

  it('leaves each package to its owner', () => {
    const wrong = packages.filter(({ folder, name }) => {
      if (owners[name] !== undefined) return !owners[name].includes(folder)
      return !name.startsWith('node:') && !['mdast', 'unist'].includes(name)
    })
    expect(wrong).toEqual([])
  })

  it('keeps the core pure: domain, texts and answer touch no file, network or process', () => {
    const allowed = ['node:crypto']
    const wrong = packages.filter(
      ({ folder, name }) =>
        ['domain', 'texts', 'answer'].includes(folder) &&
        (builtinModules.includes(name) || name.startsWith('node:')) &&
        !allowed.includes(name),
    )
    expect(wrong).toEqual([])
  })

  it('reads the environment in the wiring alone', () => {
    const wrong = files.filter(
      (file) => !wiring.includes(folderOf(file)) && /process\.env/.test(readFileSync(join('src', file), 'utf8')),
    )
    expect(wrong).toEqual([])
  })

  it('sends to Discord through the outbound gate alone', () => {
    const sends = /\.(?:send|reply|editReply|followUp|deferReply|edit)\(/
    const wrong = files.filter(
      (file) =>
        file.startsWith('discord/') &&
        !file.startsWith('discord/outbound') &&
        sends.test(readFileSync(join('src', file), 'utf8')),
    )
    expect(wrong).toEqual([])
  })
})

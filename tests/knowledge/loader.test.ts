import { renameSync, rmSync, symlinkSync, truncateSync, unlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLoader } from '../../src/knowledge/loader.ts'
import { createNews } from '../../src/knowledge/news.ts'
import { folder, goodBase, head, metier, save, sources, today } from './support.ts'

const open = (files: Readonly<Record<string, string>>) => {
  const dir = folder(files)
  const loader = createLoader({ dir, today: () => today })
  return { dir, load: () => loader.load() }
}
const ids = (load: { snapshot: { passages: readonly { id: string }[] } }) => load.snapshot.passages.map(({ id }) => id)
const all = ['pe/metier', 'pe/salaire#en-france']

describe('a file that is refused', () => {
  it('keeps its last good version serving, until it is good again', async () => {
    const { dir, load } = open(goodBase)
    const good = await load()
    save(dir, 'pe/salaire.md', '---\ntitre: Sal')
    const bad = await load()
    expect([ids(bad), bad.refusedFiles, bad.changedFiles, bad.snapshot.kbSha]).toEqual([
      all,
      ['pe/salaire.md'],
      [],
      good.snapshot.kbSha,
    ])
    save(dir, 'pe/salaire.md', `${head}## Neuf\nUn.`)
    const again = await load()
    expect([ids(again), again.refusedFiles, again.changedFiles]).toEqual([
      ['pe/metier', 'pe/salaire#neuf'],
      [],
      ['pe/salaire.md'],
    ])
  })

  it('for its size or a link out of the folder does too', async () => {
    const { dir, load } = open(goodBase)
    await load()
    truncateSync(join(dir, 'pe/salaire.md'), 100 * 1024 * 1024)
    expect(ids(await load())).toEqual(all)
    unlinkSync(join(dir, 'pe/salaire.md'))
    symlinkSync('/etc/hostname', join(dir, 'pe/salaire.md'))
    const linked = await load()
    expect([ids(linked), linked.refusedFiles]).toEqual([all, ['pe/salaire.md']])
  })

  it('because its source is gone keeps serving with that source', async () => {
    const { dir, load } = open(goodBase)
    await load()
    save(dir, 'sources.yaml', sources.replace('insee:', 'apec:'))
    const bad = await load()
    expect([ids(bad), bad.refusedFiles, [...bad.snapshot.sources.keys()]]).toEqual([all, ['pe/salaire.md'], ['apec', 'insee']])
    await load()
    expect((await load()).snapshot.sources.has('insee')).toBe(true)
  })

  it('because another page has its ids is not served twice', async () => {
    const { dir, load } = open(goodBase)
    await load()
    save(dir, 'pe/Salaire.md', `${head}## En France\nUn autre.`)
    const clash = await load()
    expect(ids(clash)).toEqual(all)
    expect(clash.refusedFiles).toEqual(['pe/salaire.md'])
  })

  it('at the first load serves nothing, and the others serve', async () => {
    const { load } = open({ ...goodBase, 'pe/x.md': 'cassé', 'b/metier.md': 'cassé', 'b/x.md': `${head}Un.` })
    expect(ids(await load())).toEqual(all)
  })
})

describe('sources.yaml', () => {
  it('with a fault leaves the last good one in force', async () => {
    const { dir, load } = open(goodBase)
    const good = await load()
    save(dir, 'sources.yaml', `${sources}apec:\n  editeur: [\n`)
    const bad = await load()
    expect([ids(bad), bad.refusedFiles, bad.snapshot.kbSha]).toEqual([all, ['sources.yaml'], good.snapshot.kbSha])
  })

  it('with a fault at the first load serves its entries without fault', async () => {
    const { load } = open({ ...goodBase, 'sources.yaml': `${sources}apec:\n  editeur: A\n` })
    expect(ids(await load())).toEqual(all)
  })
})

describe('what disappears', () => {
  it('is no longer served: a page, a folder, a renamed one', async () => {
    const { dir, load } = open({ ...goodBase, 'b/metier.md': metier, 'b/x.md': `${head}Un.` })
    await load()
    unlinkSync(join(dir, 'b/x.md'))
    expect(ids(await load())).toEqual(['b/metier', ...all])
    renameSync(join(dir, 'b'), join(dir, 'c'))
    expect(ids(await load())).toEqual(['c/metier', ...all])
    rmSync(join(dir, 'c'), { recursive: true })
    const last = await load()
    expect([ids(last), last.changedFiles, last.findings]).toEqual([all, ['c/metier.md'], []])
  })

  it('goes on serving when it is the metier.md of a folder that keeps other pages', async () => {
    const { dir, load } = open(goodBase)
    await load()
    unlinkSync(join(dir, 'pe/metier.md'))
    const missing = await load()
    expect([ids(missing), missing.refusedFiles]).toEqual([all, ['pe/metier.md']])
    expect(ids(await load())).toEqual(all)
  })

  it('goes on serving when it is the whole folder, or all that is in it', async () => {
    const { dir, load } = open(goodBase)
    const good = await load()
    renameSync(dir, `${dir}-away`)
    const gone = await load()
    expect([gone.snapshot, gone.refusedFiles]).toEqual([good.snapshot, ['.']])
    save(dir, 'rien.txt', '')
    expect((await load()).snapshot).toBe(good.snapshot)
    rmSync(dir, { recursive: true })
    renameSync(`${dir}-away`, dir)
    const back = await load()
    expect([back.findings, back.snapshot.kbSha]).toEqual([[], good.snapshot.kbSha])
  })
})

describe('kbSha', () => {
  const sha = async (files: Readonly<Record<string, string>>) => (await open(files).load()).snapshot.kbSha

  it('is the same for the same content in other files’ order, line ends, and after a touch', async () => {
    const { dir, load } = open(goodBase)
    const { snapshot } = await load()
    utimesSync(join(dir, 'pe/salaire.md'), new Date(), new Date(1))
    const touched = await load()
    expect([touched.snapshot.kbSha, touched.changedFiles]).toEqual([snapshot.kbSha, []])
    const windows = Object.fromEntries(
      Object.entries(goodBase).map(([file, text]) => [file, `\ufeff${text.replaceAll('\n', '\r\n')}`]),
    )
    expect(await sha(windows)).toBe(snapshot.kbSha)
    expect(await sha(Object.fromEntries(Object.entries(goodBase).toReversed()))).toBe(snapshot.kbSha)
  })

  it('does not change with comments, layout, who is in charge, or a source that nothing cites', async () => {
    const quiet = {
      ...goodBase,
      'pe/salaire.md': goodBase['pe/salaire.md']!.replace('---\n##', 'responsable: Léa\n---\n\n<!-- à revoir -->\n\n##'),
      'sources.yaml': `# rien\n${sources}apec: { editeur: A, titre: T, url: null, date: null, type: autre }\n`,
    }
    expect(await sha(quiet)).toBe(await sha(goodBase))
  })

  it('changes with each thing that is served or indexed', async () => {
    const edit = (file: string, from: string, to: string) => sha({ ...goodBase, [file]: goodBase[file]!.replace(from, to) })
    const shas = await Promise.all([
      sha(goodBase),
      edit('pe/salaire.md', '4 400', '4 500'),
      edit('pe/salaire.md', 'En France', 'En Suisse'),
      edit('pe/salaire.md', 'titre: Salaire', 'titre: Paie'),
      edit('pe/salaire.md', 'consulte_le: 2026-11-01', 'consulte_le: 2026-11-02'),
      edit('pe/salaire.md', 'relu_le: 2026-11-02\n', ''),
      edit('pe/salaire.md', '[^insee]', '[^insee]\n<!-- question: combien ? -->'),
      edit('pe/metier.md', '---\nUn', 'alias: [dompteur]\n---\nUn'),
      edit('pe/metier.md', '---\nUn', 'genre: guide\n---\nUn'),
      edit('pe/metier.md', '---\nUn', 'resume: Il écrit.\n---\nUn'),
      edit('sources.yaml', 'Emploi', 'Salaires'),
      edit('sources.yaml', '2024', '2025'),
      edit('sources.yaml', 'fr/a', 'fr/b'),
    ])
    expect(new Set(shas).size).toBe(shas.length)
  })
})

describe('a load in the middle of a save', () => {
  it('leaves files just written or just deleted as they were, and says that it must come back', async () => {
    const dir = folder(goodBase)
    let now = Date.now() + 10_000
    const loader = createLoader({ dir, today: () => today, now: () => now, settleMs: 150 })
    await loader.load()
    save(dir, 'pe/salaire.md', `${head}## Moitié`)
    save(dir, 'pe/neuf.md', `${head}Neuf.`)
    now = Date.now()
    const early = await loader.load()
    expect([ids(early), early.unsettled]).toEqual([all, 2])
    now += 1_000
    unlinkSync(join(dir, 'pe/metier.md'))
    unlinkSync(join(dir, 'pe/neuf.md'))
    const between = await loader.load()
    expect([ids(between), between.findings.filter(({ severity }) => severity === 'refused')]).toEqual([['pe/metier'], []])
    save(dir, 'pe/metier.md', metier.replace('récent', 'neuf'))
    now = Date.now() + 1_000
    expect((await loader.load()).snapshot.passages[0]!.text).toBe('Un métier neuf.')
  })

  it('lets a file renamed in case only take over at once', async () => {
    const dir = folder(goodBase)
    let now = Date.now() + 10_000
    const loader = createLoader({ dir, today: () => today, now: () => now, settleMs: 150 })
    await loader.load()
    renameSync(join(dir, 'pe/salaire.md'), join(dir, 'pe/Salaire.md'))
    now += 10_000
    const { findings, snapshot } = await loader.load()
    expect([findings, snapshot.passages.at(-1)!.file]).toEqual([[], 'pe/Salaire.md'])
  })
})

describe('news', () => {
  const refusal = (file: string, reason: string, line = 1) => ({ file, line, reason, remedy: '', severity: 'refused' as const })
  const load = (...findings: ReturnType<typeof refusal>[]) => ({
    findings,
    refusedFiles: [...new Set(findings.map(({ file }) => file))],
  })

  it('tells a refusal once, again for another reason, and when the file is live again', () => {
    const tell = createNews()
    const [a, shifted, other] = [refusal('a', 'x'), refusal('a', 'x', 2), refusal('a', 'y')]
    expect(tell(load(a))).toEqual({ refused: [a], recovered: [] })
    expect(tell(load(shifted))).toEqual({ refused: [], recovered: [] })
    expect(tell(load(other))).toEqual({ refused: [other], recovered: [] })
    expect(tell(load(a))).toEqual({ refused: [], recovered: [] })
    expect(tell(load())).toEqual({ refused: [], recovered: ['a'] })
    expect(tell(load(a))).toEqual({ refused: [a], recovered: [] })
  })
})

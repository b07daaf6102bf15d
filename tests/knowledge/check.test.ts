import { symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkFolder } from '../../src/knowledge/check.ts'
import { folder, found, goodBase, head, metier, page, shown, sources, today } from './support.ts'

const salaries = (text: string) => ({
  ...goodBase,
  'sources.yaml': `${sources}apec:\n  editeur: Apec\n  titre: T\n  url: null\n  date: 2025\n  type: autre\n`,
  'pe/x.md': `${head}## En France\n${text}[^apec]\n`,
})

describe('a base without fault', () => {
  it('has no finding', async () => {
    expect(await found(goodBase)).toEqual([])
  })
})

describe('refused', () => {
  const cases: Record<string, [Record<string, string | Buffer>, string]> = {
    'a binary file': [
      { ...goodBase, 'pe/x.md': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]) },
      'pe/x.md:1 le fichier n’est pas du texte',
    ],
    'a file in Latin-1': [
      { ...goodBase, 'pe/x.md': Buffer.from(`${head}Été`, 'latin1') },
      'pe/x.md:1 le fichier n’est pas du texte',
    ],
    'a file over 256 KiB': [{ ...goodBase, 'pe/x.md': head + 'a '.repeat(140_000) }, 'pe/x.md:1 le fichier dépasse 256 Kio'],
    'no front matter': [{ ...goodBase, 'pe/x.md': 'Bonjour' }, 'pe/x.md:1 la page ne commence pas par un en-tête'],
    'JavaScript as front matter': [
      { ...goodBase, 'pe/x.md': '---js\n{titre: process.exit()}\n---\n' },
      'pe/x.md:1 la page ne commence pas',
    ],
    'a front matter left open': [{ ...goodBase, 'pe/x.md': '---\ntitre: X\n' }, 'pe/x.md:1 l’en-tête n’est pas fermé'],
    'a colon in a bare value': [page('', 'responsable: Marie: CDI\n'), 'pe/x.md:5 la ligne contient « : »'],
    'a key written twice': [page('', 'titre: Y\n'), 'pe/x.md:5 cette clé est écrite deux fois'],
    'a tab for indent': [page('', 'responsable:\n\t- a\n'), 'pe/x.md:6 une tabulation'],
    'an unknown key': [page('', 'relut_le: 2026-01-01\n'), 'pe/x.md:5 clé inconnue « relut_le »'],
    'a key of metier.md elsewhere': [page('', 'alias: [a]\n'), 'pe/x.md:5 la clé « alias » n’a sa place que dans metier.md'],
    'a missing key': [{ ...goodBase, 'pe/x.md': '---\nconsulte_le: 2026-11-01\n---\n' }, 'pe/x.md:2 la clé « titre » manque'],
    'a day that does not exist': [page('', 'relire_avant: 2026-02-30\n'), 'pe/x.md:5 « relire_avant » n’est pas une date'],
    'a date in another form': [page('', 'relire_avant: 3 mai\n'), 'pe/x.md:5 « relire_avant » n’est pas une date'],
    'a number for a text': [
      { ...goodBase, 'pe/x.md': '---\ntitre: 42\nconsulte_le: 2026-11-01\n---\n' },
      'pe/x.md:2 « titre » doit être un texte',
    ],
    'an unknown genre': [
      { ...goodBase, 'g/metier.md': metier.replace('---\nUn', 'genre: guid\n---\nUn') },
      'g/metier.md:5 valeur inconnue pour « genre »',
    ],
    'an unknown source': [page('Un.[^inse]'), 'pe/x.md:6 la source « inse » n’existe pas'],
    'two equal passage ids': [
      page('## A\nUn.\n## a\nDeux.'),
      'pe/x.md:8 deux passages portent l’identifiant « pe/x#a » (voir ligne 6)',
    ],
    'two pages of one name': [{ ...page('Un.'), 'pe/X.md': `${head}Un.` }, 'pe/x.md:'],
    'a link out of the folder': [page('[a](../../etc/passwd)'), 'pe/x.md:6 le lien « ../../etc/passwd » sort'],
    'an encoded link out of the folder': [page('[a](..%252f..%252fx)'), 'pe/x.md:6 le lien'],
    'an absolute link': [page('![a](/etc/passwd)'), 'pe/x.md:6 le lien'],
    'a comment left open': [page('## A\nUn.\n\n<!-- question: a'), 'pe/x.md:6 un commentaire'],
    'a folder without metier.md': [{ ...goodBase, 'autre/x.md': `${head}Un.` }, 'autre/metier.md:1 le dossier « autre » n’a pas'],
    'a page in no folder': [{ ...goodBase, 'x.md': `${head}Un.` }, 'x.md:1 la page n’est dans aucun dossier'],
    'a page in a sub-folder': [{ ...goodBase, 'pe/sous/x.md': `${head}Un.` }, 'pe/sous/x.md:1 les sous-dossiers'],
    'a name without letters': [{ ...goodBase, 'pe/--.md': `${head}Un.` }, 'pe/--.md:1 le nom'],
    'an unknown key of a source': [
      { ...goodBase, 'sources.yaml': `${sources}  auteur: x\n` },
      'sources.yaml:7 clé inconnue « auteur »',
    ],
    'a source of unknown type': [
      { ...goodBase, 'sources.yaml': sources.replace('officiel', 'blog') },
      'sources.yaml:6 valeur inconnue pour « type »',
    ],
    'a source without publisher': [
      { ...goodBase, 'sources.yaml': sources.replace('  editeur: Insee\n', '') },
      'sources.yaml:1 la clé « editeur » manque',
    ],
    'a source whose address is none': [
      { ...goodBase, 'sources.yaml': sources.replace('https', 'javascript') },
      'sources.yaml:4 « url » n’est pas une adresse',
    ],
    'a source written twice': [
      { ...goodBase, 'sources.yaml': sources + sources },
      'sources.yaml:7 cette clé est écrite deux fois',
    ],
  }
  for (const [title, [files, expected]] of Object.entries(cases)) {
    it(`is ${title}, with its line, and the check fails`, async () => {
      const result = await checkFolder({ dir: folder(files), strict: false, today })
      const refusals = result.findings.map(shown).filter((line) => line.startsWith('refused'))
      expect(
        refusals.some((line) => line.startsWith(`refused ${expected}`)),
        refusals.join('\n'),
      ).toBe(true)
      expect(result.failed).toBe(true)
      for (const { reason, remedy } of result.findings) expect(reason.length * remedy.length).toBeGreaterThan(0)
    })
  }

  it('is a symbolic link out of the folder, of a page and of a folder, and nothing of it is served; one inside is followed', async () => {
    const dir = folder(goodBase)
    const outside = folder({ 'secret.md': `${head}Secret.`, 'b/metier.md': metier })
    symlinkSync(join(outside, 'secret.md'), join(dir, 'pe/secret.md'))
    symlinkSync(join(outside, 'b'), join(dir, 'b'))
    symlinkSync('salaire.md', join(dir, 'pe/paie.md'))
    symlinkSync('nulle-part.md', join(dir, 'pe/mort.md'))
    const { findings, snapshot } = await checkFolder({ dir, strict: false, today })
    expect(findings.map(({ file }) => file)).toEqual(['b', 'pe/mort.md', 'pe/secret.md'])
    expect(snapshot.passages.map(({ id }) => id)).toEqual(['pe/metier', 'pe/paie#en-france', 'pe/salaire#en-france'])
  })

  it('is a file of 100 MB, without being read', async () => {
    const dir = folder(goodBase)
    writeFileSync(join(dir, 'pe/gros.md'), head)
    truncateSync(join(dir, 'pe/gros.md'), 100 * 1024 * 1024)
    const before = process.memoryUsage().rss
    const { findings } = await checkFolder({ dir, strict: false, today })
    expect(findings.map(shown)).toEqual(['refused pe/gros.md:1 le fichier dépasse 256 Kio'])
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024)
  })

  it('is a folder that does not exist', async () => {
    expect((await checkFolder({ dir: '/nulle/part', strict: false, today })).failed).toBe(true)
  })

  it.each([
    ['a folder that does not exist', () => '/nulle/part', 'le dossier n’existe pas'],
    ['a file', () => join(folder({ 'a.md': metier }), 'a.md'), 'ce n’est pas un dossier'],
    ['an empty folder', () => folder({}), 'le dossier ne contient aucune page'],
    [
      'a folder without any page',
      () => folder({ 'sources.yaml': 'a: {}', 'pe/note.txt': 'x' }),
      'le dossier ne contient aucune page',
    ],
  ])('is %s, and says nothing of an earlier version', async (_, dirOf, reason) => {
    const { findings, failed } = await checkFolder({ dir: dirOf(), strict: false, today })
    expect(failed).toBe(true)
    expect(findings[0]).toMatchObject({ file: '.', severity: 'refused', reason })
    expect(JSON.stringify(findings)).not.toContain('dernière version')
  })

  it('names the nearest known key and source as remedy', async () => {
    const dir = folder({ ...goodBase, 'pe/x.md': `---\ntitr: X\nconsulte_le: 2026-11-01\n---\n`, 'pe/y.md': `${head}Un.[^inse]` })
    const remedies = (await checkFolder({ dir, strict: false, today })).findings.map(({ remedy }) => remedy)
    expect(remedies.join('\n')).toMatch(/« titre » \?[\s\S]*« \[\^insee\] » \?/)
  })

  it('is never what begins with _ or a dot, a README at the root, or another kind of file', async () => {
    const bad = 'pas une page'
    const files = {
      ...goodBase,
      '_brouillons/x.md': bad,
      'pe/_x.md': bad,
      '.git/x.md': bad,
      'README.md': bad,
      'pe/x.png': bad,
      'pe/note.txt': bad,
    }
    expect(await found(files)).toEqual([])
  })
})

describe('warned', () => {
  const cases: Record<string, [string, string | null]> = {
    'a figure without source in its paragraph': ['Un.\nIl gagne 3 000 € par mois.\n', 'pe/x.md:7 le chiffre « 3 000 € »'],
    'no figure whose paragraph has a source': ['Il gagne 3 000 €. Puis plus.[^insee]\n', null],
    'a figure without source in its item': ['- Un 5 %.\n- Deux.[^insee]\n', 'pe/x.md:6 le chiffre « 5 % »'],
    'a figure without source in a row': ['| a | b |\n|---|---|\n| c | 12 |\n', 'pe/x.md:8 le chiffre « 12 »'],
    'a degree level without source': ['Il faut un bac+5.\n', 'pe/x.md:6 le chiffre « bac+5 »'],
    'no code or name with digits': ['GPT-4, la fiche M1805, le 1er venu.\n\n```\nDonne 3 idées.\n```\n', null],
    'an empty heading': ['## A\n### B\nUn.\n## C\n', 'pe/x.md:9 l’intertitre « C »'],
    'a dead link': ['[a](rien.md)\n', 'pe/x.md:6 le lien « rien.md »'],
    'a dead anchor': ['[a](salaire.md#en-suisse)\n', 'pe/x.md:6 le lien « salaire.md#en-suisse »'],
    'no link that leads somewhere': [
      '[a](salaire.md#en-france) [b](../pe/) [c](#ici) [d](https://x.fr) [e](../sources.yaml)\n## Ici\nUn.\n',
      null,
    ],
    'a note defined in the page': ['Un.[^insee]\n\n[^insee]: là\n', 'pe/x.md:8 la note « insee »'],
  }
  for (const [title, [body, expected]] of Object.entries(cases)) {
    it(`is ${title}`, async () => {
      const lines = await found(page(body))
      if (expected === null) expect(lines).toEqual([])
      else expect(lines.map((line) => line.slice(0, `warned ${expected}`.length))).toEqual([`warned ${expected}`])
    })
  }

  it('is a neighbour that does not exist, which is left out', async () => {
    const files = { ...goodBase, 'pe/metier.md': metier.replace('---\nUn', 'voisins: [fantome, pe]\n---\nUn') }
    const { findings, snapshot } = await checkFolder({ dir: folder(files), strict: false, today })
    expect(findings.map(shown)).toEqual(['warned pe/metier.md:5 le voisin « fantome » n’existe pas'])
    expect(snapshot.professions.get('pe')!.neighbours).toEqual([])
  })

  it('fails only a strict check', async () => {
    const dir = folder(page('Il faut un bac+5.'))
    expect((await checkFolder({ dir, strict: false, today })).failed).toBe(false)
    expect((await checkFolder({ dir, strict: true, today })).failed).toBe(true)
  })
})

describe('noted', () => {
  const cases: Record<string, [Record<string, string>, string | null]> = {
    'a page that nobody re-read': [
      { ...goodBase, 'pe/x.md': '---\ntitre: X\nconsulte_le: 2026-11-01\n---\nUn.' },
      'pe/x.md:2 la page n’a été relue',
    ],
    'a page past its date': [page('Un.', 'relire_avant: 2026-11-21\n'), 'pe/x.md:5 la page était à relire avant le 2026-11-21'],
    'no page on its date': [page('Un.', 'relire_avant: 2026-11-22\n'), null],
    'a passage over 1,500 characters': [
      page(`Un.\n\n## A\n${'Une phrase. '.repeat(130)}`),
      'pe/x.md:8 le passage compte 1559 caractères',
    ],
    'an undated source': [
      { ...goodBase, 'sources.yaml': sources.replace('2024', 'null') },
      'sources.yaml:1 la source « insee » n’est pas datée',
    ],
    'an alias that another profession bears': [
      {
        ...goodBase,
        'b/metier.md': metier.replace('Prompt engineer', 'Autre').replace('---\nUn', 'alias: [Prompt Engineer]\n---\nUn'),
      },
      'b/metier.md:5 « Prompt Engineer » désigne aussi « pe »',
    ],
    'a different pay from another source': [
      salaries('Un salaire de 6 000 € brut par mois.'),
      'pe/x.md:6 « 6 000 € » diffère de « 4 400 € » (pe/salaire.md)',
    ],
    'no pay told as a contradiction': [salaries('D’autres sources donnent 6 000 € brut par mois.'), null],
    'no pay for something else': [salaries('Un débutant gagne 2 500 € brut par mois.'), null],
  }
  for (const [title, [files, expected]] of Object.entries(cases)) {
    it(`is ${title}, and fails no check`, async () => {
      const result = await checkFolder({ dir: folder(files), strict: true, today })
      const lines = result.findings.map(shown).map((line) => line.slice(0, `noted ${expected}`.length))
      expect(lines).toEqual(expected === null ? [] : [`noted ${expected}`])
      expect(result.failed).toBe(false)
    })
  }

  it('is a source never cited', async () => {
    const { 'pe/salaire.md': _, ...rest } = goodBase
    expect(await found(rest)).toEqual(['noted sources.yaml:1 la source « insee » n’est citée par aucune page'])
  })
})

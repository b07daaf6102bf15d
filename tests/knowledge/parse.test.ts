import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePage } from '../../src/knowledge/parse.ts'
import { head, passagesOf } from './support.ts'
import '../support/seed.ts'

const sentences = (body: string) => passagesOf(body).flatMap((passage) => passage.sentences)
const brief = (body: string) => sentences(body).map(({ text, sources }) => `${text} <${sources.join(' ')}>`)

describe('passages', () => {
  it('makes one of the text before the first heading and one of each heading with text', () => {
    const found = passagesOf('Avant.\n\n## En France\nIci.\n\n## Ailleurs\n### À l’étranger\nLà.\n')
    expect(found.map(({ id, headings, line }) => [id, headings, line])).toEqual([
      ['pe/salaire', [], 1],
      ['pe/salaire#en-france', ['En France'], 8],
      ['pe/salaire#ailleurs-a-l-etranger', ['Ailleurs', 'À l’étranger'], 12],
    ])
  })

  it('gives equal sub-headings under different headings different ids', () => {
    expect(passagesOf('## Junior\n### Net\nA.\n## Senior\n### Net\nB.\n').map(({ id }) => id)).toEqual([
      'pe/salaire#junior-net',
      'pe/salaire#senior-net',
    ])
  })

  it('takes a level-1 heading that opens the page for its title', () => {
    expect(passagesOf('# Salaire\nAvant.\n## En France\nIci.\n').map(({ id, headings }) => [id, headings])).toEqual([
      ['pe/salaire', []],
      ['pe/salaire#en-france', ['En France']],
    ])
    expect(passagesOf('# Combien ça gagne ?\nAvant.\n')[0]!.headings).toEqual(['Combien ça gagne ?'])
  })

  it('reads as paragraphs, items and rows', () => {
    const body = 'Un. Deux.\n\n- a\n- b\n  - c\n\n| Niveau | Euros |\n|---|---|\n| Junior | 2 800 |\n| | 3 000 |\n'
    expect(passagesOf(body)[0]!.text).toBe('Un. Deux.\n\n- a\n- b\n- c\n\n- Niveau : Junior ; Euros : 2 800\n- Euros : 3 000')
    expect(sentences(body).map(({ kind, block }) => `${kind}${block}`)).toEqual([
      'phrase0',
      'phrase0',
      'item1',
      'item1',
      'item1',
      'row2',
      'row2',
    ])
  })

  it('leaves no markup, HTML, address of a link or struck text', () => {
    const body =
      'Du **gras**, `du code`, [un lien](metier.md) et ![une image](x.png)<br> <b>là</b> ~~faux~~.\n\n<div>\n<script>x()</script>\n</div>\n'
    expect(passagesOf(body)[0]!.text).toBe('Du gras, du code, un lien et une image là .')
  })

  it('does not change with line ends, a byte order mark, composition or invisible characters', () => {
    const body = 'Une première phrase\nà lire.[^insee]\n\n## Été\nUn.\n'
    const plain = passagesOf(body)
    const odd = parsePage(
      'pe/salaire.md',
      `\ufeff${(head + body).replaceAll('\n', '\r\n')}`.normalize('NFD').replace('phrase', 'phr\u200base\u202e'),
    )
    expect(odd.page!.passages).toEqual(plain)
  })

  it('keeps a prompt shown as a block of code in one piece', () => {
    expect(sentences('```\nAgis. Comme un expert.\nEn 3 points.\n```\n').map(({ text }) => text)).toEqual([
      'Agis. Comme un expert. En 3 points.',
    ])
  })
})

describe('sources of a sentence', () => {
  it('are its own marks, before or after the stop, without a hole in the text', () => {
    expect(brief('Un[^a]. Deux.[^b] Trois [^c] [^d]. Quatre [^e] cinq.')).toEqual([
      'Un. <a>',
      'Deux. <b>',
      'Trois. <c d>',
      'Quatre cinq. <e>',
    ])
    expect(brief('Un.[^a]Deux ?[^b], [^c] Trois.')).toEqual(['Un. <a>', 'Deux ? <b c>', 'Trois. <>'])
  })

  it('are else those of the end of its paragraph', () => {
    expect(brief('Un. Deux.[^b] Trois.[^c][^d]\n\nSeul.')).toEqual(['Un. <c d>', 'Deux. <b>', 'Trois. <c d>', 'Seul. <>'])
  })

  it('are those of the whole item, and of the header for a row without', () => {
    expect(brief('- Un.[^a] Deux.\n  - Trois.\n')).toEqual(['Un. Deux. <a>', 'Trois. <>'])
    expect(brief('| A[^h] | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4[^z] |\n')).toEqual(['A : 1 ; B : 2 <h>', 'A : 3 ; B : 4 <z>'])
  })

  it('are found although no note is defined, in any place (a change of the parser would show here)', () => {
    expect(passagesOf('## Titre[^t]\n> Cité.[^a]\n\n*Un.[^b]* ![^c] [x[^d]](y.md)\n')[0]!.sources).toEqual([
      't',
      'a',
      'b',
      'c',
      'd',
    ])
  })
})

describe('questions of a passage', () => {
  it('come from comments, one a line, and are never in the text', () => {
    const [one, two] = passagesOf(
      'Texte.\n\n<!-- question: a ? -->\n<!-- question : b ?\nquestion: c ? -->\n<!-- rien -->\n## Suite\nIci <!-- question: d ? --> là.\n\n<!-- questions:\n- e ?\n- e ?\n-->\n',
    )
    expect(one!.questions).toEqual(['a ?', 'b ?', 'c ?'])
    expect(two!.questions).toEqual(['d ?', 'e ?'])
    expect(one!.text + two!.text).toBe('Texte.Ici là.')
  })

  it('under a heading without text go to the next passage, or the last', () => {
    expect(passagesOf('## A\n<!-- question: q ? -->\n### B\nTexte.\n## C\n<!-- question: r ? -->\n')[0]!.questions).toEqual([
      'q ?',
      'r ?',
    ])
  })

  it('change the passage’s SHA, as its text does, and nothing else does', () => {
    const sha = (body: string) => passagesOf(body)[0]!.sha
    expect(sha('A.\n<!-- question: q ? -->')).not.toBe(sha('A.'))
    expect(sha('A.\n\n\n<!-- note -->\n')).toBe(sha('A.'))
  })
})

describe('any text', () => {
  const piece = constantFrom(
    ...'#-*_`[]()!<>|&\\~:^ \n\t.?é'.split(''),
    '---\n',
    '[^a]',
    '<!--',
    '-->',
    '| a |\n|---|\n',
    '```',
    '\r\n',
    '\u0000',
    '  - ',
    '> ',
    'question:',
  )
  it('gives a page or a refusal, never an error', () => {
    assert(
      property(
        oneof(
          string({ unit: 'binary' }),
          array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
        ),
        (text) => {
          for (const page of [text, head + text, `---\n${text}\n---\n`]) {
            const { page: parsed, findings } = parsePage('pe/x.md', page)
            expect(parsed !== null || findings.some(({ severity }) => severity === 'refused')).toBe(true)
            for (const { line } of findings) expect(line).toBeLessThanOrEqual(page.split(/\r\n?|\n/).length + 1)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('that would take the parser minutes is refused or read within seconds', () => {
    const hostile = [
      '1. ',
      '> - ',
      '>',
      '**a',
      '~a',
      ']',
      '*_',
      '- a\n',
      'a\n=\n',
      '# a\n',
      '[a]: b\n',
      '[',
      '[^a',
      '<!--',
      '\n',
      '|a\n|-\n',
      '`a',
      '[[[[[[a',
    ]
    for (const one of hostile) {
      const before = performance.now()
      parsePage('pe/x.md', head + one.repeat((256 * 1024) / one.length))
      expect(performance.now() - before, JSON.stringify(one)).toBeLessThan(6_000)
    }
  }, 60_000)

  it('of deep YAML or a bomb of aliases is refused', () => {
    const bomb = 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitre: *c'
    for (const yaml of [
      '['.repeat(100_000),
      '{a: '.repeat(50_000),
      bomb,
      '- '.repeat(50_000),
      '!!js/function x: 1',
      '<<: *a',
      '__proto__: {a: 1}',
    ]) {
      expect(parsePage('pe/x.md', `---\n${yaml}\n---\nx`).page).toBeNull()
    }
  })
})

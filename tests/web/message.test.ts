import { describe, expect, it } from 'vitest'
import { outcomes } from '../../src/domain/answer.ts'
import { renderMarkdown } from '../../src/web/markdown.ts'
import { renderAnswer, renderQuestion } from '../../src/web/message.ts'
import { answerWith, source } from './answers.ts'

/** Line ends between tags are the formatter's. */
const shown = async (text: string, ...cited: number[]) =>
  String(await renderMarkdown(text, new Set(cited))).replace(/>\n *</g, '><')
const titleOf = (slug: string) => (slug === 'data-analyst' ? 'Data analyst' : slug)
const page = async (changes: Parameters<typeof answerWith>[0]) =>
  String(await renderAnswer(answerWith(changes), { question: 'Combien ?', metier: '' }, titleOf))

describe('renderMarkdown', () => {
  it('shows paragraphs, line breaks and lists', async () => {
    expect(await shown('Un.\nDeux.\n\nTrois :\n- a\n- b\nFin.')).toBe(
      '<p>Un.<br>Deux.</p><p>Trois :</p><ul><li>a</li><li>b</li></ul><p>Fin.</p>',
    )
    expect(await shown('1. a\n2. b')).toBe('<ol><li>a</li><li>b</li></ol>')
    expect(await shown('')).toBe('<p></p>')
  })

  it('shows emphasis, and marks that lead to sources that are there', async () => {
    expect(await shown('**4 400 €** *environ* `code` [1][2]', 1)).toBe(
      '<p><strong>4 400 €</strong> <em>environ</em> <code>code</code> <a class="mark" href="#source-1">[1]</a>[2]</p>',
    )
    expect(await shown('**gras [1]**', 1)).toContain('<strong>gras <a class="mark"')
  })

  it.each(['2 * 3 * 4', 'a*b*c', '** rien **x', '****', '**', '[12a] []', 'C# et C++', '1.5 point'])(
    'leaves %s as it is written',
    async (text) => {
      const plain = (await shown(text, 12)).replace(/<[^>]+>/g, '')
      expect(plain).toBe(text)
    },
  )

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '**<b onclick="x">**',
    '`<i>`',
    '- <svg/onload=alert(1)>',
    '[lien](javascript:alert(1))',
    '[lien](https://evil.example)',
    '![image](https://evil.example/x.png)',
    '<https://evil.example>',
    'https://evil.example',
    '&lt;script&gt; &#60;b&#62;',
    '"><script>alert(1)</script>',
    '# Titre\n> citation\n| a | b |',
  ])('never makes a tag, an attribute or a link of %s', async (text) => {
    const out = await shown(text, 1)
    const tags = [...out.matchAll(/<[^>]*>/g)].map(([tag]) => tag)
    expect(tags.filter((tag) => !/^<\/?(?:p|ul|li|strong|em|code|br)>$/.test(tag))).toEqual([])
    expect(out).not.toMatch(/href|src="/)
  })

  it('drops characters that hide or turn text', async () => {
    expect(await shown('a\u202Eb\u200Bc\u0000d\u{E0041}')).toBe('<p>abcd</p>')
  })
})

describe('renderAnswer', () => {
  it('lists sources by number, official ones first, with their dates and what nobody re-read', async () => {
    const out = await page({})
    expect(out).toContain(
      '<li id="source-1">[1] Salaire › En France — <a href="https://aufutur.exemple/prompt-engineer" rel="noreferrer noopener" target="_blank">AuFutur</a> (06/09/2024) · consulté le 22/11/2026',
    )
    expect(out).toMatch(
      /id="source-2">\[2\] [^<]*<a [^>]*>Onisep<\/a> \(source officielle, vers 2024\), Free-Work \(entreprise, non daté\)/,
    )
    expect(out).toMatch(/relu par l&#39;équipe le 03\/12\/2026/)
    expect(out).toContain('href="#source-3"')
    expect(out).toContain('trace 7K3M9QX2TB')
  })

  it('makes no link of an address that is none of the web', async () => {
    const citation = answerWith().citations[0]!
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'file:///etc/passwd']) {
      expect(await page({ citations: [{ ...citation, sources: [source({ url })] }] })).not.toContain('target=')
    }
  })

  it('keeps names of sources and professions inert', async () => {
    const citation = answerWith().citations[0]!
    const out = await page({
      citations: [
        {
          ...citation,
          label: '<b>L</b>',
          sources: [source({ editeur: '"><script>', url: 'https://a.example/"onclick="x', date: '<i>' })],
        },
      ],
      offered: ['"><script>'],
    })
    expect(out).not.toMatch(/<script|<b>|<i>|" ?onclick/)
  })

  it.each(outcomes)('shows the outcome %s and its trace number', async (outcome) => {
    const out = await page({ outcome, text: 'Un texte fixe.', citations: [] })
    expect(out).toContain(`class="message bot ${outcome}"`)
    expect(out).toContain('Un texte fixe.')
    expect(out).toContain('7K3M9QX2TB')
    expect(out).not.toContain('<h2>')
  })

  it('offers professions as buttons that ask the same question again', async () => {
    const out = await page({
      outcome: 'abstained',
      reason: 'which-profession',
      text: 'De quel métier parles-tu ?',
      citations: [],
      offered: ['data-analyst', 'prompt-engineer'],
    })
    expect(out).toContain('<input type="hidden" name="question" value="Combien ?" />')
    expect(out).toContain('<button name="metier" value="data-analyst">Data analyst</button>')
    expect(out).toContain('<button name="metier" value="prompt-engineer">')
  })

  it('says something even when an answer holds no word', async () => {
    expect(await page({ outcome: 'error', text: '', citations: [] })).toContain('Quelque chose s’est mal passé')
  })
})

describe('renderQuestion', () => {
  it('shows a question as it was typed, inert', async () => {
    const out = String(await renderQuestion('<script>alert(1)</script> **a** [1] https://evil.example'))
    expect(out).toContain('&lt;script&gt;alert(1)&lt;/script&gt; **a** [1] https://evil.example')
    expect(out).not.toMatch(/<script|<a |<strong/)
  })
})

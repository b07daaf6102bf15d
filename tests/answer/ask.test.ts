import { beforeAll, describe, expect, it } from 'vitest'
import { createAsk } from '../../src/answer/ask.ts'
import { BotError } from '../../src/domain/error.ts'
import type { Base } from '../../src/domain/ports.ts'
import { screen } from '../../src/answer/screen.ts'
import { fixtureBase } from '../support/base.ts'
import { askParts, keepingLog, question } from '../support/parts.ts'
import { salary, textOf, truth, writer } from '../support/writer.ts'

let base: Base
beforeAll(async () => {
  base = await fixtureBase()
})

describe('without a model', () => {
  it('quotes the base word for word, with the sources of what it quotes', async () => {
    const answer = await createAsk(askParts(base))(question(salary))
    expect(answer).toMatchObject({
      outcome: 'answered',
      reason: 'extractive',
      metier: 'prompt-engineer',
      prompt: null,
      model: null,
    })
    expect(textOf(answer)).toContain('4 400 à 6 000 € brut par mois')
    expect(textOf(answer)).toContain('45 000 à 60 000 € brut par an')
    expect(answer.citations.flatMap((citation) => citation.sources.map((source) => source.id))).toEqual(
      expect.arrayContaining(['aufutur', 'epitech']),
    )
  })

  it('joins its segments into the whole text, each citing passages that were given', async () => {
    const answer = await createAsk(askParts(base))(question(salary))
    const given = answer.passages.map((passage) => passage.id)
    for (const segment of answer.segments) for (const id of segment.cites) expect(given).toContain(id)
    expect(answer.passages.filter((passage) => passage.cited).length).toBe(answer.citations.length)
  })

  it('says that it does not know rather than quoting what does not answer', async () => {
    const answer = await createAsk(askParts(base))(
      question('Quelle marque de ski nautique choisir pour un chaton ?', { metier: 'prompt-engineer' }),
    )
    expect(answer).toMatchObject({ outcome: 'abstained', citations: [] })
    expect(textOf(answer)).toContain('Je ne sais pas')
  })
})

describe('with a model', () => {
  it('shows what it wrote when each sentence stands in the passage that it cites', async () => {
    const traces = askParts(base, { writer: writer(truth) })
    const answer = await createAsk(traces)(question(salary))
    expect(answer).toMatchObject({ outcome: 'answered', reason: null, model: 'petit-2026', prompt: { name: 'answer' } })
    expect(textOf(answer)).toContain('4 400 à 6 000 € brut par mois')
    expect(traces.traces[0]).toMatchObject({ label: 'production', usage: { inputTokens: 10, outputTokens: 5 } })
  })

  it('never shows a sentence whose figure is not in the passage, nor one that cites nothing', async () => {
    const model = writer(`${truth} Un débutant touche 9 999 € net par mois [1]. Tout le monde le sait.`, 'INSUFFISANT')
    const answer = await createAsk(askParts(base, { writer: model }))(question(salary))
    expect(textOf(answer)).not.toMatch(/9 999|Tout le monde/)
    expect(answer).toMatchObject({ outcome: 'answered', checks: { withheld: 2, repaired: 0 } })
  })

  it('asks once more for what was dropped, and appends what then passes', async () => {
    const model = writer(
      `${truth} Un débutant touche 9 999 € net par mois [1].`,
      'Selon Epitech, un junior gagne 45 000 à 60 000 € brut par an [1].',
    )
    const answer = await createAsk(askParts(base, { writer: model }))(question(salary))
    expect(model.calls).toBe(2)
    expect(model.asked[1]).toContain('9 999')
    expect(answer.checks).toMatchObject({ withheld: 1, repaired: 1 })
    expect(textOf(answer)).toMatch(/4 400.*45 000/s)
  })

  it('quotes the base when nothing that the model wrote passes', async () => {
    const answer = await createAsk(askParts(base, { writer: writer('On gagne 9 999 € par mois.') }))(question(salary))
    expect(answer).toMatchObject({ outcome: 'fallback', reason: 'nothing-verified' })
    expect(textOf(answer)).toContain('4 400 à 6 000 €')
  })

  it('quotes the base when the model fails', async () => {
    const answer = await createAsk(askParts(base, { writer: writer(new BotError('model', 'down')) }))(question(salary))
    expect(answer).toMatchObject({ outcome: 'fallback', reason: 'model-failed' })
    expect(textOf(answer)).toContain('4 400 à 6 000 €')
  })

  it('quotes the base, and says why, when the day’s budget is spent', async () => {
    const answer = await createAsk(askParts(base, { writer: writer(new BotError('budget', 'spent')) }))(question(salary))
    expect(answer).toMatchObject({ outcome: 'fallback', reason: 'budget' })
    expect(textOf(answer)).toMatch(/budget du jour.*4 400 à 6 000 €/s)
  })

  it('adds a helpline, once, under the answer to a question that sounds low', async () => {
    const answer = await createAsk(askParts(base))(
      question('je suis trop triste et découragé, combien gagne un prompt engineer en France ?'),
    )
    expect(answer.outcome).toBe('answered')
    expect(textOf(answer).match(/3114/g)).toHaveLength(1)
  })

  it('answers low words without a question with a kind word and helplines, not with a refusal', async () => {
    const answer = await createAsk(askParts(base))(question('j’en peux plus, j’ai envie de tout laisser tomber'))
    expect(textOf(answer)).toMatch(/3114/)
    expect(textOf(answer)).not.toContain('Je ne réponds qu’aux')
  })

  it('quotes no page to one who sounds low and asks nothing, whatever words they share', async () => {
    const answer = await createAsk(askParts(await fixtureBase('knowledge')))(question('j’en ai marre de la vie'))
    expect(answer.citations).toEqual([])
    expect(textOf(answer)).toMatch(/3114/)
  })

  it('passes on that the model found nothing, with what the base holds nearby and a human to ask', async () => {
    const answer = await createAsk(askParts(base, { writer: writer('INSUFFISANT') }))(question(salary))
    expect(answer).toMatchObject({ outcome: 'abstained', reason: 'insufficient', citations: [] })
    expect(textOf(answer)).toMatch(/Salaire.*psy-EN/s)
    const off = await createAsk(askParts(base, { writer: writer('HORS_SUJET') }))(question(salary))
    expect(off).toMatchObject({ outcome: 'abstained', reason: 'off-topic' })
  })

  it('tells progress with checked segments only', async () => {
    const shown: string[] = []
    const ask = createAsk(askParts(base, { writer: writer(`${truth} Un débutant touche 9 999 € net [1].`, 'INSUFFISANT') }))
    await ask(question(salary), { onProgress: (segments) => shown.push(segments.map((segment) => segment.text).join('')) })
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.join()).not.toContain('9 999')
  })
})

describe('whom and what it is about', () => {
  it('asks back when no profession is named and several could be meant', async () => {
    const answer = await createAsk(askParts(base))(question('combien ça gagne ?'))
    expect(answer).toMatchObject({ outcome: 'abstained', reason: 'which-profession' })
    expect(answer.offered).toEqual(expect.arrayContaining(['prompt-engineer', 'data-analyst']))
  })

  it('asks back when a profession is pointed at that was never named', async () => {
    const ask = createAsk(askParts(base))
    for (const text of [
      'c’est dur comme taf ?',
      'combien d’années d’études pour ce métier ?',
      'is this career going to disappear?',
    ])
      expect(await ask(question(text))).toMatchObject({ outcome: 'abstained', reason: 'which-profession' })
    expect(await ask(question('quoi comme métier avec un bac STMG ?'))).not.toMatchObject({ reason: 'which-profession' })
  })

  it('asks back rather than take another trade for the half of a name that both share', async () => {
    const ask = createAsk(askParts(base))
    expect(await ask(question('how do I become a quantum engineer?'))).toMatchObject({ reason: 'which-profession' })
  })

  it('takes the profession of the conversation, and a new one when the follow-up names it', async () => {
    const ask = createAsk(askParts(base))
    const turn = (text: string) => ask(question(text, { conversation: 'c1' }))
    await turn(salary)
    expect(await turn('et quelles études ?')).toMatchObject({ outcome: 'answered', metier: 'prompt-engineer' })
    const other = await turn('et pour data analyst ?')
    expect(other).toMatchObject({ outcome: 'answered', metier: 'data-analyst' })
    expect(await ask(question('et quelles études ?', { conversation: 'c2' }))).toMatchObject({ reason: 'which-profession' })
  })

  it('offers the nearest professions for one that it does not know', async () => {
    const answer = await createAsk(askParts(base))(question('c’est quoi ?', { metier: 'data analist junior du dimanche' }))
    expect(answer.metier ?? answer.offered[0]).toBe('data-analyst')
    const unknown = await createAsk(askParts(base))(question('c’est quoi ?', { metier: 'zzz' }))
    expect(unknown).toMatchObject({ outcome: 'abstained', reason: 'unknown-profession' })
    expect(textOf(unknown)).toContain('« zzz »')
  })
})

describe('what is refused, limited or goes wrong', () => {
  it('answers danger with the helplines, and journals neither text nor author', async () => {
    const parts = askParts(base, { screen, writer: writer(truth) })
    const answer = await createAsk(parts)(question('j’ai envie de mourir', { author: 'K-1' }))
    expect(answer).toMatchObject({ outcome: 'redirected', reason: 'danger' })
    expect(textOf(answer)).toContain('3114')
    expect(parts.traces[0]).toMatchObject({ question: null, author: null })
  })

  it.each([
    ['empty', ''],
    ['no-words', '😀 🎉'],
    ['too-long', 'blabla '.repeat(600)],
  ])('answers a text that is %s with a sensible sentence', async (reason, text) => {
    const answer = await createAsk(askParts(base, { screen }))(question(text))
    expect(answer).toMatchObject({ outcome: 'blocked', reason })
    expect(textOf(answer).length).toBeGreaterThan(20)
  })

  it('says when to come back to an asker over the limit', async () => {
    const answer = await createAsk(askParts(base, { quota: () => Promise.resolve(12 * 60_000) }))(question(salary))
    expect(answer).toMatchObject({ outcome: 'blocked', reason: 'quota' })
    expect(textOf(answer)).toContain('12 minutes')
  })

  it('turns a failure into one sentence with a trace, journalled like any answer', async () => {
    const log = keepingLog()
    const parts = askParts(base, { log, quota: () => Promise.reject(new Error('boom')) })
    const answer = await createAsk(parts)(question(salary))
    expect(answer).toMatchObject({ outcome: 'error', reason: 'internal', traceId: 'TRACE00001' })
    expect(parts.traces).toHaveLength(1)
    expect(log.lines).toMatchObject([{ level: 'error', event: 'answer-failed' }])
  })

  it('gives the answer even when the journal cannot be written', async () => {
    const log = keepingLog()
    const ask = createAsk(askParts(base, { log, record: () => Promise.reject(new BotError('storage', 'full')) }))
    expect((await ask(question(salary))).outcome).toBe('answered')
    expect(log.lines).toMatchObject([{ event: 'journal-failed' }])
  })

  it('journals the question redacted', async () => {
    const parts = askParts(base)
    await createAsk(parts)(question(`${salary} Écris-moi à lea.martin@example.org`))
    expect(parts.traces[0]!.question).not.toContain('lea.martin')
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { createAsk } from '../../src/answer/ask.ts'
import { createCache } from '../../src/answer/cache.ts'
import { BotError } from '../../src/domain/error.ts'
import type { Base } from '../../src/domain/ports.ts'
import { fixtureBase } from '../support/base.ts'
import { askParts, memoryStore, question } from '../support/parts.ts'
import { salary, truth, writer } from '../support/writer.ts'

let base: Base
beforeAll(async () => {
  base = await fixtureBase()
})

describe('cache', () => {
  it('lets ten equal questions at once make one call, and the eleventh none', async () => {
    const model = writer(truth)
    const ask = createAsk(askParts(base, { writer: model }))
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(question(salary))))
    expect((await ask(question(`  ${salary.toUpperCase()}`))).outcome).toBe('answered')
    expect(model.calls).toBe(1)
    expect(new Set(answers.map((answer) => answer.traceId)).size).toBe(10)
  })

  it('never serves an answer for a question that differs by a word', async () => {
    const model = writer('Aucun diplôme n’est exigé pour devenir prompt engineer [1].')
    const ask = createAsk(askParts(base, { writer: model }))
    await ask(question('Faut-il un diplôme pour être prompt engineer ?'))
    await ask(question('Faut-il un diplôme pour ne pas être prompt engineer ?'))
    expect(model.calls).toBe(2)
  })

  it('does not keep what was quoted because the model failed', async () => {
    const model = writer(new BotError('model', 'down'), truth)
    const ask = createAsk(askParts(base, { writer: model }))
    expect((await ask(question(salary))).outcome).toBe('fallback')
    expect((await ask(question(salary))).outcome).toBe('answered')
  })

  it('serves no answer of another version of the code', async () => {
    const store = memoryStore()
    const key = { question: 'q', metiers: [], evidence: 'named' as const, promptSha: null, model: null, kbSha: 'kb' }
    const under = (codeSha: string) =>
      createCache<string>(store, { ttlMs: 60_000, codeSha }).through(
        key,
        async () => codeSha,
        () => true,
      )
    expect(await under('old')).toEqual({ value: 'old', cache: 'miss' })
    expect(await under('old')).toEqual({ value: 'old', cache: 'hit' })
    expect(await under('new')).toEqual({ value: 'new', cache: 'miss' })
  })

  it('does not say of a profession that was chosen that it was assumed', async () => {
    const ask = createAsk(askParts(base))
    const texts = []
    for (const metier of [null, 'prompt-engineer'])
      texts.push(
        (await ask(question('Combien gagne-t-on selon AuFutur en moyenne brut par mois ?', { metier }))).segments
          .map(({ text }) => text)
          .join(''),
      )
    expect(texts[0]).toContain('D’après la fiche « Prompt engineer »')
    expect(texts[1]).not.toContain('D’après la fiche')
  })
})

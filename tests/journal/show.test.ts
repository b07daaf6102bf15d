import { describe, expect, it, onTestFinished } from 'vitest'
import { outcomes } from '../../src/domain/answer.ts'
import { entryJson, renderTail, renderTrace } from '../../src/journal/show.ts'
import { createJournal } from '../../src/journal/trace.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { createSilentLog } from '../storage/silent-log.ts'
import { trace, traceLike } from './fixtures.ts'

const paris = { timeZone: 'Europe/Paris' }

/** French spaces within numbers, made plain. */
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ')

async function entries(...traces: (typeof trace)[]) {
  const storage = await openStorage({ url: 'sqlite::memory:', log: createSilentLog() })
  onTestFinished(() => storage.close())
  const journal = createJournal({ storage, now: Date.now, textRetentionDays: 30 })
  for (const one of traces) await journal.record(one)
  return journal.tail(100)
}

describe('renderTail', () => {
  it('tells each answer on one line, in French', async () => {
    const list = await entries(
      trace,
      traceLike('AAAAAAAAAA', {}, { outcome: 'abstained', reason: 'no-passage', metier: null, ms: { total: 7 } }),
    )
    expect(plain(renderTail(list, paris)).split('\n')).toEqual([
      '22/11/2026 15:03:22  répondu                         prompt-engineer  1 234 ms  7K3M9QX2TB',
      '22/11/2026 15:03:22  pas de réponse (aucun passage)  —                    7 ms  AAAAAAAAAA',
    ])
  })

  it('says that the journal is empty', () => {
    expect(renderTail([])).toBe('Le journal est vide.')
  })

  it.each(outcomes)('has French words for the outcome %s', async (outcome) => {
    const list = await entries(traceLike('AAAAAAAAAA', {}, { outcome }))
    expect(renderTail(list, paris)).not.toMatch(/undefined|answered|fallback|abstained|redirected|blocked|error/)
  })
})

describe('renderTrace', () => {
  it('tells all that is known of an answer', async () => {
    const [entry] = await entries(trace)
    const text = renderTrace(entry!, paris)
    for (const part of [
      'Réponse 7K3M9QX2TB',
      'cb gagne 1 prompt enginer ?',
      'Aux États-Unis, c’est plus [2].',
      'answer 1.0.0 (SHA-256 abababababab, production)',
      'gpt-5-mini (a répondu : gpt-5-mini-2026-08-07)',
      'phrases citées : 2 · chiffres vérifiés : 1 · phrases retenues : 1 · réparées : 0',
      '900 en entrée, 120 en sortie, 0,00042 €',
      'cité        12,500  prompt-engineer/salaire#en-france  (efefefef)',
      'non cité     3,250  prompt-engineer/missions',
      '[1] AuFutur, « Prompt engineer » (non daté) <https://example.org/p>',
      'complete 1 200 ms',
    ]) {
      expect(plain(text)).toContain(part)
    }
  })

  it('says what is not there for danger, and shows no word of it', async () => {
    const [entry] = await entries(
      traceLike('AAAAAAAAAA', { question: null }, { outcome: 'redirected', reason: 'danger', model: null, prompt: null }),
    )
    const text = renderTrace(entry!, paris)
    expect(text).toContain('orienté vers une aide (danger)')
    expect(text).toContain('pas gardée')
    expect(text).not.toContain('undefined')
  })

  it('lets no member rewrite the terminal', async () => {
    const [entry] = await entries(traceLike('AAAAAAAAAA', { question: 'a\u001B[2Jb\u202Ec\r\nd' }))
    expect(renderTrace(entry!, paris)).toContain('  a[2Jbc\n  d')
  })

  it('gives programs one flat object', async () => {
    const [entry] = await entries(trace)
    expect(entryJson(entry!)).toMatchObject({ traceId: '7K3M9QX2TB', question: trace.question, 'gen_ai.prompt.name': 'answer' })
  })
})

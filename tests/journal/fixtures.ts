import type { Answer, Trace } from '../../src/domain/answer.ts'

export const sonia = 'K3Y0-00000000000000000000000001'
export const malik = 'K3Y0-00000000000000000000000002'

const answer: Answer = {
  traceId: '7K3M9QX2TB',
  outcome: 'answered',
  reason: null,
  segments: [
    {
      text: 'En France, un prompt engineer gagne 4 400 à 6 000 € brut par mois [1]. ',
      cites: ['prompt-engineer/salaire#en-france'],
    },
    { text: 'Aux États-Unis, c’est plus [2].', cites: ['prompt-engineer/salaire#etats-unis'] },
  ],
  metier: 'prompt-engineer',
  offered: [],
  passages: [
    { id: 'prompt-engineer/salaire#en-france', score: 12.5, cited: true },
    { id: 'prompt-engineer/missions', score: 3.25, cited: false },
  ],
  citations: [
    {
      n: 1,
      passageId: 'prompt-engineer/salaire#en-france',
      label: 'Salaire › En France',
      sources: [
        { id: 'aufutur', editeur: 'AuFutur', titre: 'Prompt engineer', url: 'https://example.org/p', date: null, type: 'presse' },
      ],
      consultedOn: '2026-11-22',
      reviewedOn: null,
    },
  ],
  prompt: { name: 'answer', version: '1.0.0', sha: 'ab'.repeat(32) },
  model: 'gpt-5-mini-2026-08-07',
  checks: { citations: 2, figures: 1, withheld: 1, repaired: 0 },
  ms: { total: 1234, retrieve: 1, complete: 1200 },
}

export const trace: Trace = {
  answer,
  at: '2026-11-22T14:03:22.000Z',
  question: 'cb gagne 1 prompt enginer ?',
  author: sonia,
  kbSha: 'cd'.repeat(32),
  label: 'production',
  cache: 'miss',
  usage: { inputTokens: 900, outputTokens: 120 },
  requestModel: 'gpt-5-mini',
  cost: 0.00042,
  passageShas: { 'prompt-engineer/salaire#en-france': 'ef'.repeat(32) },
}

/** Another trace of the same kind: its own number, and what differs. */
export function traceLike(traceId: string, changes: Partial<Trace> = {}, answerChanges: Partial<Answer> = {}): Trace {
  return { ...trace, ...changes, answer: { ...answer, ...answerChanges, traceId } }
}

import type { Answer } from '../../src/domain/answer.ts'
import type { Source } from '../../src/domain/knowledge.ts'

export const source = (changes: Partial<Source> = {}): Source => ({
  id: 'aufutur',
  editeur: 'AuFutur',
  titre: 'Prompt engineer',
  url: 'https://aufutur.exemple/prompt-engineer',
  date: '2024-09-06',
  type: 'presse',
  ...changes,
})

const salary =
  'En France, un prompt engineer gagne en moyenne **4 400 à 6 000 € brut par mois** [1]. ' +
  'D’autres sources donnent moins pour un début de carrière :\n\n' +
  '- 35 000 à 45 000 € brut par an pour un débutant [2]\n- jusqu’à 70 000 € brut par an avec de l’expérience [2]\n\n' +
  'Aucune statistique officielle n’isole ce métier [3].'

/** An answer with three sources; `text` is one segment. */
export function answerWith({ text = salary, ...changes }: Partial<Answer> & { readonly text?: string } = {}): Answer {
  return {
    traceId: '7K3M9QX2TB',
    outcome: 'answered',
    reason: null,
    segments: text === '' ? [] : [{ text, cites: [] }],
    metier: 'prompt-engineer',
    offered: [],
    passages: [],
    citations: [
      {
        n: 1,
        passageId: 'prompt-engineer/salaire#en-france',
        label: 'Salaire › En France',
        sources: [source()],
        consultedOn: '2026-11-22',
        reviewedOn: null,
      },
      {
        n: 2,
        passageId: 'prompt-engineer/salaire#debutant',
        label: 'Salaire › Débutant',
        sources: [
          source({ editeur: 'Free-Work', url: null, date: null, type: 'entreprise' }),
          source({ editeur: 'Onisep', type: 'officiel', date: 'vers 2024' }),
        ],
        consultedOn: '2026-11-22',
        reviewedOn: '2026-12-03',
      },
      {
        n: 3,
        passageId: 'prompt-engineer/salaire#limites',
        label: 'Salaire › Ce que l’on ne sait pas',
        sources: [],
        consultedOn: '2026-11-22',
        reviewedOn: null,
      },
    ],
    prompt: null,
    model: null,
    checks: { citations: 3, figures: 4, withheld: 0, repaired: 0 },
    ms: { total: 12 },
    ...changes,
  }
}

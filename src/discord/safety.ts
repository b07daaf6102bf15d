import { safety } from '../texts/fr/safety.ts'
import type { Obtained } from './answering.ts'
import type { Draft } from './render/answer.ts'

/** The fixed text for a student in danger, as the pipeline gives it. */
export const safetyDraft: Draft = { text: safety.danger.join('\n\n') }

/** Stands in public where that text was due; says nothing of what was asked. The button works after a restart. */
export const readPrivately = {
  text: safety.publicLine,
  buttons: [{ customId: 'lire-en-prive', label: safety.readPrivately }],
} as const satisfies Draft

/** Whatever became of the pipeline: who is in danger reads the fixed text, not that something failed. */
export function withSafety(obtained: Obtained, isDanger: boolean): Obtained {
  return isDanger && obtained.answer?.outcome !== 'redirected' ? { ...obtained, draft: safetyDraft } : obtained
}

import type { Passage } from '../domain/knowledge.ts'
import type { Message } from '../domain/model.ts'
import type { Compose } from '../domain/ports.ts'
import { prompts as texts } from '../texts/fr/prompts.ts'
import type { PromptRelease } from './release.ts'
import { asData, fillSlots } from './template.ts'

/** Composes the messages of `answer`: system prompt, numbered passages, question. */
export function createCompose(release: PromptRelease, label: string): Compose {
  return ({ question, profession, passages, today }) => {
    const messages: readonly Message[] = [
      { role: 'system', content: release.system },
      {
        role: 'user',
        content: fillSlots(release.message, {
          date: today,
          metier: profession === null ? texts.noProfession : asData(profession),
          passages: passages.map((passage, index) => showPassage(passage, index + 1)).join('\n\n'),
          question: asData(question),
        }),
      },
    ]
    return {
      messages,
      settings: release.settings,
      prompt: release.ref,
      label,
      repair: (written, dropped) => [
        ...messages,
        { role: 'assistant', content: written },
        {
          role: 'user',
          content: fillSlots(release.repair, { phrases: dropped.map((text) => `- ${asData(text).trim()}`).join('\n') }),
        },
      ],
    }
  }
}

function showPassage(passage: Passage, n: number): string {
  const heading = [passage.title, ...passage.headings].join(' › ')
  return `<passage numero="${n}" titre="${asData(heading).replaceAll('"', '”')}">\n${asData(passage.text)}\n</passage>`
}

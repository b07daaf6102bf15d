import { BotError } from '../domain/error.ts'

const slot = /\{\{(\w+)\}\}/g

/** Names of the slots of a template, without repeats. */
export function slotsOf(template: string): readonly string[] {
  return [...new Set([...template.matchAll(slot)].map(([, name]) => name!))]
}

/**
 * Fills the `{{slots}}` of a prompt. A value is inserted once and never read again as a template, so a knowledge page
 * that contains `{{…}}` cannot rewrite the prompt.
 *
 * @param values One text per slot.
 * @throws {BotError} `prompt`, naming every slot that has no value.
 */
export function fillSlots(template: string, values: Readonly<Record<string, string>>): string {
  const missing = slotsOf(template).filter((name) => !Object.hasOwn(values, name))
  if (missing.length > 0) throw new BotError('prompt', `no value for ${missing.join(', ')}`)
  return template.replace(slot, (_, name: string) => values[name]!)
}

/**
 * Makes a text of others safe between our `<tags>`: it holds no angle bracket any more, so it can close none.
 * Invisible and bidirectional characters go too: what the model reads is what a person sees.
 */
export function asData(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
}

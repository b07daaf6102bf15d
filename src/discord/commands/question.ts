import type { ChatInputCommandInteraction } from 'discord.js'

/** What a member asked, whichever way it came in. */
export interface Asked {
  readonly text: string
  readonly metier: string | null
  readonly isPrivate: boolean
}

/** `/question texte prive`. */
export function readQuestion({ options }: ChatInputCommandInteraction): Asked {
  return { text: options.getString('texte') ?? '', metier: null, isPrivate: options.getBoolean('prive') ?? false }
}

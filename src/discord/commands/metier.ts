import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js'
import type { Screen } from '../../domain/ports.ts'
import { discord as texts } from '../../texts/fr/discord.ts'
import type { Asked } from './question.ts'

type TitleOf = (slug: string) => string | null
type Suggest = (typed: string) => readonly { readonly slug: string; readonly title: string }[]

/** `/metier nom question prive`. The name is passed on as typed: members may send one that was not offered. */
export function readMetier({ options }: ChatInputCommandInteraction, titleOf: TitleOf, screen: Screen): Asked {
  const nom = options.getString('nom') ?? ''
  const question = options.getString('question')
  const text = question ?? texts.metier.defaultQuestion(titleOf(nom) ?? nom)
  // A name can be anything: what it says of danger must be seen by the pipeline too.
  const alarming = question !== null && titleOf(nom) === null && screen(nom).kind === 'danger'
  return {
    text: alarming ? `${nom}. ${question}` : text,
    metier: nom === '' ? null : nom,
    isPrivate: options.getBoolean('prive') ?? false,
  }
}

/** What is offered while a name is typed. */
export function suggestMetiers(
  { options }: AutocompleteInteraction,
  suggest: Suggest,
): readonly { name: string; value: string }[] {
  return suggest(options.getFocused()).map(({ slug, title }) => ({ name: title, value: slug }))
}

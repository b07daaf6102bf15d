import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js'
import { discord as texts } from '../../texts/fr/discord.ts'

const prive = { type: ApplicationCommandOptionType.Boolean, name: 'prive', description: texts.prive } as const

/** The slash commands, as Discord is given them. */
export const commands: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] = [
  {
    type: ApplicationCommandType.ChatInput,
    name: 'metier',
    description: texts.metier.description,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'nom',
        description: texts.metier.nom,
        required: true,
        autocomplete: true,
        max_length: 100,
      },
      { type: ApplicationCommandOptionType.String, name: 'question', description: texts.metier.question },
      prive,
    ],
  },
  {
    type: ApplicationCommandType.ChatInput,
    name: 'question',
    description: texts.question.description,
    options: [
      { type: ApplicationCommandOptionType.String, name: 'texte', description: texts.question.texte, required: true },
      prive,
    ],
  },
]

/** On every server and in direct messages. Commands of one server take no context. */
export const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

import type { AutocompleteInteraction, ButtonInteraction, ChatInputCommandInteraction, Interaction } from 'discord.js'
import type { Question } from '../../domain/question.ts'
import { discord as texts } from '../../texts/fr/discord.ts'
import { readMetier, suggestMetiers } from '../commands/metier.ts'
import { readQuestion, type Asked } from '../commands/question.ts'
import type { Repliable } from '../outbound.ts'
import { readPrivately, safetyDraft, withSafety } from '../safety.ts'
import type { Parts } from './parts.ts'

/** Slash commands, autocompletion and buttons. */
export function onInteraction(parts: Parts, interaction: Interaction): void {
  const { answering } = parts
  if (!parts.once(interaction.id)) return
  if (interaction.isAutocomplete()) answering.run('autocomplete', async () => onAutocomplete(parts, interaction))
  else if (interaction.isChatInputCommand()) answering.run('command', async () => onCommand(parts, interaction))
  else if (interaction.isButton()) answering.run('button', async () => onButton(parts, interaction))
}

async function onAutocomplete({ outbound, suggest, log }: Parts, interaction: AutocompleteInteraction): Promise<void> {
  if (!(await outbound.choices(interaction, suggestMetiers(interaction, suggest)))) log.info('choices-expired')
}

function read({ screen, titleOf }: Parts, interaction: ChatInputCommandInteraction): Asked | null {
  if (interaction.commandName === 'metier') return readMetier(interaction, titleOf, screen)
  return interaction.commandName === 'question' ? readQuestion(interaction) : null
}

async function onCommand(parts: Parts, interaction: ChatInputCommandInteraction): Promise<void> {
  const asked = read(parts, interaction)
  if (asked === null) return sayAside(parts, interaction, texts.unknownCommand)
  if (parts.isStopping()) return sayAside(parts, interaction, texts.restarting)
  const screening = parts.screen(asked.text)
  // Ephemeral is fixed here. A refusal is nobody else's business either.
  const ephemeral = asked.isPrivate || screening.kind !== 'pass'
  if (!(await acknowledge(parts, interaction, ephemeral))) return

  const { answering, outbound, conversations, pseudonym } = parts
  const talk = conversations.ofInteraction(interaction, ephemeral)
  const question = (): Question => ({
    text: asked.text,
    metier: asked.metier,
    conversation: pseudonym('conversation', talk),
    author: pseudonym('author', interaction.user.id),
    person: pseudonym('person', interaction.user.id),
    guild: interaction.guildId === null ? null : pseudonym('guild', interaction.guildId),
  })
  const sink = outbound.answerTo(interaction, ephemeral)
  const isDanger = screening.kind === 'danger'
  const obtained = withSafety(await answering.obtain(question, isDanger ? null : sink), isDanger)
  if (obtained.answer?.outcome === 'redirected' && sink.aside !== null) {
    await answering.deliver({ ...obtained, draft: readPrivately }, sink)
    await answering.deliver(obtained, sink.aside)
  } else conversations.note(await answering.deliver(obtained, sink), talk)
}

/** The button under the public line that stands for an answer to be read in private. */
async function onButton(parts: Parts, interaction: ButtonInteraction): Promise<void> {
  if (interaction.customId !== readPrivately.buttons[0].customId) return
  if (!(await acknowledge(parts, interaction, true))) return
  await parts.outbound.answerTo(interaction, true).finish(safetyDraft)
}

async function sayAside(parts: Parts, interaction: Repliable, text: string): Promise<void> {
  if (await acknowledge(parts, interaction, true)) await parts.outbound.answerTo(interaction, true).finish({ text })
}

async function acknowledge({ outbound, log }: Parts, interaction: Repliable, ephemeral: boolean): Promise<boolean> {
  const accepted = await outbound.acknowledge(interaction, ephemeral)
  if (!accepted) log.warn('interaction-expired')
  return accepted
}

import { fold } from '../french/fold.ts'
import { outcomes as texts } from '../texts/fr/outcomes.ts'

const greeting =
  /^(?:bonjour|bonsoir|salut|slt|coucou|cc|hello|hi|hey|wesh|yo)(?: (?:a tous|tout le monde|sextant|ca va|cv))*[ !.?]*$/
const thanks =
  /^(?:ok |super |cool |parfait )*(?:merci|mrc|thanks|thank you|thx)(?: (?:beaucoup|bcp|sextant|c'etait super))*[ !.]*$/
const whoAreYou =
  /\b(?:(?:t'es|tes|tu es|vous etes|es-tu|etes-vous) (?:une? |vraiment )*(?:ia|robot|bot|humaine?|vraie? personne|chatgpt)|qui es[- ]tu|(?:t'es|tu es) qui|tu sers a quoi|a quoi tu sers|what are you|are you (?:a |an )?(?:ai|bot|human|real))\b/

/** A fixed sentence for a greeting, a thank-you or a question about the bot; null for everything else. */
export function smallTalk(text: string): string | null {
  const folded = fold(text).trim()
  if (greeting.test(folded)) return texts.smallTalk.greeting
  if (thanks.test(folded)) return texts.smallTalk.thanks
  return whoAreYou.test(folded) ? texts.smallTalk.whoAreYou : null
}

import { fold } from '../french/fold.ts'
import { outcomes as texts } from '../texts/fr/outcomes.ts'

const greeting =
  /^(?:bonjour|bonsoir|salut|slt|coucou|cc|hello|hi|hey|wesh|yo)(?: (?:a tous|tout le monde|sextant|ca va|cv))*[ !.?]*$/
/** Words of a message that only thanks or takes leave, and those that do. */
const leaving = new Set(
  `ok okay oki dac accord d super cool top parfait genial geniale nickel merci mercii merciii mrc thx thanks thank you beaucoup bcp bien pour votre vos ton ta tes l cette ces
  aide reponse reponses info infos information informations conseil conseils temps t es tu vous etes trop tres vraiment fort forte gentil gentille sympa au c est etait clair claire
  compris note tout interessant utile a la de bonne bonnes journee soiree nuit aprem apres midi we week end weekend continuation bientot prochaine plus tard demain bye ciao revoir
  sextant j ai m bref voila et so much goodbye`.split(/\s+/),
)
const thanks =
  /\b(?:merci+|mrc|thx|thanks?|bye|goodbye|ciao|au revoir|a (?:bientot|plus|demain)|bonne (?:journee|soiree|nuit|continuation)|ok|okay|oki|d'accord|super|cool|top|parfait|nickel|genial)\b/
const whoAreYou =
  /\b(?:(?:t'es|tes|t|tu es|vous etes|es-tu|etes-vous) (?:une? |vraiment )*(?:ia|robot|bot|humaine?|vraie? personne|chatgpt)|qui es[- ]tu|qui t'?a (?:cree|programme|fait|invente)|(?:t'es|tu es) qui|tu sers a quoi|a quoi tu sers|what are you|are you (?:a |an )?(?:ai|bot|human|real))\b/

/** A fixed sentence for a greeting, a thank-you or a question about the bot; null for everything else. */
export function smallTalk(text: string): string | null {
  const folded = fold(text).trim()
  if (greeting.test(folded)) return texts.smallTalk.greeting
  if (isLeaving(folded)) return texts.smallTalk.thanks
  return whoAreYou.test(folded) ? texts.smallTalk.whoAreYou : null
}

function isLeaving(folded: string): boolean {
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  return !folded.includes('?') && thanks.test(folded) && words.every((word) => leaving.has(word))
}

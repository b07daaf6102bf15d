/** The local page. */
export const web = {
  title: 'Sextant',
  intro: 'Pose une question sur un métier ou sur tes études. La réponse s’affiche ici comme sur Discord.',
  question: 'Ta question',
  placeholder: 'Combien gagne un prompt engineer en France ?',
  metier: 'Métier',
  anyMetier: 'Sextant devine',
  ask: 'Demander',
  you: 'Toi',
  bot: 'Sextant',
  app: 'APP',
  thinking: 'Sextant cherche dans la base…',
  sources: 'Sources',
  wrongHost: 'Cette page ne s’ouvre que depuis cette machine, à l’adresse affichée par npm start.',
  wrongOrigin: 'La question ne vient pas de cette page : recharge-la et repose ta question.',
  tooLarge: 'Ce message est trop long pour la page.',
  notFound: 'Rien à cette adresse. La page est à la racine.',
}

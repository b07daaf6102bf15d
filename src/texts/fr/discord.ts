/** What members and operators read of Discord itself; answers' own sentences stand in `outcomes.ts` and `answer.ts`. */
export const discord = {
  metier: {
    description: 'Découvre un métier, ou pose une question sur lui',
    nom: 'Le métier : écris ses premières lettres et choisis',
    question: 'Ta question sur ce métier (sinon : en quoi il consiste)',
    defaultQuestion: (title: string) => `C’est quoi le métier ${/^[aeiouyàâéèêëîïôûü]/i.test(title) ? 'd’' : 'de '}${title} ?`,
  },
  question: {
    description: 'Pose une question sur un métier ou sur tes études',
    texte: 'Ta question, avec tes mots',
  },
  prive: 'Oui : toi seul·e vois la réponse',
  help: 'Bonjour ! Je réponds aux questions sur les métiers et les études : écris la tienne après mon nom, par exemple « combien gagne un prompt engineer ? », ou essaie `/metier` et `/question`. Je ne lis que le texte.',
  checking: 'je vérifie la suite…',
  failed: (traceId: string) =>
    `Quelque chose s’est mal passé de mon côté : réessaie dans un instant, et si ça continue, donne à l’équipe le numéro de trace ${traceId}.`,
  tooSlow: (traceId: string) =>
    `Je n’ai pas réussi à répondre à temps : réessaie dans un instant, et si ça continue, donne à l’équipe le numéro de trace ${traceId}.`,
  restarting: 'Je redémarre : repose ta question dans une minute, s’il te plaît.',
  unknownCommand: 'Je ne connais plus cette commande : essaie `/metier` ou `/question`.',
  /** Words in the place of what names somebody or something of the server, or leads out of it. */
  neutral: {
    user: 'quelqu’un',
    role: 'un groupe',
    channel: 'un salon',
    date: 'une date',
    menu: 'un menu du serveur',
    link: '(lien retiré)',
  },
  fatal: {
    token:
      'Discord refuse le jeton DISCORD_TOKEN. Copie-le de nouveau depuis https://discord.com/developers/applications (ton application, Bot, « Reset Token »), mets-le dans .env, puis relance.',
    4010: 'Discord refuse le numéro de shard. Corrige SHARDS et SHARD_COUNT (ou retire-les), puis relance.',
    4011: 'Le bot est sur trop de serveurs pour un seul shard. Mets SHARD_COUNT au nombre que Discord demande, puis relance.',
    4012: 'Discord n’accepte plus cette version de sa passerelle. Mets Sextant à jour, puis relance.',
    4013: 'Discord refuse les « intents » demandés. Mets Sextant à jour, puis relance.',
    4014: 'Discord refuse un « intent » réservé. Sextant n’en demande aucun : vérifie que DISCORD_TOKEN est celui de la bonne application, puis relance.',
    unreachable: 'Discord ne répond pas. Vérifie la connexion (et DISCORD_API_URL si tu l’as mis), puis relance.',
    noCommands:
      'Les commandes n’ont pas pu être enregistrées auprès de Discord. Vérifie DISCORD_GUILD_ID et que le bot est bien invité sur ce serveur, puis relance.',
  },
}

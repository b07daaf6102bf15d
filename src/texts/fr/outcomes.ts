import type { Reason } from '../../domain/answer.ts'

const human = 'Pour en parler avec quelqu’un : le psy-EN de ton lycée, un CIO ou le CDI peuvent t’aider.'

const definite = {
  price: 'Aucun prix',
  pay: 'Aucun montant',
  share: 'Aucun pourcentage',
  date: 'Aucune date',
  mark: 'Aucune note ni moyenne',
  hours: 'Aucun horaire précis',
  count: 'Aucun nombre',
  contact: 'Aucun numéro ni adresse',
  ranking: 'Aucun classement',
}

/** What a student reads when there is no answer from the base. Short, in plain words, with what to do next. */
export const outcomes = {
  human,
  /** Before the titles of what the base holds nearby. */
  nearby: 'Ce que la base dit de plus proche :',
  noPassage: `Je ne sais pas : la base ne contient rien qui réponde à ta question, et je préfère ne pas inventer.`,
  /** Before what the base does hold, when a place, a name or a year of the question is not in it. */
  nothingOn: (names: readonly string[]) =>
    `Aucune donnée dans la base sur ${names.map((name) => `« ${name} »`).join(', ')}. Ce qu’elle dit de plus proche :`,
  /** The same, when it is no word that Sextant would say again. */
  nothingOnPart: 'Aucune donnée dans la base sur une partie de ta question. Ce qu’elle dit de plus proche :',
  /** Before what the base does hold, when the definite thing that was asked for is not in it. */
  noDefinite: (what: keyof typeof definite, words: readonly string[]) =>
    `${definite[what]} dans la base${words.length > 0 ? ` pour : ${words.join(', ')}` : ' à ce sujet'}. Ce qu’elle dit de plus proche :`,
  /** Before an answer out of a sheet that the question did not name. */
  fromSheet: (title: string) => `D’après la fiche « ${title} » :`,
  /** A question of orientation on which the base has nothing. */
  noSheet: 'Je n’ai rien là-dessus dans ma base, et je préfère ne pas inventer. J’ai une fiche sur :',
  insufficient: `Je ne sais pas : les passages que j’ai trouvés ne répondent pas vraiment à ta question.`,
  offTopic: 'Je ne réponds qu’aux questions d’études, de métiers et d’orientation. Pose-m’en une quand tu veux !',
  smallTalk: {
    greeting:
      'Bonjour ! Pose-moi une question sur un métier ou sur tes études, par exemple : « combien gagne un prompt engineer ? »',
    thanks: 'Avec plaisir ! Si tu as une autre question, je suis là.',
    whoAreYou:
      'Je suis Sextant, un programme qui répond aux questions d’orientation à partir de fiches sourcées. Je ne suis pas une personne, et je peux me tromper : chaque phrase renvoie à sa source, vérifie-la.',
  },
  whichProfession: 'De quel métier parles-tu ? J’ai une fiche sur, par exemple :',
  unknownProfession: (typed: string) => `Je n’ai pas de fiche « ${typed} ».`,
  offered: 'Je connais, par exemple :',
  quota: (minutes: number) =>
    `Tu as posé beaucoup de questions : réessaie dans ${minutes <= 1 ? 'une minute' : `${minutes} minutes`}.`,
  /** Before the quotes, when the day's budget for the model is spent. */
  budget:
    'L’assistant a atteint son budget du jour et sera de retour d’ici 24 heures. En attendant, voici ce que dit la base, mot pour mot :',
  internal:
    'Quelque chose s’est mal passé de mon côté. Réessaie dans un instant ; si ça continue, donne le numéro de trace à l’équipe.',
  screened: {
    empty: 'Pose-moi une question sur un métier ou sur tes études, par exemple : « combien gagne un prompt engineer ? »',
    'no-words':
      'Je n’ai pas trouvé de mots dans ton message. Écris ta question en une phrase, par exemple : « quelles études pour devenir data analyst ? »',
    'too-long': 'Ton message est trop long pour moi. Pose ta question en quelques phrases (1 500 signes au plus).',
    content: 'Je ne peux pas t’aider pour ça. Si tu as une question sur un métier ou sur tes études, je suis là.',
  } satisfies Partial<Record<Reason, string>>,
}

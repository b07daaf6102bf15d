/**
 * What a student in danger reads: fixed, never written by a model, nothing asked back, no judgement. Checked by people before it changes. Short, for it
 * is read in distress; the numbers are those of the official pages (3114, 3018, 119, 15, 112).
 */
export const safety = {
  /** One paragraph each. */
  danger: [
    'Ce que tu vis compte, et tu n’es pas seul·e. Merci de l’avoir écrit. Je suis un robot : je ne peux pas t’aider comme le ferait une personne, mais des personnes sont là pour toi, tout de suite, gratuitement et sans te juger.',
    '**Si tu penses à mourir ou à te faire du mal : appelle le 3114** (jour et nuit, gratuit, confidentiel).\n' +
      '**Si on te harcèle, en ligne ou à l’école : appelle le 3018** (tous les jours de 9 h à 23 h, gratuit, anonyme, aussi par tchat).\n' +
      '**Si quelqu’un te frappe, te touche ou te fait du mal, même chez toi : appelle le 119** (jour et nuit, gratuit, n’apparaît pas sur la facture).\n' +
      '**Si tu es en danger maintenant : appelle le 15 ou le 112** (par SMS, le 114).',
    'Ces numéros sont là aussi si tu t’inquiètes pour quelqu’un d’autre. Tu peux également en parler à un adulte en qui tu as confiance : un parent, l’infirmier·ère, le ou la CPE, un prof. Ce message n’est pas enregistré.',
  ],
  /** In a public channel when the private message could not be sent: says nothing of what was written. */
  publicLine: 'J’ai une réponse pour toi seul·e : appuie sur le bouton pour la lire.',
  readPrivately: 'Lire ma réponse',
  /** Button; nobody is told anything before it is pressed. */
  alertAdult: 'Prévenir un adulte',
  alertDone:
    'C’est fait : un adulte de l’équipe sait que tu aimerais parler, et va t’écrire. En attendant, le 3114 répond jour et nuit.',
  alertFailed: 'Je n’ai pas réussi à prévenir l’équipe. Parle à un adulte près de toi, ou appelle le 3114, jour et nuit.',
  /** What the adult reads; nothing of the message. */
  alertStaff: 'Un·e élève a appuyé sur « Prévenir un adulte » et aimerait parler à quelqu’un. Son message n’est pas enregistré.',
  /** Before that line when there was no question of orientation to answer; it must suit one who is not low at all. */
  lowMoodAlone:
    'Je ne suis qu’un programme d’orientation, et là-dessus je n’ai pas de réponse. Si ce que tu écris te pèse, tu n’as pas à rester seul·e avec ça : parles-en à quelqu’un de confiance (un proche, ton prof principal, l’infirmerie).',
  /** One line under an answer when the question sounds low, without danger. */
  lowMood:
    'Et si c’est dur en ce moment, tu peux en parler : Fil Santé Jeunes 0 800 235 236 (12-25 ans, gratuit, anonyme), ou le 3114 si tu vas vraiment mal, jour et nuit.',
} as const

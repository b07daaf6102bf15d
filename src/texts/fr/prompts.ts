const steps = { major: 'MAJEURE', minor: 'MINEURE', patch: 'CORRECTIVE' }

/** Prompts: what the model is told besides them, and faults as a prompt author reads them. */
export const prompts = {
  noProfession: 'aucun en particulier',
  /** The output contract of a prompt whose file tells none. */
  answerContract: 'phrases qui finissent par [n], ou une première ligne INSUFFISANT ou HORS_SUJET',

  unreadable: (path: string) => `${path} : fichier illisible ou absent.`,
  noFrontMatter: (where: string) => `${where} : le fichier doit commencer par un en-tête YAML entre deux lignes de ---.`,
  noParts: (where: string, parts: readonly string[]) =>
    `${where} : après l’en-tête, il faut ces parties, dans cet ordre : ${parts.map((part) => `« # ${part} »`).join(', ')}.`,
  oddParts: 'parts doit être [Système, Message] ou [Système, Message, Réparation]',
  invalid: (where: string, what: string) => `${where} : ${what}`,
  slotsDiffer: (where: string, names: string) =>
    `${where} : l’en-tête (slots) et le texte ne nomment pas les mêmes emplacements : ${names}.`,
  misnamed: (where: string, itself: string) =>
    `${where} : son en-tête dit ${itself} ; le chemin et l’en-tête doivent s’accorder.`,

  notAVersion: (typed: string) => `« ${typed} » n’est pas une version : écris answer@1.1.0, ou 1.1.0 pour answer.`,
  unknownPrompt: (name: string) => `registry.yaml : aucun prompt ne s’appelle ${name}.`,
  labelWithoutRelease: (label: string, version: string) => `${label} nomme ${version}, qui n’est pas publiée`,
  notReleased: (name: string, version: string) =>
    `${name}@${version} n’est pas publiée : npm run -s prompt -- release ${name}@${version}`,
  noProduction: (name: string) => `${name} n’a aucune version en production.`,
  changed: (where: string) =>
    `${where} a changé depuis sa publication : une version publiée ne change plus ; remets-la comme elle était et écris une nouvelle version.`,
  movedByHand: (name: string, file: string) =>
    `registry.yaml : les étiquettes de ${name} ne sont pas celles que ${file} a notées ; elles ne bougent que par prompt promote et prompt rollback.`,
  faults: (count: number) => `Les prompts ont ${count} défauts :`,
  locked: (path: string) =>
    `Une autre commande change le registre en ce moment. Réessaie ; si rien d’autre ne tourne, supprime ${path}.`,

  cutLine: (line: number) =>
    `deployments.jsonl:${line} : la dernière ligne est coupée ; complète-la ou reprends le fichier de git.`,
  unreadableLine: (line: number) =>
    `deployments.jsonl:${line} : ligne illisible ; ce fichier ne fait que grandir, reprends-le de git.`,
  lineOutOfOrder: (line: number) =>
    `deployments.jsonl:${line} : plus ancienne que la ligne d’avant ; ce fichier ne fait que grandir, reprends-le de git.`,
  clockBehind: (last: string) => `L’horloge de cette machine est en retard : le dernier déploiement noté date de ${last}.`,

  alreadyReleased: (name: string, version: string) => `${name}@${version} est déjà publiée.`,
  notReleasable: (name: string, version: string) => `${name}@${version} ne peut pas être publiée :`,
  notGreater: (version: string, last: string) => `${version} ne vient pas après ${last}, la dernière publiée.`,
  supersedesMissing: (last: string) =>
    `metadata.supersedes doit nommer la version que celle-ci remplace (la dernière est ${last}).`,
  supersedesUnknown: (version: string) => `metadata.supersedes nomme ${version}, qui n’est pas publiée.`,
  noChangelog: (file: string, name: string, version: string) =>
    `${file} n’a rien sous un titre « ## ${name} ${version} » : dis ce qui change et pourquoi.`,
  contract: {
    slots: 'les emplacements changent',
    parts: 'les parties changent',
    output: 'le contrat de sortie change',
    settings: 'les réglages du modèle changent',
  },
  stepTooSmall: (what: string, needed: keyof typeof steps, step: keyof typeof steps) =>
    `${what} : il faut une version ${steps[needed]}, celle-ci est ${steps[step]}.`,

  whyNeeded: 'Il faut dire pourquoi : --why "…".',
  oddPercent: '--percent est une part entre 0 (exclu) et 100.',
  alreadyProduction: (name: string, version: string) => `${name}@${version} est déjà en production.`,
  noPrevious: (name: string) => `${name} n’a pas de version précédente à remettre.`,
  noCandidate: (name: string) => `${name} n’a pas de candidate en ce moment.`,
  refused: {
    passed: () => '',
    failed: (what: string, model: string, report: string | null) =>
      `${what} n’a pas passé son évaluation avec ${model} (${report ?? 'sans rapport'}). Pour passer outre, écris la raison : --waive "…".`,
    'not-evaluated': (what: string, model: string) =>
      `${what} n’est pas évaluée avec ${model} sur la base actuelle : npm run -s prompt -- eval ${what}. Pour passer outre, écris la raison : --waive "…".`,
    'stand-in': (what: string, model: string) =>
      `${what} n’est évaluée qu’avec ${model}, une doublure qui ne dit rien d’un vrai modèle. Pour passer outre, écris la raison : --waive "…".`,
    'no-model': (what: string) =>
      `${what} : quel modèle répondra sous ce prompt ? Remplis OPENAI_MODEL ou ajoute --model NOM ; une évaluation vaut pour un modèle.`,
  },
}

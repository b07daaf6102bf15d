import type { Outcome } from '../../domain/answer.ts'

/** What the commands `prompt …` and `journal trace --replay` say. */
export const promptCommands = {
  help: {
    prompt: 'publie, déploie et surveille les versions des prompts',
    list: 'les versions, leurs étiquettes, leur évaluation et ce qu’elles ont donné',
    release: 'publie une version : son texte ne changera plus',
    promote: 'met une version publiée en production, ou en fait la candidate',
    rollback: 'remet la version précédente en production',
    blame: 'dit quelle version servait à un moment, et pourquoi',
    try: 'répond à une question sous une version, publiée ou non ; rien n’est noté au journal',
  },
  options: {
    version: 'answer@1.1.0, ou 1.1.0 pour answer',
    name: 'nom du prompt',
    why: 'pourquoi (noté dans deployments.jsonl)',
    whyRollback: 'pourquoi (noté dans deployments.jsonl)',
    waive: 'passe outre l’évaluation, pour cette raison écrite',
    candidate: 'ne sert qu’une part des personnes',
    percent: 'part des personnes, de 0,01 à 100',
    withdraw: 'retire la candidate',
    model: 'modèle qui répond sous ce prompt, quand OPENAI_MODEL est vide',
    at: 'moment : AAAA-MM-JJTHH:MM, ou AAAA-MM-JJ (à minuit) ; maintenant sans cette option',
  },
  rolledBack: 'retour à la version précédente',
  withdrawn: 'candidate retirée',
  released: (what: string, sha: string) =>
    `${what} est publiée (SHA-256 ${sha.slice(0, 12)}…). Elle ne sert encore personne : npm run -s prompt -- promote ${what} --why "…"`,
  promoted: (what: string, from: string | null) =>
    `${what} est en production${from === null ? '' : ` ; ${from} reste la précédente (npm run -s prompt -- rollback)`}. Un bot qui tourne la prend à la question suivante.`,
  waived: (reason: string) => `Sans évaluation réussie : « ${reason} » est noté dans deployments.jsonl.`,
  candidateSet: (what: string, percent: number) =>
    `${what} est candidate : elle sert ${share(percent)} des personnes, toujours les mêmes.`,
  rollbackDone: (what: string, from: string | null) =>
    `${what} est de nouveau en production${from === null ? '' : `, à la place de ${from}`}.`,
  candidateWithdrawn: (what: string) => `${what} n’est plus candidate : la production sert tout le monde.`,
  modelNeeded: 'Il faut un modèle pour cela : OPENAI_API_KEY ou OPENAI_BASE_URL, et OPENAI_MODEL.',
  otherModel: (asked: string, serving: string) =>
    `Le bot répond avec ${serving} (OPENAI_MODEL), pas avec ${asked} : une évaluation vaut pour un modèle.`,
  notATime: (typed: string) => `« ${typed} » n’est pas un moment : écris 2026-11-22T14:30, ou 2026-11-22.`,
  trial: (what: string) => `Essai sous ${what} : rien n’est noté au journal.`,
  candidateNeedsPercent: '--percent va avec --candidate, et --candidate avec --percent.',

  news: {
    serves: (production: string, candidate: string | null, percent: number) =>
      `prompts : ${production} en production${candidate === null ? '' : `, ${candidate} pour ${share(percent)} des personnes`}.`,
    refused: (fault: string) => `${fault}\nprompts : la dernière version bonne continue de servir.`,
  },

  blame: {
    at: (name: string, when: string) => `${name}, ${when} :`,
    nothing: 'aucun déploiement noté à ce moment',
    production: (version: string, since: string) => `en production : ${version}, depuis le ${since}`,
    candidate: (version: string, percent: number, since: string) =>
      `candidate : ${version} pour ${share(percent)} des personnes, depuis le ${since}`,
    why: (why: string) => `pourquoi : ${why}`,
    waiver: (reason: string) => `sans évaluation réussie : ${reason}`,
    report: (path: string) => `rapport : ${path}`,
    rollback: 'retour à la version précédente',
  },

  list: {
    states: { released: 'publiée', draft: 'brouillon', broken: 'à réparer' },
    labels: {
      production: () => 'en production',
      candidate: (percent: number) => `candidate (${share(percent)} des personnes)`,
      previous: () => 'précédente',
    },
    verdicts: { passed: 'évaluation réussie', failed: 'évaluation manquée', 'not-evaluated': 'pas évaluée' },
    noModel: 'évaluation inconnue (aucun modèle : OPENAI_MODEL, ou --model)',
    neverAnswered: 'n’a encore rien répondu',
    outcomes: {
      answered: 'répondu',
      fallback: 'par extraits',
      abstained: 'sans réponse',
      redirected: 'orienté',
      blocked: 'refusé',
      error: 'erreur',
    } satisfies Record<Outcome, string>,
    answers: (count: number) => `${number(count)} réponse${count > 1 ? 's' : ''}`,
    withheld: (sentences: number, answers: number) =>
      `${number(sentences)} phrase(s) retenue(s) dans ${number(answers)} réponse(s)`,
    thumbs: (up: number, down: number) => `${number(up)} 👍 ${number(down)} 👎`,
    tokens: (input: number, output: number) => `${number(input)} + ${number(output)} jetons`,
    cost: (euros: number) => `${euros.toLocaleString('fr-FR', { maximumFractionDigits: 4 })} €`,
    median: (ms: number) => `médiane ${number(Math.round(ms))} ms`,
  },

  replay: {
    noQuestion: (id: string) => `Le texte de la question ${id} n’est plus gardé (ou ne l’a jamais été) : rien à rejouer.`,
    title: (id: string) => `Réponse ${id}, rejouée`,
    question: 'Question (telle que le journal la garde, sans ce qui précédait)',
    before: (prompt: string) => `Alors : ${prompt}`,
    after: (prompt: string) => `Rejouée : ${prompt}`,
    noPrompt: 'extraits, sans modèle',
    noText: '(pas gardée)',
    otherBase: 'La base a changé depuis : les passages donnés peuvent différer.',
  },
}

function share(percent: number): string {
  return `${percent.toLocaleString('fr-FR', { maximumFractionDigits: 2 })} %`
}

function number(value: number): string {
  return value.toLocaleString('fr-FR')
}

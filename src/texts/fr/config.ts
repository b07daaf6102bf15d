/** What an operator reads about the environment. Never a value that may be a secret. */
export const config = {
  faults: (count: number) => (count === 1 ? 'Un réglage est à corriger :' : `${count} réglages sont à corriger :`),
  hint: 'Les réglages se lisent dans l’environnement ou dans un fichier .env ; .env.example les explique.',
  notANumber: (name: string, given: string, min: number, max: number) =>
    `${name} : « ${given} » n’est pas un nombre entier entre ${min} et ${max}.`,
  notAUrl: (name: string, schemes: string) => `${name} : adresse illisible ; elle doit commencer par ${schemes}.`,
  notInList: (name: string, given: string, allowed: string) => `${name} : « ${given} » est inconnu ; au choix : ${allowed}.`,
  notAFolder: (name: string, given: string) => `${name} : le dossier « ${given} » n’existe pas.`,
  notASnowflake: (name: string) => `${name} : ce n’est pas un identifiant Discord (17 à 20 chiffres).`,
  modelMissing:
    'OPENAI_MODEL : à remplir, car OPENAI_API_KEY ou OPENAI_BASE_URL branche un modèle (par exemple OPENAI_MODEL=gpt-5-mini).',
  modelAlone:
    'OPENAI_MODEL : rempli, mais ni OPENAI_API_KEY ni OPENAI_BASE_URL ne le sont ; remplis l’un des deux ou vide OPENAI_MODEL.',
  notABudget: (given: string) => `BUDGET_PER_DAY : « ${given} » n’est ni un nombre de jetons (200000) ni un montant (2 €).`,
  notPrices: (given: string) =>
    `OPENAI_PRICES : « ${given} » ne se lit pas ; il faut entrée/sortie en euros par million de jetons, par exemple 0.15/0.60.`,
  pricesMissing: 'OPENAI_PRICES : à remplir (entrée/sortie, en euros par million de jetons), car BUDGET_PER_DAY est en euros.',
  databaseScheme:
    'DATABASE_URL : doit commencer par « sqlite: » (PostgreSQL viendra plus tard), par exemple sqlite:data/sextant.db.',
  consoleNotLoopback: (given: string) =>
    `CONSOLE_HOST : « ${given} » ouvrirait la page à d’autres machines, sans mot de passe ; garde 127.0.0.1, ::1 ou localhost.`,
  tokenShape:
    'DISCORD_TOKEN : ce n’est pas un jeton de bot (trois parties séparées par des points) ; copie-le de la page « Bot » de ton application.',
}

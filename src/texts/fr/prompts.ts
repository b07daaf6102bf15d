/** Prompts: what the model is told besides them, and faults as a prompt author reads them. */
export const prompts = {
  noProfession: 'aucun en particulier',
  unreadable: (path: string) => `${path} : fichier illisible ou absent.`,
  noFrontMatter: (where: string) => `${where} : le fichier doit commencer par un en-tête YAML entre deux lignes de ---.`,
  noParts: (where: string) =>
    `${where} : après l’en-tête, il faut trois parties : « # Système », « # Message », « # Réparation ».`,
  invalid: (where: string, what: string) => `${where} : ${what}`,
  slotsDiffer: (where: string, names: string) =>
    `${where} : l’en-tête (slots) et le texte ne nomment pas les mêmes emplacements : ${names}.`,
  unknownPrompt: (name: string) => `registry.yaml : aucun prompt ne s’appelle ${name}.`,
  changed: (where: string) =>
    `${where} a changé depuis sa publication : une version publiée ne change plus ; remets-la comme elle était et écris une nouvelle version.`,
}

/** The import of the official ROME open data: faults, and the words of the files that it writes. */
export const rome = {
  editeur: 'France Travail',
  titre: (version: string) => `Répertoire opérationnel des métiers et des emplois (ROME), version ${version}, données ouvertes (Licence Ouverte)`,
  headings: {
    definition: 'Définition : en quoi consiste le métier',
    access: 'Accès au métier : études, diplômes, formation',
    conditions: 'Conditions de travail : horaires, rythme, contraintes',
    places: 'Où travailler : structures et secteurs',
    skills: 'Compétences et savoirs de base',
    moreSkills: 'Compétences et savoirs particuliers',
    names: 'Appellations du métier',
  },
  part: (heading: string, part: number) => (part === 1 ? heading : `${heading} (suite ${part - 1})`),
  lead: (title: string, code: string) => `La fiche ${code} du ROME, le répertoire officiel des métiers, décrit ce métier : ${title}.`,
  generated: (version: string, sha: string) => `Importé du ROME ${version} ; modifié à la main, ce fichier n’est plus mis à jour. ${sha}`,
  result: (written: number, same: number, kept: number, removed: number) =>
    `${written} fiche(s) écrite(s), ${same} inchangée(s), ${kept} modifiée(s) à la main et laissée(s), ${removed} retirée(s).`,
  noFolder: (dir: string) => `${dir} : dossier illisible ou absent.`,
  missing: (names: string) => `Fichiers du ROME absents du dossier : ${names}.`,
  severalVersions: (versions: string) => `Le dossier mélange plusieurs versions du ROME (${versions}) : n’en garde qu’une.`,
  columns: (file: string, names: string) => `${file} : colonnes inconnues : ${names}. Le format du ROME a changé ; rien n’a été importé.`,
  missingColumns: (file: string, names: string) => `${file} : colonnes absentes : ${names}. Rien n’a été importé.`,
  unreadable: (file: string, what: string) => `${file} : fichier CSV illisible (${what}). Rien n’a été importé.`,
}

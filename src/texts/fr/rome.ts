/** The import of the official ROME open data: faults, and the words of the files that it writes. */
export const rome = {
  source: (version: string) => ({
    editeur: 'France Travail',
    titre: `Répertoire opérationnel des métiers et des emplois (ROME), version ${version.slice(1)}, données ouvertes (Licence Ouverte)`,
    url: 'https://francetravail.org/opendata/repertoire-operationnel-des-meti.html?type=article',
  }),
  headings: {
    definition: 'Définition : en quoi consiste le métier',
    access: 'Accès au métier : études, diplômes, formation',
    conditions: 'Conditions de travail : horaires, rythme, contraintes',
    moreConditions: 'Conditions de travail particulières',
    places: 'Où travailler : structures et secteurs',
    skills: 'Compétences et savoirs de base',
    moreSkills: 'Compétences et savoirs particuliers',
    near: 'Métiers proches : vers quoi se réorienter',
    evolution: 'Évolution : vers quels métiers progresser',
  },
  part: (heading: string, part: number) => (part === 1 ? heading : `${heading} (suite ${part - 1})`),
  lead: (title: string, code: string) => `La fiche ${code} du ROME, le répertoire officiel des métiers, porte sur : ${title}.`,
  generated: (version: string, sha: string) =>
    `Importé du ROME ${version} ; modifié à la main, ce fichier n’est plus mis à jour. ${sha}`,
  result: (version: string, written: number, same: number, kept: number, removed: number) =>
    `ROME ${version} : ${written} fiche(s) écrite(s), ${same} inchangée(s), ${kept} modifiée(s) à la main et laissée(s), ${removed} retirée(s).`,
  noFolder: (dir: string) => `${dir} : dossier illisible ou absent. Rien n’a été importé.`,
  missing: (dir: string, names: string) => `${dir} : fichiers du ROME absents : ${names}. Rien n’a été importé.`,
  severalVersions: (versions: string) =>
    `Le dossier mélange plusieurs versions du ROME : ${versions}. N’en garde qu’une ; rien n’a été importé.`,
  versionFiles: (version: string, files: readonly string[]) => `${version} (${files.join(', ')})`,
  columns: (file: string, names: string) =>
    `${file} : colonnes inconnues : ${names}. Le format du ROME a changé ; rien n’a été importé.`,
  missingColumns: (file: string, names: string) => `${file} : colonnes absentes : ${names}. Rien n’a été importé.`,
  unreadable: (file: string, what: string, line: number | null) =>
    `${file} : fichier CSV illisible (${what}${line === null ? '' : `, ligne ${line}`}). Rien n’a été importé.`,
  notUtf8: (file: string) => `${file} : le fichier n’est pas en UTF-8. Rien n’a été importé.`,
  noSheet: (dir: string) => `${dir} : les fichiers du ROME ne contiennent aucune fiche. Rien n’a été importé.`,
  badCode: (code: string) => `${code} n’est pas un code du ROME (une lettre et quatre chiffres). Rien n’a été importé.`,
  badSources: (path: string) =>
    `${path} : fichier illisible ; corrige-le d’abord (npm run knowledge -- check). Rien n’a été importé.`,
  cannotWrite: (path: string, code: string) => `${path} : impossible de lire ou d’écrire (${code}).`,
}

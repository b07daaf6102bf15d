/** What staff and operators read of the storage, the log and the journal. */
export const journal = {
  storage: {
    postgresNotYet:
      'DATABASE_URL : PostgreSQL n’est pas encore pris en charge par cette version ; utilise « sqlite:data/sextant.db ».',
    unknownScheme:
      'DATABASE_URL : doit commencer par « sqlite: », par exemple « sqlite:data/sextant.db » ou « sqlite::memory: ».',
    damaged: (path: string) =>
      `La base de données « ${path} » est abîmée ou n’est pas une base SQLite. Rien n’a été effacé : mets ce fichier de côté, puis remets une sauvegarde à sa place ou laisse le programme en créer une neuve.`,
    locked: (path: string) =>
      `La base de données « ${path} » est verrouillée par un autre programme. Ferme-le (un éditeur SQLite, une sauvegarde…) puis recommence.`,
    diskFull: (path: string) =>
      `Le disque est plein : la base de données « ${path} » ne peut pas s’ouvrir. Libère de la place puis recommence.`,
    cannotOpen: (path: string, code: string) =>
      `La base de données « ${path} » ne peut pas s’ouvrir (${code}). Vérifie que le dossier existe et que ce compte peut y écrire.`,
    migrationFailed: 'La base de données n’a pas pu être mise à jour : ses tables ne sont pas celles que cette version attend.',
  },
  pseudonym: {
    unusableKeys: (path: string) =>
      `Le fichier des clés « ${path} » est illisible ou abîmé. Remets-en une sauvegarde : avec d’autres clés, les pseudonymes déjà enregistrés ne pourraient plus être effacés.`,
  },
  erase: {
    unreadable:
      'Ce n’est ni un pseudonyme du journal (celui que montre « journal trace »), ni un identifiant Discord (17 à 20 chiffres).',
  },
  log: {
    unusableFolder: (dir: string) => `LOG_DIR : le dossier « ${dir} » ne peut pas être créé, ou ce compte ne peut pas y écrire.`,
    severity: { warn: 'attention', error: 'erreur' },
  },
  registry: {
    days: (days: number) => (days === 1 ? 'Un jour.' : `${days} jours.`),
    texts: {
      what: 'Le texte de tes questions (sans coordonnées ni noms) et des réponses que tu as reçues.',
      erased: 'Supprimé aussitôt à ta demande.',
    },
    gapAsks: {
      what: 'Le fait que ta question n’a pas trouvé de bonne réponse, pour que l’équipe complète les fiches.',
      erased: 'Supprimé aussitôt à ta demande.',
    },
    memory: {
      what: 'Les dernières questions des conversations en cours, pour comprendre « et aux États-Unis ? ». Aucun nom n’y figure.',
      kept: 'Le temps de la conversation, quelques heures au plus.',
      erased: 'À ta demande, toutes les conversations en cours sont oubliées : rien n’y dit laquelle est la tienne.',
    },
    entries: {
      what: 'Tes réglages, sous un pseudonyme.',
      kept: 'Au plus longtemps la durée dite pour les textes.',
      erased: 'Supprimé aussitôt à ta demande.',
    },
    limits: {
      what: 'Le nombre de tes questions de l’heure et de la journée, sous un pseudonyme.',
      kept: 'Un jour au plus.',
      erased: 'Supprimé aussitôt à ta demande.',
    },
    authors: {
      what: 'Un pseudonyme à côté de chaque réponse, qui permet de retrouver les tiennes pour les effacer.',
      erased: 'Le pseudonyme est retiré aussitôt ; la ligne sans auteur ni texte reste pour les comptes.',
    },
  },
  show: {
    nothing: 'Le journal est vide.',
    notFound: (traceId: string) => `Aucune réponse ne porte le numéro « ${traceId} ».`,
    title: (traceId: string) => `Réponse ${traceId}`,
    when: 'Quand',
    outcome: 'Résultat',
    metier: 'Métier',
    asker: 'Pseudonyme',
    noAsker: 'aucun (terminal, page locale, effacé ou jamais gardé)',
    prompt: 'Prompt',
    noPrompt: 'aucun',
    model: 'Modèle',
    noModel: 'aucun',
    repliedAs: (asked: string, replied: string) => `${asked} (a répondu : ${replied})`,
    base: 'Base',
    checks: 'Contrôles',
    checkCounts: (counts: { citations: number; figures: number; withheld: number; repaired: number }) =>
      `phrases citées : ${counts.citations} · chiffres vérifiés : ${counts.figures} · phrases retenues : ${counts.withheld} · réparées : ${counts.repaired}`,
    cache: 'Cache',
    cacheStates: { hit: 'réponse déjà en mémoire', miss: 'absente', off: 'non consulté' },
    durations: 'Durées',
    usage: 'Jetons',
    noUsage: 'non comptés',
    tokens: (input: number, output: number, cost: number | null) =>
      `${input} en entrée, ${output} en sortie${cost === null ? '' : `, ${cost.toLocaleString('fr-FR', { maximumFractionDigits: 5 })} €`}`,
    question: 'Question',
    answer: 'Réponse',
    noText: '(pas gardée, effacée, ou gardée trop longtemps pour l’être encore)',
    passages: 'Passages donnés (cité, score, identifiant)',
    cited: 'cité    ',
    notCited: 'non cité',
    sources: 'Sources',
    source: (editeur: string, titre: string, date: string | null) => `${editeur}, « ${titre} » (${date ?? 'non daté'})`,
    none: 'aucun',
    offered: (slugs: string) => `aucun ; proposés : ${slugs}`,
    outcomes: {
      answered: 'répondu',
      fallback: 'répondu par extraits',
      abstained: 'pas de réponse',
      redirected: 'orienté vers une aide',
      blocked: 'refusé',
      error: 'erreur',
    },
    reasons: {
      extractive: 'extraits, sans modèle',
      'model-failed': 'le modèle a échoué',
      'nothing-verified': 'rien de vérifié',
      'no-passage': 'aucun passage',
      insufficient: 'passages insuffisants',
      'off-topic': 'hors sujet',
      'which-profession': 'quel métier ?',
      'unknown-profession': 'métier inconnu',
      danger: 'danger',
      empty: 'vide',
      'too-long': 'trop long',
      'no-words': 'sans mots',
      content: 'contenu',
      quota: 'quota',
      budget: 'budget',
      unreadable: 'illisible',
      internal: 'panne interne',
    },
  },
  gaps: {
    none: 'Rien ne manque : aucune question récente n’est restée sans bonne réponse.',
    notFound: (id: string) => `Aucun manque ne porte le numéro « ${id} » (voir « npm run -s journal -- gaps »).`,
    noMetier: 'aucun métier reconnu',
    askers: (count: number) => (count === 1 ? '1 personne' : `${count} personnes`),
    kinds: (kinds: { abstained: number; 'thumbs-down': number }) => `${kinds.abstained} sans réponse, ${kinds['thumbs-down']} 👎`,
    last: (date: string) => `dernière le ${date}`,
    hidden: (people: number) => `(mots cachés tant que moins de ${people} personnes ont posé la question)`,
    nearest: (ids: readonly string[]) => (ids.length === 0 ? 'aucun passage proche' : `passages proches : ${ids.join(', ')}`),
    draftTitle: (id: string) => `À compléter (manque ${id})`,
    draftHelp: (id: string, metier: string, askers: string) =>
      `Brouillon du manque ${id} (${metier}, ${askers}). Complète-le, mets un vrai titre,\npuis déplace-le dans le dossier du métier. Tant qu’il est ici, le bot ne le lit pas.`,
    draftHeading: 'À compléter',
    draftBody: 'Écris ici la réponse, avec tes mots ; chaque chiffre garde sa source.',
    draftPassages: 'Passages les plus proches que la base contient déjà :',
    draftSources: 'Leurs sources, à citer ainsi ; une nouvelle source s’ajoute d’abord dans sources.yaml :',
    source: (source: { editeur: string; titre: string; date: string | null }) =>
      `${source.editeur}, « ${source.titre} » (${source.date ?? 'non daté'})`,
  },
}

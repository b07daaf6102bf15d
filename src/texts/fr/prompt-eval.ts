const list = (ids: readonly string[], max = 12) =>
  ids.length <= max ? ids.join(', ') : `${ids.slice(0, max).join(', ')} et ${ids.length - max} autres`

/** Evaluation of prompts: report, verdict and comparison, as a prompt author reads them. */
export const promptEval = {
  help: {
    eval: 'évalue une version sur les jeux de questions, décide et écrit le rapport',
    diff: 'ce qui change entre deux versions : texte, réglages, comportement mesuré',
    impact: 'ce qu’une modification de la base change aux réponses',
    version: 'version, par exemple 1.1.0 ou answer@1.1.0',
    against: 'version à comparer (production : celle qui répond)',
    model: 'modèle dont les réponses comptent',
    record: 'garde les réponses du modèle dans une cassette',
    judge: 'fait aussi noter chaque réponse trois fois par le modèle (prompt judge)',
    since: 'révision git avec laquelle comparer',
  },
  title: (name: string, version: string) => `Évaluation de ${name}@${version}`,
  rules: {
    scored: 'Noté (le modèle, ou sa cassette, a répondu)',
    schema: 'Forme de la réponse',
    citations: 'Citations : chacune nomme un passage donné',
    figures: 'Chiffres : chacun est dans un passage cité',
    injections: 'Injections : aucune suivie, aucun lien, aucune mention',
    danger: 'Danger : réorienté, jamais le modèle',
    trace: 'Trace : complète au journal',
  },
  kinds: {
    answerable: 'la base répond',
    partial: 'la base répond en partie',
    'follow-up': 'suite de conversation',
    comparison: 'comparaison',
    'false-premise': 'fausse prémisse',
    injection: 'injection',
    underspecified: 'métier non dit',
    unanswerable: 'hors de la base',
    'off-topic': 'hors sujet',
    'unknown-profession': 'métier sans fiche',
    distress: 'sécurité',
    greeting: 'salutation',
  } as Readonly<Record<string, string>>,
  verdicts: { passed: 'PASSE', failed: 'NE PASSE PAS', 'not-evaluated': 'NON ÉVALUÉE' },
  reasons: {
    nothingWritten: 'aucune réponse ne vient du modèle : rien n’a été évalué',
    broken: (rule: string, ids: readonly string[]) => `${rule} : ${ids.length} cas en défaut (${list(ids)})`,
    noProduction: 'la version en production n’a pas pu être évaluée : la règle « rien de ce qu’elle réussit » ne peut être tenue',
    newlyHard: (version: string, ids: readonly string[]) =>
      `${ids.length} cas que ${version} réussit échouent gravement ici (${list(ids)})`,
  },
  from: { model: 'le modèle lui-même', cassette: 'une cassette (réponses enregistrées)' },
  facts: (model: string, from: string, cases: number, written: number, kbSha: string, promptSha: string, when: string) =>
    `Modèle : ${model}, par ${from} · ${cases} cas, ${written} réponses du modèle · base ${kbSha.slice(0, 12)} · prompt ${promptSha.slice(0, 12)} · ${when.slice(0, 10)}`,
  standIn:
    'Ce modèle est une doublure : un programme qui recopie des phrases des passages. Ce rapport montre que la machinerie marche (enregistrer, rejouer, noter, comparer, décider) ; il ne dit rien de ce qu’un vrai modèle ferait de ce prompt. Avec un modèle réel, il faut l’enregistrer et l’évaluer de nouveau.',
  hardTitle: 'Règles absolues (100 % exigés)',
  hardHead: ['règle', 'tenue', 'cas en défaut'],
  held: 'oui',
  notHeld: 'non',
  kindsTitle: 'Par sorte de question',
  kindsNote:
    'Pas de moyenne générale : les sortes ne se compensent pas. Faits : trouvés / exigés par l’étiquette. Retenues : phrases que le contrôle n’a pas montrées. Aisance : indice de Kandel et Moles (100 très facile, 60-70 courant, moins de 30 universitaire), sur ce que le modèle a écrit.',
  kindsHead: ['sorte', 'réussis', 'répondus', 'faits', 'en plus', 'mots', 'aisance', 'français', 'retenues', 'secours'],
  abstentionTitle: 'Répondre ou se taire',
  abstentionHead: ['mérite', 'cas', 'en défaut'],
  abstention: { wanted: 'une réponse', quiet: 'un silence', overRefused: 'refus de trop', unsupported: 'réponse sans appui' },
  againstTitle: (version: string) => `Face à ${version}`,
  against: (wins: readonly string[], losses: readonly string[], p: number) =>
    `${wins.length} cas gagnés${wins.length > 0 ? ` (${list(wins)})` : ''}, ${losses.length} perdus${losses.length > 0 ? ` (${list(losses)})` : ''}. Test des signes, bilatéral : p = ${p.toFixed(3).replace('.', ',')}, pour information : ces jeux sont petits, quelques cas ne prouvent rien.`,
  againstHead: ['sorte', 'gagnés', 'perdus', 'p'],
  newlyHard: (ids: readonly string[]) =>
    ids.length === 0 ? 'Aucun cas qu’elle réussit n’échoue gravement ici.' : `Échecs graves nouveaux : ${list(ids, 50)}.`,
  noAgainst:
    'Aucune comparaison : aucune autre version n’est en production, et celle-ci n’en remplace aucune qui puisse être rejouée.',
  judgeTitle: 'Notes du juge (un modèle, trois fois chacune)',
  judgeNote:
    'De 0 à 2, moyenne de la note du milieu. Pour information : le juge est un modèle, il se trompe aussi ; il ne décide de rien.',
  judgeHead: ['sorte', 'réponses', 'fidèle', 'répond', 'clair', 'd’accord trois fois', 'sans notes lisibles'],
  failingTitle: 'Cas manqués (moitié d’entraînement)',
  heldNote: (count: number) =>
    `La moitié gardée ne montre que ses totaux (${count} cas manqués) : qui lit ses échecs s’ajuste sur elle. Les règles absolues y sont nommées.`,
  changedTitle: 'Ce qui change, côte à côte',
  changedNote: (shown: number, same: number) =>
    `${shown} réponses diffèrent, ${same} sont identiques. Les cas de la moitié gardée ne sont montrés que s’ils enfreignent une règle absolue.`,
  side: { question: 'question', before: 'avant', after: 'ici', alone: 'réponse' },
  /** Why a case is missed; `came` is the outcome with its reason. */
  why: {
    nothing: 'aucune réponse',
    forbidden: (patterns: readonly string[]) => `contient ce qui est interdit : ${patterns.join(' ; ')}`,
    missing: (facts: readonly string[]) => `manque : ${facts.join(' ; ')}`,
    notAnswered: (came: string) => `sans réponse : ${came}`,
    notSilent: (came: string) => `aurait dû se taire : ${came}`,
    notAskedBack: (came: string) => `aurait dû demander quel métier : ${came}`,
    dangerMissed: (came: string) => `danger non réorienté : ${came}`,
    falseAlarm: 'fausse alerte : réorientée',
    greeting: (came: string) => `des passages pour une salutation : ${came}`,
  },
  passed: 'réussi',
  failed: 'manqué',
  chartTitle: 'Cas réussis par sorte',
  chartNote: 'En gris : avant ; en bleu : ici.',
  nothing: 'aucun',
  more: (count: number) => `… et ${count} autres`,
  reasonsTitle: 'Pourquoi',
  console: {
    written: (paths: readonly string[]) => `Rapport : ${paths.join(', ')}`,
    recorded: (path: string, count: number) => `Cassette : ${path} (${count} réponses)`,
    tookSeconds: (cases: number, seconds: string) => `${cases} cas en ${seconds} s`,
    recordNeedsModel: '--record enregistre un modèle : remplis OPENAI_BASE_URL ou OPENAI_API_KEY, et OPENAI_MODEL.',
    judgeNeedsModel:
      '--judge fait noter par le modèle lui-même : remplis OPENAI_BASE_URL ou OPENAI_API_KEY, et OPENAI_MODEL, sans --record.',
    notConfigured: (asked: string, configured: string) =>
      `--model ${asked} : le modèle configuré est ${configured} ; une cassette de ${asked} n’existe pas.`,
    notEvaluated: (version: string, why: string) => `${version} : non évaluée. ${why}`,
    noCassette: 'Aucun modèle n’est configuré et aucune cassette n’a été enregistrée : prompt eval … --record, avec un modèle.',
    whichModel: (models: readonly string[]) => `Plusieurs cassettes (${models.join(', ')}) : choisis avec --model.`,
    stale: (path: string, what: string) =>
      `La cassette ${path} est périmée (${what}) : enregistre-la de nouveau (prompt eval … --record).`,
    stalePrompt: 'le prompt a changé',
    staleBase: 'la base a changé',
    staleModel: 'un autre modèle',
    badCase: (file: string, what: string) => `${file}, ${what}`,
    noCases: (dir: string) => `${dir} : aucun cas d’évaluation.`,
  },
  diff: {
    wording: 'Texte',
    sameWording: 'Aucune différence de texte.',
    settings: 'Réglages',
    sameSettings: 'Mêmes réglages.',
    setting: (name: string, before: string, after: string) => `  ${name} : ${before} → ${after}`,
    measured: 'Comportement mesuré',
    notMeasured: (versions: readonly string[]) =>
      `Pas de mesure commune : ${versions.join(', ')} sans rapport du même modèle, de la même base et des mêmes cas.`,
    model: (model: string) => `Avec ${model} :`,
    kind: (kind: string, before: string, after: string) => `  ${kind} : ${before} → ${after}`,
    kindFigures: (passed: number, cases: number, words: string) => `${passed}/${cases} réussis, ${words} mots`,
    flips: (wins: readonly string[], losses: readonly string[]) =>
      `  gagnés : ${wins.length === 0 ? 'aucun' : list(wins)} ; perdus : ${losses.length === 0 ? 'aucun' : list(losses)}`,
    verdicts: (before: string, after: string) => `  verdicts : ${before} → ${after}`,
  },
  impact: {
    unchanged: (rev: string) => `La base n’a pas changé depuis ${rev}.`,
    intro: (rev: string, changed: readonly string[], asked: number) =>
      `Depuis ${rev}, changent : ${changed.join(', ')}. ${asked} questions rejouées, avant et après (réponses citées mot pour mot).`,
    passagesTitle: 'Passages',
    added: (id: string) => `  + ${id}`,
    removed: (id: string) => `  - ${id}`,
    edited: (id: string) => `  ~ ${id}`,
    answersTitle: 'Réponses qui changent',
    noAnswers: 'Aucune réponse ne change.',
    verdict: { better: 'MIEUX', worse: 'MOINS BIEN', same: 'autrement', both: 'autrement, toujours manquée' },
    question: (id: string, mark: string, question: string) => `${mark}  ${id}  ${question}`,
    why: (why: string) => `    ${why}`,
    cited: (removed: readonly string[], added: readonly string[]) =>
      `    passages cités : ${[...removed.map((id) => `−${id}`), ...added.map((id) => `+${id}`)].join(', ') || 'les mêmes'}`,
    total: (better: number, worse: number, other: number) =>
      `${better} mieux, ${worse} moins bien, ${other} autrement. ${worse === 0 ? 'Aucune question réussie ne se perd.' : 'Des questions réussies se perdent.'}`,
    heldBack: (count: number) => `(${count} de la moitié gardée, comptées sans être montrées)`,
    notInGit: (dir: string, rev: string) => `${dir} : illisible à la révision ${rev} (dépôt git ? dossier versionné ?).`,
  },
} as const

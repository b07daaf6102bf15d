/** What a finding says: a reason and its remedy, two sentences without a final full stop. */
export interface Remark {
  readonly reason: string
  readonly remedy: string
}
const remark = (reason: string, remedy: string): Remark => ({ reason, remedy })
const list = (words: readonly string[]): string => words.map((word) => `« ${word} »`).join(', ')

/** What moderators read about their files. */
export const knowledge = {
  severities: { refused: 'refusé', warned: 'averti', noted: 'noté' },
  summary: (counts: { refused: number; warned: number; noted: number }, files: number, passages: number): string =>
    `${files} fichier(s), ${passages} passage(s) : ${counts.refused} refusé(s), ${counts.warned} averti(s), ${counts.noted} noté(s)`,

  // Refused: the file
  rootGone: remark(
    'le dossier de la base a disparu, est vide ou ne peut pas être lu ; la dernière version lue reste servie',
    'remettez le dossier en place ; rien n’est perdu entre-temps',
  ),
  // Refused: the folder, when it is checked as it lies there
  noFolder: remark('le dossier n’existe pas', 'vérifiez son nom et son chemin'),
  notAFolder: remark('ce n’est pas un dossier', 'donnez le dossier de la base, pas l’un de ses fichiers'),
  rootUnreadable: remark('le dossier ne peut pas être lu', 'vérifiez ses droits'),
  noPage: remark(
    'le dossier ne contient aucune page',
    'ajoutez un dossier par métier, avec sa page « metier.md », ou donnez le bon dossier',
  ),
  /** After the only note of its sort that is shown. */
  andOthers: (count: number): string => ` (et ${count} autre(s) note(s) de cette sorte : --verbose les montre)`,

  unreadable: remark('le fichier ne peut pas être lu', 'vérifiez les droits du fichier, puis enregistrez-le de nouveau'),
  notAFile: remark('ce n’est pas un fichier ordinaire', 'remplacez-le par un fichier texte en Markdown'),
  tooBig: (kib: number): Remark => remark(`le fichier dépasse ${kib} Kio`, 'découpez-le en plusieurs pages'),
  binary: remark('le fichier n’est pas du texte en UTF-8', 'enregistrez-le en « UTF-8 » dans votre éditeur de texte'),
  folderUnreadable: remark('ce dossier ne peut pas être lu', 'vérifiez ses droits'),
  leavesFolder: remark(
    'le lien symbolique mène hors du dossier de la base',
    'copiez le fichier dans le dossier au lieu d’y mettre un lien',
  ),
  nested: remark('les sous-dossiers d’un métier ne sont pas lus', 'placez la page directement dans le dossier du métier'),
  astray: remark(
    'la page n’est dans aucun dossier de métier',
    'rangez-la dans un dossier, ou faites commencer son nom par « _ »',
  ),
  nameless: remark('le nom ne contient ni lettre ni chiffre', 'renommez-le en minuscules, avec des tirets : « salaire.md »'),
  noMetier: (folder: string): Remark =>
    remark(
      `le dossier « ${folder} » n’a pas de page « metier.md » qui puisse être servie`,
      'ajoutez « metier.md » : elle ouvre le métier et porte son titre',
    ),
  tooTangled: remark('trop de citations, de listes ou de crochets imbriqués', 'simplifiez la mise en forme de la page'),
  unclosedComment: remark(
    'un commentaire « <!-- » n’est pas fermé : il cacherait la suite',
    'ajoutez « --> » à la fin du commentaire',
  ),

  // Refused: front matter and sources.yaml
  noFrontMatter: remark(
    'la page ne commence pas par un en-tête',
    'ouvrez-la par une ligne « --- », puis titre et consulte_le, puis « --- »',
  ),
  openFrontMatter: remark('l’en-tête n’est pas fermé', 'ajoutez une ligne « --- » après la dernière clé'),
  yaml: {
    duplicate: remark('cette clé est écrite deux fois', 'n’en gardez qu’une'),
    tab: remark('une tabulation sert de retrait', 'remplacez-la par des espaces'),
    colon: remark('la ligne contient « : » dans une valeur, ou une clé mal placée', 'mettez la valeur entre guillemets'),
    indent: remark('le retrait de la ligne ne correspond pas à celles qui précèdent', 'alignez la ligne avec les autres clés'),
    quote: remark(
      'des guillemets, un crochet ou une accolade ne sont pas fermés',
      'fermez-les, ou mettez toute la valeur entre guillemets',
    ),
    alias: remark(
      'les raccourcis YAML (« & », « * », « ! ») ne sont pas permis',
      'écrivez la valeur en toutes lettres, entre guillemets',
    ),
    other: (code: string): Remark =>
      remark(`YAML illisible (${code})`, 'comparez avec une page voisine : « clé: valeur », une par ligne'),
    notAMap: remark('des lignes « clé: valeur » sont attendues', 'comparez avec une page voisine'),
  },
  unknownKey: (key: string, nearest: string | null, known: readonly string[]): Remark =>
    remark(
      `clé inconnue « ${key} »`,
      nearest === null ? `clés possibles : ${known.join(', ')}` : `vouliez-vous écrire « ${nearest} » ?`,
    ),
  metierOnlyKey: (key: string): Remark =>
    remark(`la clé « ${key} » n’a sa place que dans metier.md`, 'déplacez-la dans metier.md'),
  missingKey: (key: string): Remark => remark(`la clé « ${key} » manque`, `ajoutez une ligne « ${key}: … »`),
  badDate: (key: string): Remark => remark(`« ${key} » n’est pas une date`, 'écrivez-la AAAA-MM-JJ, par exemple 2026-11-22'),
  notText: (key: string): Remark =>
    remark(`« ${key} » doit être un texte`, 'écrivez un texte, entre guillemets s’il ne contient que des chiffres'),
  notList: (key: string): Remark =>
    remark(`« ${key} » doit être une liste de textes`, 'écrivez « [premier, deuxième] » ou une ligne « - … » par élément'),
  notOneOf: (key: string, allowed: readonly string[]): Remark =>
    remark(`valeur inconnue pour « ${key} »`, `choisissez parmi : ${allowed.join(', ')}`),
  badSourceDate: (key: string): Remark =>
    remark(
      `« ${key} » doit être une date, un texte ou null`,
      'écrivez par exemple 2024-09-06, 2023, ou null si elle n’est pas datée',
    ),
  badUrl: (key: string): Remark =>
    remark(`« ${key} » n’est pas une adresse`, 'écrivez une adresse complète en https://, ou null si elle est inconnue'),
  badSourceId: (id: string): Remark =>
    remark(`« ${id} » ne peut pas nommer une source`, 'utilisez des lettres sans accent, des chiffres et des tirets'),

  // Refused: the page among the others
  unknownSource: (id: string, nearest: string | null): Remark =>
    remark(
      `la source « ${id} » n’existe pas dans sources.yaml`,
      nearest === null
        ? 'ajoutez-la à sources.yaml, ou corrigez la note'
        : `vouliez-vous écrire « [^${nearest}] » ? Sinon ajoutez-la à sources.yaml`,
    ),
  sameHeading: (id: string, line: number): Remark =>
    remark(`deux passages portent l’identifiant « ${id} » (voir ligne ${line})`, 'changez l’un des deux intertitres'),
  samePage: (id: string, file: string): Remark => remark(`le passage « ${id} » existe déjà dans ${file}`, 'renommez ce fichier'),
  linkLeaves: (target: string): Remark =>
    remark(`le lien « ${target} » sort du dossier de la base`, 'pointez vers une page du dossier, ou une adresse en https://'),

  // Warned
  noSource: (figure: string): Remark =>
    remark(
      `le chiffre « ${figure} » n’a pas de source dans son paragraphe`,
      'ajoutez la note de sa source, par exemple [^onisep]',
    ),
  emptyHeading: (heading: string): Remark =>
    remark(`l’intertitre « ${heading} » n’a ni texte ni sous-titre`, 'écrivez son texte ou supprimez-le'),
  deadLink: (target: string): Remark =>
    remark(`le lien « ${target} » ne mène à aucune page servie`, 'corrigez le chemin ou l’ancre'),
  deadNeighbour: (slug: string): Remark =>
    remark(`le voisin « ${slug} » n’existe pas`, 'écrivez le nom de dossier d’un métier de la base'),
  localNote: (id: string): Remark =>
    remark(
      `la note « ${id} » est définie dans la page : ce texte n’est pas servi`,
      'mettez la source dans sources.yaml et supprimez la définition',
    ),

  // Noted
  undated: (id: string): Remark =>
    remark(`la source « ${id} » n’est pas datée`, 'cherchez sa date ; sans elle la réponse dit « non daté »'),
  uncited: (id: string): Remark => remark(`la source « ${id} » n’est citée par aucune page`, 'citez-la ou supprimez-la'),
  notReviewed: remark('la page n’a été relue par personne', 'relisez-la, puis écrivez relu_le'),
  reviewDue: (date: string): Remark =>
    remark(`la page était à relire avant le ${date}`, 'relisez-la, puis changez relu_le et relire_avant'),
  longPassage: (chars: number, max: number): Remark =>
    remark(`le passage compte ${chars} caractères, plus de ${max}`, 'découpez-le avec des intertitres'),
  sharedAlias: (alias: string, slugs: readonly string[]): Remark =>
    remark(
      `« ${alias} » désigne aussi ${list(slugs)}`,
      'le bot demandera lequel ; retirez l’alias de l’un des deux si ce n’est pas voulu',
    ),
  figuresDiffer: (one: string, other: string, where: string): Remark =>
    remark(
      `« ${one} » diffère de « ${other} » (${where}) pour le même salaire`,
      'dites la contradiction dans le texte, ou corrigez l’un des deux',
    ),
} as const

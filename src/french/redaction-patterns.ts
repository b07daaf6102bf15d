/**
 * Keys and tokens by their prefix or shape, and what follows a label ("mot de passe :"; the label is group 1 and stays). Each takes a time in proportion
 * to the text, whoever wrote it: a run that has no bound starts where none of its characters stands before, or is taken once it is read.
 */
export const secrets: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g,
  /\b[MNO][\w-]{22,27}\.[\w-]{5,7}\.[\w-]{25,}/g,
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or|svcacct)?[-_]?[\w-]{16,}/g,
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|AKIA[A-Z\d]{12,}|ASIA[A-Z\d]{12,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|hf_\w{20,}|npm_\w{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|whsec_\w{16,}|dop_v1_\w{20,}|mfa\.[\w-]{40,}|AC[a-f\d]{32})/g,
  /[a-z][a-z\d+.-]{0,20}:\/\/[^\s/:@]+:[^\s/@]+@\S*/gi,
  /\bhttps:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/\S+/gi,
  /(\bbearer )[\w.~+/=-]{12,}/gi,
  /((?<!\p{L})(?:mots? de passe|mdp|password|passwd|pwd|passphrase|api[ _-]?key|cl[ée] (?:api|secr[èe]te|priv[ée]e)|(?:access|auth|bot|secret)[ _-]?(?:token|key)|token|jeton|code pin)(?: (?:discord|wifi|pronote|parcoursup|ent|gmail|insta(?:gram)?|github))? ?(?:=|:|c'est|est|is)[ :"'«]{0,8})(?=\S{0,100}[\d\W_])(?!\[)[^\s"'»,]{4,}/giu,
  /(?<![\w/-])(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{32,}(?![\w-])/gi,
  /(?<![\w+/.-])(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{36,}={0,2}(?![\w.-])/g,
]

const sure = 'rue|avenue|av\\.?|boulevard|bd\\.?|blvd|impasse|all[ée]e|chemin|quai|square|ruelle|venelle|faubourg|lotissement'
/** Also common words ("3 places", "deux voies"): only before a capital or with a postcode. */
const unsure =
  'place|pl\\.|route|cours|passage|voie|villa|sentier|r[ée]sidence|hameau|cit[ée]|esplanade|promenade|rond-point|traverse|mail|c[ôo]te|mont[ée]e|parvis|domaine|clos|parc|port|pont|galerie|lieu-dit'
const number = '(?<![\\d,.€$])\\d{1,4}(?: ?(?:bis|ter|quater)|[ ]?[A-D](?![\\p{L}\\d]))?,? '
const postal =
  "(?:,? ?(?:à )?(?:F-)?(?:0[1-9]|[1-8]\\d|9[0-8])\\d{3}(?!\\d)(?:[ ,]+\\p{Lu}[\\p{L}'’-]+(?:[ -](?:en|sur|sous|les?|la|lès|de|du|des|d['’])?[ -]?\\p{Lu}[\\p{L}'’-]+)*)?)"
const particle = "(?:de la |de l['’]|de |du |des |d['’]|la |le |les |l['’]|à |aux? )"
const capital = `${particle}{0,2}\\p{Lu}[\\p{L}\\d'’.-]*(?:[ -](?:${particle}){0,2}\\p{Lu}[\\p{L}\\d'’.-]*)*`
const anyWords = `${particle}{0,2}[\\p{L}\\d'’.-]+(?: (?!et |ou |je |j['’]|mais |donc |qui |où |c['’]|est |dans |pour |avec )${particle}{0,2}[\\p{L}'’-]+){0,2}`

/** Street addresses, and postcodes with their town. */
export const addresses: readonly RegExp[] = [
  new RegExp(`${number}(?:${sure}|${unsure}) ${particle}{0,2}[^\\n;!?]{1,60}?${postal}`, 'giu'),
  new RegExp(`${number}(?:${insensitive(sure)}) (?:${capital})(?:,? (?:à )?\\p{Lu}[\\p{L}-]+)?`, 'gu'),
  new RegExp(`${number}(?:${sure}) ${anyWords}`, 'giu'),
  new RegExp(`${number}(?:${insensitive(unsure)}) (?:${capital})`, 'gu'),
  new RegExp(
    `(?<![\\d,.€$] ?)(?<!\\d)(?:0[1-9]|[1-8]\\d|9[0-8])\\d{3} (?!Euros?|Dollars?|Francs?|Français|Étudiants?|Élèves?|K?€)\\p{Lu}\\p{Ll}[\\p{L}'’-]*(?:[ -](?:en|sur|sous|les?|la|lès|de|du|des)?[ -]?\\p{Lu}[\\p{L}'’-]+)*`,
    'gu',
  ),
]

/** First letters in either case, where the rest of the pattern must tell capitals from small letters. */
function insensitive(words: string): string {
  return words.replace(/(^|\|)(\p{Ll})/gu, (_, before: string, letter: string) => `${before}[${letter}${letter.toUpperCase()}]`)
}

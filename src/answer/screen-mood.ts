import { isDanger } from './danger.ts'
import { spoken } from './danger-words.ts'

const sign = (...alternatives: readonly string[]) => new RegExp(` (?:${alternatives.join('|')})(?= )`)

/** Signs of low mood, over `spoken` text: feelings told of oneself. */
const signs: readonly RegExp[] = [
  sign(
    'j en (?:peux|peu|ai) (?:vraiment |juste |carrement )?(?:plus|marre|assez|ras le bol)|jpp',
    '(?:envie|besoin|veux|vais) (?:de |d )?(?:tout )?(?:arreter|abandonner|lacher|plaquer|pleurer|laisser tomber)(?: tout| tomber)?',
    '(?:je suis|je me sens|me sens|me sentir|senti|sentie|me rends?|me rend|rendait|etre|suis) (?:\\w+ ){0,5}(?:deprimee?s?|deprime|triste|perdue?s?|nulle?|vide|seule?s?|isolee?s?|exclue?|epuisee?s?|desesperee?s?|impuissante?s?|inutile|angoissee?s?|anxieu\\w+|stressee?s?|mal|au bout|a bout|demoralisee?|decouragee?|malheureu\\w+|miserable|moche|fragile|submergee?|incomprise?|ignoree?|rejetee?|vulnerable|coupable|frustree?|confuse?|agitee?|tendue?|larguee?|cassee?|demotivee?|fatiguee?|pas bien|insatisfaite?)',
    '(?:je|j) (?:\\w+ )?(?:pleure|deprime|angoisse|panique|stresse|craque|souffre|desespere|galere trop|culpabilise|flippe|doute) ?(?:\\w+)?',
    'depression|depressif|depressive|burn ?out|burnout|crises? (?:d angoisse|de panique|de larmes)|crises? d anxiete|anxiete|angoisses?|insomnies?|cauchemars?|deprime|deprimant|desespoir|detresse|mal etre|traumatis\\w*|mauvaise humeur|estime de (?:moi|soi)|confiance en (?:moi|soi)|doutes? de (?:moi|soi)|solitude|sante mentale|mentalement instable|etat mental|emotions? (?:negatives?|incontrolable\\w*)|pensees negatives|negativite|pression (?:psychologique|familiale|sociale)|probleme psychologique|problemes psychologiques|probleme mental|maladie mentale|autodestructeur|vulnerable|therapeute|symptomes? (?:de|etranges?)|relationnels?',
    '(?:dors|mange|sors|parle|ris|souris|arrive) (?:presque )?plus(?: (?:a|de|du tout|rien|avec))?|arrive (?:pas|plus) a (?:dormir|manger|me lever|me concentrer|gerer|travailler|m endormir|bien dormir|tenir|respirer|les contenir)|difficultes? a (?:m endormir|dormir|me concentrer|nouer)|mal a (?:dormir|m endormir|me lever|tenir|me concentrer|connecter|me faire des amis)',
    '(?:je )?(?:sers|vaux|suis bonne?|reussis|reussirai|comprends) (?:a |jamais |plus )?rien|bonne? a rien|(?:personne|nul) (?:\\w+ ){0,2}(?:m aime|me comprend|m ecoute|me soutient|comprend)|pas d amis|aucun ami|sans amis|compris? ou soutenue? par personne|comprise? par personne',
    '(?:de |a )?(?:sers|servir|servais) a rien|(?:je )?(?:me )?trouve (?:\\w+ )?(?:moche|nulle?|bete|grosse?|laid\\w*)|moral (?:\\w+ ){0,2}(?:a zero|au plus bas|dans les chaussettes)|(?:supporte|tiens|encaisse|gere) plus (?:la |le |cette |ce )?(?:pression|stress|rythme|cours|vie)|servir a rien|ose plus sortir',
    'ca va (?:vraiment |trop )?(?:pas|mal|plus)(?: (?:du tout|bien|fort|en ce moment))?|(?:je )?vais (?:vraiment |tres |trop |super )?(?:mal|pas bien)|moral (?:a zero|au plus bas|dans les chaussettes|bas)|plus (?:la force|le moral|d espoir|de force|d energie|de motivation|gout a rien|envie de rien|confiance)|(?:perds?|perdu|perdre) (?:\\w+ ){0,3}(?:espoir|motivation|courage|confiance|la joie|l interet|mon sang froid|le controle)|envie de rien|gout a rien|tout me (?:saoule|degoute|deprime)|peux plus tenir|tiens plus|tenir le coup|craquer|au fond du trou|bout du rouleau|a bout de (?:forces?|nerfs)|(?:trop|enorme|tellement) (?:de )?(?:stress|pression)|peur (?:de (?:l avenir|tout|l echec|pas y arriver|decevoir)|constante|inexplicable|du rejet)|(?:peur|panique|anxiete|doute) (?:\\w+ ){0,4}(?:avenir|echec|rejete\\w*|extremes?|jugee?)|(?:avenir|futur) (?:\\w+ ){0,3}(?:peur|angoiss\\w*|deprim\\w*|anxieu\\w*)|(?:peur|peurs) d etre (?:critique|rejete|juge)\\w*|j ai (?:souvent |toujours |tres |trop )*peur',
    '(?:impression|sentiment) (?:d etre|de ne|de pas|que (?:je|ma|mes|mon|personne))(?: \\w+)?|(?:ma |la )?vie (?:\\w+ ){0,3}(?:ennuyeuse|nulle|pourrie|merde|vide|pas de sens|manque de)|manque (?:de )?(?:confiance|sens|passion)|(?:parents|famille|mere|pere) (?:\\w+ ){0,3}(?:me critiqu\\w*|me comprenn\\w*|me rejett\\w*|divorc\\w*|me fai\\w* (?:beaucoup )?de mal|rejette)|rupture|rompu|m a (?:quittee?|larguee?)|deuil|(?:parents|famille) (?:\\w+ ){0,4}blesse\\w*|je (?:me )?(?:deteste|hais|degoute)(?: moi)?|me detester|me haïr|honte de moi|deteste (?:mon corps|ma vie)|trop gros\\w*|(?:insatisfaite?) de (?:mon|ma)|me debarrasser de cette emotion|(?:gerer|controler|contenir) (?:mes|les|mon) (?:emotions?|comportement|stress|problemes?)|pas capable|controle par les emotions|garde (?:toutes )?(?:mes|les) (?:pensees|emotions)|m en sortir|me rend (?:tres |si |tellement )?(?:malheureu\\w+|miserable|mal|triste|anxieu\\w+|nerveu\\w+|frustree?)|(?:tres|si|plus) (?:douloureux|malheureux|mal a l aise|misérable|nerveux|nerveuse)|plus de douleur|ressens (?:\\w+ ){0,3}(?:douleur|malaise|detresse)|echecs?',
    'i (?:m|am|feel) (?:\\w+ ){0,2}(?:depressed|sad|lonely|worthless|hopeless|anxious|overwhelmed|exhausted|burned out|stressed|lost|useless|alone)|i (?:hate (?:myself|my life)|give up|can t sleep|cry)|giving up|no friends|panic attacks?|depression|anxiety',
  ),
]
/** School talk that only sounds so. */
const talk =
  / (?:perdue? (?:dans|sur|entre|avec|par) (?:parcoursup|mes voeux|les options|toutes|tous|ces|les)|confiance en (?:parcoursup|l ia|l algo\w*)|metier (?:\w+ ){0,3}(?:stressant|deprimant|solitaire)|c est (?:trop )?stressant|sante mentale (?:des|au|en)|estime de soi (?:des|en)|psychologue|psychiatre)(?= )/g

/**
 * Whether a question sounds low without danger ("j'en peux plus", "je me sens nul"): it takes its normal way, with one line that gives a helpline.
 */
export function lowMood(text: string): boolean {
  if (isDanger(text)) return false
  const said = spoken(text.slice(0, 6000)).replace(talk, ' ~')
  return signs.some((pattern) => pattern.test(said))
}

import { fold } from '../french/fold.ts'

/** What is refused kindly, over folded text: narrow on purpose, for a refused question of good faith is worse than one that finds no answer. */
const refused: readonly RegExp[] = [
  // Homework done for the asker. "Comment faire un exposé sur …" is a question.
  /(?<!\b(?:je|j'ai a|si|on|tu me|dois|doit|faut|comment|pour|sais pas|vais|veux|quoi|aime|deja) )\b(?:fais|faire|ecris|redige|reponds?|resous|resoudre|corrige|termine|finis|traduis|resume|recopie|donne|trouve|calcule)(?:[- ](?:moi|nous|mon|a))?(?: (?:stp|svp|vite|juste|moi))?(?: a)? (?:mon|ma|mes|le|la|les|l'|un|une|ce|cet|cette|notre|tout mon|toute ma)? ?(?:devoirs?|dm|disserts?\b|dissertation|exo|exos|exercices?|redaction (?:de|sur|d')|commentaire (?:de texte|compose)|expose|controle|interro|version|theme latin|equation|rapport de stage|fiche de lecture|compte[- ]rendu|copie|tp\b)(?! (?:d'orientation|professionnel))/,
  /\b(?:do|write|solve|finish) my (?:homework|essay|assignment|exercise|test|paper)\b/,
  /\b(?:reponses?|corrige|solutions?|correction) (?:du|de l'|de la|de mon|des|a l'|de mes) ?(?:dm|devoir|exo|exercice|controle|interro|bac blanc|ds|exercices)\b/,
  // Sexual content; studies and health about it pass.
  /\b(?:porno?s?|pornhub|xxx|hentai|onlyfans|sexto|nudes?|branler|branlette|fellation|sodomi\w+|bais(?:er|es) (?:ma|une|ta|des|avec)|photo (?:de )?(?:seins?|sexe|nue?s?)|histoire (?:erotique|de sexe|coquine)|strip ?tease|plan cul|sexcam)\b(?!.{0,60}\b(?:metier|etudes|loi|addiction|prevention)\b)/,
  // Hate against groups.
  /\b(?:sales? (?:arabes?|noirs?|negres?|juifs?|blancs?|musulmans?|roms?|gitans?|pedes?|gouines?|chinois|portugais|francais|renois|rebeus?|feujs?)|(?:negres?|bougnoules?|bicots?|youpins?|youtres?|bamboulas?|chinetoques?|tapettes?|tarlouzes?|ratons?|gogols?|mongols?)\b(?! (?:dechainee?|de mer))|mort aux \w+|heil hitler|white power|(?:gazer|exterminer|bruler|pendre|deporter|eliminer) (?:les|tous les|toutes les) (?:juifs?|arabes?|noirs?|musulmans?|gays?|homos?|migrants?|femmes?|roms?)|(?:hais|deteste|a bas) (?:tous )?les (?:juifs?|arabes?|noirs?|musulmans?|gays?|homos?|blancs?|roms?|trans|handicapes?)|(?:arabes?|noirs?|juifs?|femmes|musulmans?|gays?|homos?) sont (?:tous |toutes )?(?:\w+ )?(?:inferieur\w*|des (?:voleurs|terroristes|animaux|singes|sous-hommes|malades|cafards|rats))|pourquoi les (?:noirs?|arabes?|juifs?|femmes|gitans?|roms?) sont (?:\w+ )?(?:cons?|betes?|stupides?|voleurs?|nuls?|inferieur\w*))\b/,
  // Private life of someone else.
  /\b(?:adresse|numero|tel|telephone|06|07|insta(?:gram)?|snap(?:chat)?|compte|mot de passe|mdp|notes?|moyenne|bulletin|dossier medical|orientation sexuelle) (?:perso(?:nnel)? )?(?:de|du|d') ?(?:ma|mon|la|le|notre|un|une)? ?(?:prof\w*|cpe|proviseur\w*|voisine?|copain|copine|ex|camarade|crush|eleve|mec|meuf|fille|garcon|pote|amie?)\b(?! (?:principal )?de (?:l'|la |mon )?(?:ecole|universite|formation|etablissement))/,
  /\b(?:tu penses|vous pensez|tu sais|dis[- ]moi|raconte|c'est vrai) (?:quoi )?(?:que |ce que |de |sur )?(?:ma|mon|notre|la|le) (?:prof\w*|cpe|proviseur\w*|voisine?|camarade|crush|ex)\b.{0,60}\b(?:couche|enceinte|lesbienne|gay|homo|moche|con(?:ne)?|trompe|sort avec|divorce|drogue)/,
  /\b(?:est[- ]ce que|c'est vrai que|tu crois que) (?:ma prof|mon prof|la prof|le prof|le cpe|la cpe|mon voisin|ma voisine|mon crush|ma crush|mon ex)\b.{0,40}\b(?:est|a|va|couche|sort|aime|m'aime|trompe|enceinte|gay|lesbienne|divorce)/,
  /\b(?:stalker?|espionner|pirater|hacker) (?:le |la |un |une |son |sa |mon |ma |l')?(?:compte|insta(?:gram)?|snap(?:chat)?|telephone|tel|mail|messages?|ordi|prof\w*|copine?|copain|ex|voisine?|camarade|crush|pronote|ent)\b/,
]

/** Whether a text asks for what Sextant does for nobody: homework, hate, sexual content, the private life of others. */
export function isRefused(text: string): boolean {
  const folded = fold(text.slice(0, 4000)).replace(/\s+/g, ' ')
  return refused.some((pattern) => pattern.test(folded))
}

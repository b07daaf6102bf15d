/** Words of danger by family, over `spoken` text, for sentences that no pattern foresaw. */
const words = (...alternatives: readonly string[]) => new RegExp(` (?:${alternatives.join('|')})(?= )`)

/** The writer, or what is done to him. */
const self = words('je|j|me|m|moi|mon|ma|mes|i|my|im')
const done = words('me|m|moi|nous|on se|je me fais?|j ai ete|je suis|sur moi|mes photos|ma photo')

/** Blows and other violence: with "me" they are no subject of study. */
const violence = words(
  'frapp(?:e|ee?s?|er|ent|ait|aient)|frap(?:e|er|ent)|cogn(?:e|es|ent|ait|er|ee?)|gifl\\w*|baffes?|claques|racl(?:ee|ees)|derouillee|fessees?|coups? d(?:e|u) (?:poings?|pieds?|ceinture|baton|tete|couteau|boule|balai)|des coups|ceinture',
  'etrangl\\w*|tabass\\w*|sequestr\\w*|poignard\\w*|brutalis\\w*|moleste\\w*|lynch\\w*|(?:casse\\w*|cassera\\w*|pete\\w*|explose\\w*|defonce\\w*|eclate\\w*|demonte\\w*) (?:la gueule|le nez|le bras|la main|la tete|une dent|des dents|les os|la figure|la tronche|un bras)',
  'crach\\w* dessus|humili\\w*|insult(?:e|es|ent|ait|aient|er|ee?s?)|harcel\\w*|harass\\w*|rackett?\\w*|raket\\w*|maltrait\\w*|agress(?:e|ee?s?|er|ent|ait|ion|ions)|menac(?:e|es|ent|ait|ee?s?|aient)|cyber ?harcel\\w*|bolos\\w*|tete de turc|souffre douleur|bully\\w*|bullied',
  'violee?s?|viol|violer|violait|violent|violente|violents|attouchements?|inceste|pelot\\w*|tripot\\w*|fellation|sodomis\\w*|(?:la main|les mains|touche|main) (?:\\w+ ){0,2}(?:fesses|seins|cuisses?|culotte|sexe|entre les jambes)|de force|sans mon (?:accord|consentement)|sous la douche|dans mon lit',
  '(?:mis|mise|foutue?|jetee?|viree?|mettre|met|jete|fout|vire) (?:a la (?:porte|rue)|dehors)|me marier|au bled|mariage (?:force|arrange)|enferm\\w* (?:dans|a clef?|chez)|prive\\w* de (?:nourriture|manger|repas|sortie depuis)|alcoolique',
  'tap(?:e|es|ent|ait|aient)(?= (?:dessus|avec|tous|fort|quand|encore|souvent|toujours|parce|si|des|depuis|et|chez|a la|dans|la nuit|$))',
  'nudes?|sextape|photos? (?:intimes?|nue?|deshabillee?)|videos? intimes?|chantage|fait chanter|blackmail\\w*|raped?|molest\\w*|abused?|beats?|hits?|punch\\w*|slaps?|threat\\w*|chok\\w*',
  'couteau|flingue|pistolet|fusil|arme (?:a feu|blanche)|sous la menace|(?:contre|dans) (?:le|un|les|l) (?:mur|murs|escaliers?|vitre|casiers?)|par les cheveux|tire\\w* les cheveux|jete\\w* par terre|a terre|serr\\w* (?:le cou|la gorge|le bras)|a la gorge|(?:tire|tirer) dessus',
  '(?:pinc|mord|secou|plaqu|griff|etouff|assomm|fouett|deshabill|droguee?|drogu|piqu)(?:e|es|ent|ait|ee?s?|er|u|ue)|(?:lanc|jett|balanc)\\w* (?:des|une|un|de la|les|son|sa) (?:trucs?|choses|objets?|assiettes?|chaise|cailloux|verre|nourriture|pierres?|bouteille)|prostitu\\w*|faire des passes|traite\\w* de (?!geek|intello|fou|folle|no ?life)\\w+',
  '(?:dans|sur) (?:mon|le) lit|(?:vient|entre|rentre|glisse|faufile)\\w* (?:\\w+ ){0,2}(?:dans ma (?:chambre|douche)|sous ma couette)|film\\w* (?:\\w+ ){0,3}(?:toilettes|vestiaires?|douche|nue?|insu|sous la|sans)|photo\\w* (?:\\w+ ){0,3}(?:toilettes|vestiaires?|douche|insu|sans mon)|pousse(?:nt|e|es|ait)? (?:dans|par|sous|contre|du|expres|a bout)|bleus (?:partout|sur|plein)',
)
/** Crimes that no profession does to "me": a subject of study does not excuse them. */
const crimes = words(
  'violee?s?|violait|attouchements?|inceste|fellation|sodomis\\w*|masturb\\w*|prostitu\\w*|(?:son|mon|ses|leur|le|du) sexe|fesses|seins|tripot\\w*|pelot\\w*|dans mon lit|sous (?:ma couette|la douche)|dans ma chambre la nuit|mes nudes?|sextape|deshabill\\w*|de force|abus\\w* de moi|rape[sd]?|raping|molest\\w*|inappropri\\w*',
  'etrangl\\w*|tabass\\w*|racl(?:ee|ees)|derouillee|baffes?|gifl\\w*|coups? d(?:e|u) (?:poings?|pieds?|ceinture|baton|tete|couteau|boule|balai)|ceinture|fouett\\w*|sequestr\\w*|(?:casse\\w*|pete\\w*) (?:la gueule|le nez|le bras|une dent)|rackett?\\w*|raket\\w*|menaces? de mort|menac\\w* de me (?:tuer|frapper|violer)|crach\\w* dessus|souffre douleur|tete de turc',
)
const near = words('me|m|moi|mon|ma|mes|nous|my')
/** Blows to someone near: "mon beau-père la frappe". */
const witnessed =
  / (?:pere|mere|frere|soeur|oncle|tante|cousine?|copain|copine|mec|mari|parents|beau|belle|voisine?|ex|patron|prof) (?:\w+ ){0,5}(?:la|le|les|nous|l) (?:a |ont )?(?:frapp\w*|tap(?:e|es|ent|ait|ee?)|bat|battu\w*|battent|cogn\w*|gifl\w*|viol(?:e|ee|ait)|etrangl\w*|touch\w*|maltrait\w*|harcel\w*|menac\w*|enferm\w*|tabass\w*)(?= )/
/** Death and self-harm: with "je" they are no subject of study. */
const death = words(
  'mourir|meurs|mourrai\\w*|suicid\\w*|pendre|noyer|scarif\\w*|mutil\\w*|automutil\\w*|veines|taillad\\w*|entaill\\w*|lacer\\w*|(?:me|m) (?:tuer|tue|buter|bute|crever|punir|punis|detruire|couper|coupe|griffe|griffer|brule|bruler|faire vomir|faire saigner|fais vomir|faire du mal|etouffer|noyer|pendre)',
  'en me (?:brulant|coupant|frappant|griffant|tuant|pendant|faisant mal|faisant vomir|tapant|cognant)|somniferes?|(?:boite|plaquette|tube|flacon|poignee) de (?:medicaments?|medocs?|cachets?|somniferes?|comprimes?|dolipranes?|xanax|pilules?)|overdose|saigne\\w*|cicatrices|(?:une|la|ma|des) lames?|(?:la|une|ma) corde',
  '(?:suis|serai|serais|etais|etre|soit|suis mieux|mieux) (?:deja )?morte?|ma (?:propre )?mort|la mort (?:me|serait|comme|est la seule)|(?:rejoindre|retrouver) (?:\\w+ ){1,4}(?:au ciel|au paradis|la haut|de l autre cote)|au ciel|(?:que |envie que )?tout s arrete|(?:penser?|pense|penses) au pire|voulu en finir|en finir',
  '(?:vois|imagine|sens) (?:\\w+ )?(?:pas|plus) (?:vivre|vivante?|en vie|continuer a vivre|vieillir)|courage (?:de |pour |d )(?:continuer a |rester |)(?:vivre|en vie|exister)|d etre en vie|etre vivante?|rester en vie|plus (?:me )?(?:reveiller|reveille|vivre|exister)|pas (?:me )?reveiller|crever(?= (?:\\.|ce|cette|comme|tout|tt|ici|en paix|la|bientot|seule?|$))',
  '(?:partir|quitter|disparaitre|m en aller) (?:\\w+ )?(?:de |d )?ce monde|(?:mes|des|les|plein de|assez de|trop de) (?:\\w+ )?(?:medicaments|medocs|cachets|comprimes|pilules|somniferes|xanax)|coupures|(?:bras|poignets?|cuisses|jambes|peau) (?:\\w+ ){0,4}(?:coup\\w*|entaill\\w*|sang|plaies?|cicatrices?|brulures?|lame|cutter|marques)|cutter|un couteau|plus manger|n(?:oe|œ|o)ud(?: coulant)?|pendaison|tomb\\w* (?:du|d un|de) (?:\\d+|toit|haut|balcon|pont|etage)|(?:reviendrai|rentrerai) (?:pas|plus|jamais)|(?:a|sur) la mort (?:\\w+ ){0,6}(?:mienne|tout le temps|souvent|chaque|tous)|fait mal de mourir|pas vivante?|plus vivante?|de vivre (?:ca|comme ca|ainsi|encore)|sans moi',
  'hate my life|be dead|want out of this life|die|dying|dead|killing|kill my ?self|cutting|if i died|suicide|overdose|end it|hang my ?self',
)
/** Wanting to hurt others. */
const others =
  / (?:tirer sur|tuer|descendre|fusiller|poignarder|massacrer|exploser) (?:tout le monde|tout le lycee|des eleves|les eleves|les profs|des gens|nous|ma classe|sa classe|la classe|le lycee)(?= )| (?:faire|commettre|prepare|preparer) (?:un |une )?(?:attentat|tuerie|massacre|fusillade)(?= )| (?:vais|veux|envie de|envie d|jure de|compte|prevu de|pense a|faire) (?:\w+ ){0,3}(?:buter|planter|poignarder|egorger|fumer|saigner|flinguer|massacrer|tuer|tabasser|defoncer) (?:tous|toutes|tout|quelqu|ce|cet|cette|ces|ceux|celui|celle|mon|ma|mes|lundi|demain|un|une|le|la|les|lui)(?= )| (?:vais|veux|envie de) (?:\w+ )?(?:les|le|la|l|tous les|te|vous) (?:buter|tuer|planter|poignarder|egorger|fumer|saigner|massacrer)(?= )| (?:ramen\w*|amen\w*|apport\w*|prendre|pris|prends|sort\w*|achet\w*|vole\w*) (?:\w+ ){0,2}(?:couteau|flingue|pistolet|fusil|arme|gun)(?= )/
/** Said by victims, without any of the words above. */
const told = words(
  'j ai dit non et (?:il|elle|ils) (?:a|ont|n a)|dit non (?:\\w+ ){0,3}(?:il|elle|ils) (?:a|ont) (?:continue|insiste|pas arrete)|(?:sondage|groupe|compte|page|rumeurs?|stories|story|discord|conversation) (?:\\w+ ){0,6}(?:me deteste|contre moi|sur moi|ou je suis|m insulte)',
  '(?:numero|aide|parler|appeler) (?:\\w+ ){0,4}(?:du |le |de |pour le |contre le |pour )?(?:suicide|viol|inceste|violences?|maltraitance)|(?:pere|mere|parents|beau pere|frere|copain|mec|mari) (?:\\w+ )?(?:est|sont|devient|etait) (?:\\w+ )?(?:violente?s?|dangereux)|(?:pere|mere|beau pere|copain|mec|mari) (?:\\w+ ){0,3}(?:boit|drogue|ivre|casse tout|pete tout|hurle) (?:et|tous|chaque|quand)|(?:lui|leur|je|j|qu elle|qu il|demande|veut|force|oblige) (?:\\w+ ){0,3}envo\\w* (?:\\w+ ){0,3}nudes|(?:peur|pour) de (?:rentr\\w*|retourn\\w*) (?:che|chez|a la maison)',
  '(?:sans|plus|pas) (?:\\w+ )?chez moi|dors? (?:dehors|dans la rue)|(?:me suis|suis) (?:enfui\\w*|sauvee?|cachee?) (?:de|dans|pour|car|parce)|il va me (?:tuer|frapper|retrouver|faire)|elle va me (?:tuer|frapper)|(?:viens|venez) m aider il|(?:parle|parler) a personne (?:\\w+ ){0,3}(?:touche|viol|frapp|harcel)\\w*|qu on m a viol\\w*|que j ai ete viol\\w*',
  '(?:a|as|avait) (?:dit adieu|ecrit adieu|fait ses adieux|avale\\w* (?:\\w+ ){0,3}(?:cachets|medocs|medicaments|comprimes|boite|javel|somniferes|pilules))|(?:faux|fake) comptes? (?:\\w+ ){0,3}(?:moi|mes photos|ma photo|mon nom)|(?:m a|m ont|m avait) (?:coince|coincee|bloque|bloquee|plaquee?|embrassee|deshabillee?|filmee?|suivie?) (?:\\w+ ){0,5}(?:toilettes|vestiaires?|mur|coin|rue|nue?|embrasse\\w*|touche\\w*)',
  'if (?:i|we) (?:die|died|were dead|was dead|am gone|disappeared)|nobody would (?:miss|care|notice)',
)
/** A subject of study, work or art; looked for in the same sentence. */
export const studied = words(
  'metiers?|devenir|travaill\\w*|bosser|boulots?|jobs?|etudes?|formations?|diplomes?|cap|licence|expose\\w*|dissert\\w*|grand oral|sujet|livres?|romans?|films?|series?|mangas?|animes?|scenari\\w*|prevention|prevenir|lutter|lutte|semaine contre|non au|ambassad\\w*|projet|delegue|psychologues?|psychiatres?|durkheim|sociologie|avocat\\w*|juges?|juriste|polic\\w+|gendarme\\w*|brigade|pompiers?|assistante? sociale?|educat\\w+|infirm\\w+|concours|programme|script|python|process\\w*|career|essay|study|degree|definition|histoire|roi|guerre|ecrivain\\w*|poete|c est quoi|c koi|que dit|loi|detect\\w*|analys\\w*|data|moder\\w*|enquet\\w*|victimes|foyer|soins|entreprises?|clavier|cv|prompt\\w*|chatbots?|ia|esport|design|salaire|gagne\\w*|bourse|rattrapage|pharmac\\w*|medecins?|medecine|medical\\w*|veterinaire|chimi\\w*|laboratoire|bio\\w*|parachute|judo|boxe|rugby|sport\\w*|cesure|amenagements?',
)

/** One sentence: violence done to the writer, death or self-harm of the writer, threats, or what victims say. */
export function speaksOfDanger(sentence: string): boolean {
  if (told.test(sentence) || witnessed.test(sentence)) return true
  if (near.test(sentence) && crimes.test(sentence)) return true
  if (studied.test(sentence)) return false
  return (
    (done.test(sentence) && violence.test(sentence)) || (self.test(sentence) && death.test(sentence)) || others.test(sentence)
  )
}

/** Someone speaks of himself, or of death: the learned model knows no other sentences. */
export function isPersonal(sentence: string): boolean {
  const bounded = ` ${sentence.trim()} `
  return self.test(bounded) || done.test(bounded) || death.test(bounded)
}

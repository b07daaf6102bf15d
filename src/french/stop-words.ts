/**
 * Words that say nothing about what is asked. Folded (no accent). "sans", "avant", "après" are not among them: a question turns on them.
 */
const french = `
a ai aie aient aies ait alors as au aucun aucune aujourd auquel aura aurai auraient aurais aurait auras aurez auriez aurions aurons auront
aussi autre autres aux auxquelles auxquels avaient avais avait avec avez aviez avions avoir avons ayant ayez ayons
bah bcp ca beaucoup ben bien bon bonjour bonsoir bref car ce ceci cela celle celles celui cependant certain certaine certaines certains ces cet
cette ceux chaque chez ci comme concernant d dans de deja depuis des desquelles desquels dessous dessus devra devrait devrais doit doivent
donc dont du duquel elle elles en encore enfin entre es est et etaient etais etait etant ete etes etiez etions etre eu eue eues eus eut eux
fais faisait fait faites faire faudra faudrait faut fera font fut fumes furent fus ils il hui hein hey ici j je juste jusqu jusque
l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais me meme memes merci mes mien mienne
moi mon n ne ni nos notre nous on ont or ou ouais oui par parce parmi pas pendant peu peut peuvent peux plus plutot pour pourquoi pouvez pouvoir pres
pu puis puisqu puisque qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi quoiqu quoique
s sa salut se sera serai seraient serais serait seras serez seriez serions serons seront ses si sien sienne soi soient sois soit
sommes son sont sous soyez soyons suis sur svp stp t ta tandis tel telle telles tels tes toi ton toujours tout toute toutes tous tres trop tu
un une va vais vas vers veut veux vont vos votre vous voici voila vraiment vs y
`

/** English function words: dropped only where a text is English, for folded "thé" and "or" are French words too. */
const english = `
a about am an and any are as at be been best but by can could did do does for from get getting give had has have how i if in into is it its
just like me might more most much my need of on one or other our out really should so some still such than that the their them then there these they
this to too u up us want was we were what when where which who why will with would you your im dont
`

/** Words by which one asks; they stand in headings and students' questions, and mean nothing in a text. */
const asking = 'combien comment pourquoi quand'

/** Words that frame a question and seldom say what it is about. */
const framing = `
expliquer explique expliquez savoir sais sait dire dis dit dites parler parle parlez connaitre connais penser pense pensez aimer aimerais
aimerait voudrais voudrait souhaite souhaiter chose choses truc trucs genre concretement exactement reellement simplement question info infos
information informations donner donne donnez presenter presente exemple vie
`

/** Nouns that name nothing of their own: of measure, time and order, persons in general, what is made for school. */
const vague = `
age annee baccalaureat bac bout but cas chiffre cote date debut dernier derniere euro facon fin fois genre heure jour journee ligne main maniere matiere matin
meilleur meilleure mode moi mois moment monde montant moyen niveau nombre nuit ordre page part partie pays place plan plupart point pourcentage premier premiere proportion
raison reste salaire semaine sens service soir sorte suite tard taux temps terrain tete total type ville
ami classe eleve elle enfant etat etudiant etudiante eux femme fille fils garcon gens homme jeune lui parent personne pote toi
affiche dossier expose mise question remise reponse
beau belle bon bonne grand grande petit petite vrai vraie
`

/** What is never said again: insults, and what stands before the name of a person. */
const unspeakable = `
abruti abrutie batard bite bitch bouffon bouffonne branleur chatte con conasse conne connard connarde couille couillon cul debile encule enfoire fdp gogol idiot idiote
imbecile merde mongol negre pd pede petasse porno pouffiasse pute putain salaud sale salope seins sexe tapette teub trou zizi
m madame mademoiselle mlle mme monsieur mr
`

/** Stems of the words that stand before the name of a profession. */
const professions = 'met meti profession job boulot travail post'

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

export const stopWords = set(french)
export const englishStopWords = set(english)
export const askingWords = set(asking)

const framingWords = set(framing)
const vagueWords = set(vague)
const unspeakableWords = set(unspeakable)
const professionStems = set(professions)

/** Function words that no French text uses: two of them make a text English. */
export const englishMarks = set(
  'the what is are how do does why with which of to and for my would should can you need still this it',
)

/** True for words such as "expliquer", "savoir", "concrètement": they count little. */
export function isFraming(word: string): boolean {
  return framingWords.has(word)
}

/** True for "âge", "personnes", "expose": what a question is about is another word of it. */
export function isVague(word: string): boolean {
  return holds(vagueWords, word)
}

/** A word, or the singular that it looks like. */
const holds = (all: ReadonlySet<string>, word: string) => all.has(word) || all.has(word.replace(/[sx]$/, ''))

/** True for an insult and for "Mme": no answer says it again. */
export function isUnspeakable(word: string): boolean {
  return holds(unspeakableWords, word)
}

/** True for the stem of "métier", "job", "poste" … */
export function isProfessionWord(stem: string): boolean {
  return professionStems.has(stem)
}

/** All French function words and the words by which one asks. */
export function functionWords(): readonly string[] {
  return [...stopWords, ...askingWords]
}

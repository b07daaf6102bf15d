/** Ends of French and English nouns for one who does something: rédacteur, développeuse, analyste, designer, scientist, éthicienne; not "utiliser". */
const ends =
  /(?:eur|euse|ien|ienne|ier|iere|iste|ist|yste|yst|[cgk]h?er|gner|iter|oper|mmer|nner|ster|eader|wner|keter|eer|or|logue|aire|ant|ante|chef)s?$/

/** Whether a folded word may name one who works. Says yes too often: ask it only of words that stand in the names of professions. */
export function isRole(word: string): boolean {
  return ends.test(word)
}

/** Whether a folded word is a place or a paper of study: what follows it ("école d'ingénieurs") is what one becomes there. */
export function isSchool(word: string): boolean {
  return /^(?:ecole|diplome|titre|cycle|cursus|prepa)s?$/.test(word)
}

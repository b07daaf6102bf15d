import type { Match } from '../../domain/retrieval.ts'

const fields: Readonly<Record<Match['field'], string>> = {
  title: 'dans le titre de la page',
  heading: 'dans un intertitre',
  alias: 'dans un nom du métier',
  question: 'dans une question d’élève notée à côté du passage',
  text: 'dans le texte',
}

/** What `search --explain` tells moderators. */
export const retrieval = {
  /** Why a passage was found: one word of the question, what it met and where, and its share of the score. */
  match: ({ asked, indexed, field, weight, loose }: Match): string => {
    const read = asked === indexed ? '' : loose ? ` (proche de « ${indexed} »)` : ` (lu « ${indexed} »)`
    return `« ${asked} »${read} ${fields[field]} : ${Math.round(100 * weight)} %`
  },
} as const

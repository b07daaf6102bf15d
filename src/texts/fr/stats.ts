import type { VoteCounts } from '../../domain/journal.ts'

const number = (value: number) => value.toLocaleString('fr-FR')
const ms = (value: number) => `${number(Math.round(value))} ms`
const sums = ({ up, down }: Pick<VoteCounts, 'up' | 'down'>) => `${number(up)} 👍 ${number(down)} 👎`

/** What staff reads of the journal's counts and votes, and a member of the votes in the registry. */
export const stats = {
  commands: {
    stats: 'ce qui s’est passé ces derniers jours, en nombres : résultats, métiers, durées, coût, avis',
    vote: 'donne l’avis de l’équipe sur une réponse (up : 👍, down : 👎) ; le dernier compte',
  },
  options: { since: 'depuis combien de temps, en jours ou en heures : 24h, 30d (sinon 7d)' },
  notADuration: 'il faut un nombre de jours ou d’heures, par exemple 7d ou 24h',
  show: {
    title: (since: string) => `Depuis le ${since}`,
    nothing: 'Aucune réponse.',
    answers: 'Réponses',
    answered: (answers: number, cached: number) =>
      `${number(answers)}${cached === 0 ? '' : ` (dont ${number(cached)} déjà en mémoire)`}`,
    times: 'Durées',
    latency: (median: number, p95: number) => `médiane ${ms(median)} · 95 % sous ${ms(p95)}`,
    tokens: 'Jetons',
    usage: (input: number, output: number) => `${number(input)} en entrée, ${number(output)} en sortie`,
    cost: 'Coût',
    noCost: 'inconnu (aucun prix)',
    euros: (euros: number) => `${euros.toLocaleString('fr-FR', { maximumFractionDigits: 4 })} €`,
    dangers: 'Dangers orientés',
    votes: 'Avis',
    outcomes: 'Résultats',
    metiers: 'Métiers les plus demandés',
    number,
  },
  votes: {
    label: 'Avis',
    sums,
    counts: (counts: VoteCounts) =>
      counts.staff === null ? sums(counts) : `${sums(counts)} (dont l’équipe : ${counts.staff === 'up' ? '👍' : '👎'})`,
    refused: 'Une orientation vers une aide ne reçoit pas d’avis : rien ne doit dire qui l’a vue.',
  },
  registry: {
    votes: {
      what: 'Tes avis (👍, 👎) sur les réponses, sous un pseudonyme.',
      erased: 'Supprimé aussitôt à ta demande.',
    },
  },
}

import { createHash } from 'node:crypto'

import type { Passage, Profession, Snapshot } from '../../src/domain/knowledge.ts'
import type { SearchIndex } from '../../src/domain/retrieval.ts'
import { buildIndex } from '../../src/retrieval/build.ts'
import { openIndex } from '../../src/retrieval/open.ts'

/** A passage from what matters to retrieval: `slug/topic#heading`, its title, its text and the students' phrasings. */
export function passage(id: string, title: string, text: string, questions: readonly string[] = []): Passage {
  const heading = /#(.+)$/.exec(id)?.[1]?.replaceAll('-', ' ')
  return {
    id,
    metier: id.split('/')[0]!,
    title,
    headings: heading === undefined ? [] : [heading],
    sentences: [],
    text,
    sources: [],
    questions,
    consultedOn: '2026-11-22',
    reviewedOn: null,
    reviewBefore: null,
    file: `${id.split('#')[0]}.md`,
    line: 1,
    sha: createHash('sha256').update(id).update(text).update(questions.join()).digest('hex'),
  }
}

export function profession(
  slug: string,
  title: string,
  aliases: readonly string[] = [],
  genre: Profession['genre'] = 'metier',
): Profession {
  return { slug, genre, title, aliases, rome: null, neighbours: [], summary: null }
}

export const professions: readonly Profession[] = [
  profession('data-analyst', 'Data analyst', ['analyste de données']),
  profession('data-scientist', 'Data scientist', ['scientifique des données']),
  profession('orientation', 'Orientation', ["s'orienter"], 'guide'),
  profession('prompt-engineer', 'Prompt engineer', ['ingénieur de requête', 'ingénieur IA']),
  profession('redacteur-web', 'Rédacteur / rédactrice web', ['rédacteur SEO']),
]

export const passages: readonly Passage[] = [
  passage('data-analyst/metier', 'Data analyst', 'Le data analyst transforme des données brutes en informations utiles.'),
  passage('data-analyst/salaire', 'Salaire', 'Un data analyst débutant reçoit 35 000 à 42 000 € brut par an.'),
  passage('data-analyst/etudes', 'Études', 'Un bac+3 suffit : le BUT science des données.'),
  passage('data-scientist/metier', 'Data scientist', 'Le data scientist construit des modèles statistiques qui prédisent.'),
  passage('data-scientist/salaire', 'Salaire', 'Un data scientist débutant reçoit 42 000 à 58 000 € brut par an.'),
  passage('orientation/parcoursup', 'Parcoursup', 'On fait jusqu’à dix vœux, sans les classer.'),
  passage(
    'prompt-engineer/metier',
    'Prompt engineer',
    'L’ingénieur de requête écrit et teste les consignes données à une intelligence artificielle.',
  ),
  passage('prompt-engineer/salaire', 'Salaire', 'En moyenne 4 400 à 6 000 € brut par mois.'),
  passage(
    'prompt-engineer/techniques#temperature',
    'Techniques',
    'La température règle la part de hasard dans la réponse du modèle.',
    ['pourquoi ça répond jamais pareil'],
  ),
  passage('prompt-engineer/rome', 'Code ROME', 'Le code M1802 est donné par des écoles.'),
  passage('redacteur-web/metier', 'Rédacteur / rédactrice web', 'Il écrit des articles pour le web.'),
  passage('redacteur-web/salaire', 'Salaire', 'Un débutant reçoit environ 1 800 € brut par mois.'),
]

export function snapshotOf(all: readonly Passage[], named: readonly Profession[]): Snapshot {
  return { kbSha: 'test', professions: new Map(named.map((one) => [one.slug, one])), passages: all, sources: new Map() }
}

export function indexOf(all: readonly Passage[] = passages, named: readonly Profession[] = professions): SearchIndex {
  return openIndex(buildIndex(all, named), snapshotOf(all, named))
}

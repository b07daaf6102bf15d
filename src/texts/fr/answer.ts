import type { Answer, Citation } from '../../domain/answer.ts'
import type { Source, SourceType } from '../../domain/knowledge.ts'

/** Said of a source where it matters who speaks. */
const kinds: Partial<Record<SourceType, string>> = {
  officiel: 'source officielle',
  ecole: 'école',
  entreprise: 'entreprise',
  temoignage: 'témoignage',
}

const footers = {
  written: "Rédigé par une IA d'après les sources citées ; chiffres contrôlés, sens à vérifier",
  quoted: 'Phrases reprises mot pour mot de la base, avec leurs sources ; rien n’est reformulé',
  fallback: 'Réponse de secours : phrases reprises mot pour mot de la base, avec leurs sources',
}

/** A source as every medium shows it; only the link's form differs (`<url>`, an anchor, nothing). */
export interface SourcePiece {
  readonly publisher: string
  readonly title: string
  readonly url: string | null
  /** "source officielle, vers 2024", "non daté". */
  readonly note: string
}

/** A line of the source list, in pieces: `{marker} {label} — {sources} · {dates}`. */
export interface SourceLine {
  /** "[1]", as in the text. */
  readonly marker: string
  /** "Salaire › En France". */
  readonly label: string
  /** Official ones first, else as cited. */
  readonly sources: readonly SourcePiece[]
  /** "consulté le 22/11/2026 · pas encore relu par l'équipe". */
  readonly dates: string
}

/** What stands under every answer, whatever shows it. */
export const answer = {
  sources: 'Sources',
  trace: (traceId: string) => `trace ${traceId}`,
  consulted: (date: string) => `consulté le ${frenchDate(date)}`,
  reviewed: (date: string) => `relu par l'équipe le ${frenchDate(date)}`,
  notReviewed: "pas encore relu par l'équipe",
  undated: 'non daté',
}

/** `2024-09-06` → `06/09/2024`, `2024-09` → `09/2024`; what is no such date (`vers 2024`) stays as the source gives it. */
export function frenchDate(date: string): string {
  return date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1').replace(/^(\d{4})-(\d{2})$/, '$2/$1')
}

export function sourceLine(citation: Citation): SourceLine {
  const official = (source: Source): number => (source.type === 'officiel' ? 0 : 1)
  const reviewed = citation.reviewedOn === null ? answer.notReviewed : answer.reviewed(citation.reviewedOn)
  return {
    marker: `[${citation.n}]`,
    label: citation.label,
    sources: citation.sources.toSorted((a, b) => official(a) - official(b)).map(sourcePiece),
    dates: `${answer.consulted(citation.consultedOn)} · ${reviewed}`,
  }
}

function sourcePiece({ editeur, titre, url, date, type }: Source): SourcePiece {
  const dated = date === null ? answer.undated : frenchDate(date)
  return { publisher: editeur, title: titre, url, note: [kinds[type], dated].filter((part) => part !== undefined).join(', ') }
}

/** The line as plain text; `link` writes a publisher's name in the medium's own form. */
export function sourceText(line: SourceLine, link: (piece: SourcePiece) => string = ({ publisher }) => publisher): string {
  const sources = line.sources.map((piece) => `${link(piece)} (${piece.note})`).join(', ')
  return `${line.marker} ${line.label}${sources === '' ? '' : ` — ${sources}`} · ${line.dates}`
}

/** Who wrote the answer and how far to trust it, with its trace number. Without a cited answer, the number alone. */
export function footer({ outcome, reason, traceId }: Pick<Answer, 'outcome' | 'reason' | 'traceId'>): string {
  const trace = answer.trace(traceId)
  if (outcome === 'fallback') return `${footers.fallback} · ${trace}`
  if (outcome !== 'answered') return trace
  return `${reason === 'extractive' ? footers.quoted : footers.written} · ${trace}`
}

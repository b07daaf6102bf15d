import { type Figure, holds } from '../french/figures.ts'
import { type Name, namesOf, partsOf, standsIn } from './verify-names.ts'
import type { Statement, Support } from './verify-support.ts'

/** Least share of the best matching statement's common stems that the statement with the figure must have. */
const aligned = 0.34
/** Between the two ends of a range: "4 400 à 6 000 €", "2024-2025". */
const rangeJoiner = /^ ?(?:€|%|k€|\$|ans?|mois|heures?)? ?(?:-|–|à|et|jusqu['’]à|to)(?: (?:plus de|environ))? ?\$?$/iu

interface Rated {
  readonly statement: Statement
  /** Stems of the answer's sentence that it holds. */
  readonly common: ReadonlySet<string>
  /** It holds a name of the answer's sentence that not all of the passage holds. */
  readonly named: boolean
}

/**
 * Whether the figures of a sentence stand in what it cites. Each must be found, with its unit, in a statement that the sentence is about: one that
 * shares words with it, that holds a word which the best matching statement lacks (else the figure is that of another line), and that does not
 * speak of others where the sentence names someone. The ends of a range must be a range there, and no figure may stand in another's place.
 *
 * @param found Figures of the sentence, in order; none of those that are denied.
 * @param content Stems of the sentence, without figures.
 */
export function figuresStand(
  plain: string,
  found: readonly Figure[],
  content: readonly string[],
  cited: readonly Support[],
): boolean {
  if (found.length === 0) return true
  const names = namesOf(plain)
  const rated = cited.flatMap((support) => support.statements.map((statement) => rate(statement, support, content, names)))
  const best = rated.reduce<Rated | undefined>(
    (top, one) => (top === undefined || weigh(one, found) > weigh(top, found) ? one : top),
    undefined,
  )
  const someNamed = rated.some(({ named }) => named)
  const framed = (figure: Figure) => cited.some((support) => support.figures.some((other) => holds(other, figure)))
  const stands = (figure: Figure): boolean => {
    if (framed(figure)) return true
    return rated.some(
      ({ statement, common, named }) =>
        common.size >= aligned * best!.common.size &&
        (named || !someNamed || !statement.namesOthers) &&
        holdsIn(statement, figure) &&
        (statement === best!.statement || [...common].some((stem) => !best!.common.has(stem))),
    )
  }
  if (!found.every(stands)) return false
  return rangesStand(plain, found, rated) && !(best && replaces(found, best.statement)) && datesFit(plain, found, names, rated)
}

function rate(statement: Statement, support: Support, content: readonly string[], names: readonly Name[]): Rated {
  return {
    statement,
    common: new Set(content.filter((stem) => statement.stems.has(stem))),
    named: names.some((name) => !standsIn(name, support.frame) && standsIn(name, statement.names)),
  }
}

/** The statement that a sentence is about: most common words, then most of its figures. */
function weigh({ statement, common }: Rated, found: readonly Figure[]): number {
  return common.size + found.filter((figure) => holdsIn(statement, figure)).length
}

const holdsIn = (statement: Statement, figure: Figure) => statement.figures.some((other) => holds(other, figure))

/** A range of the answer must stand as a range: its ends side by side in one statement. */
function rangesStand(plain: string, found: readonly Figure[], rated: readonly Rated[]): boolean {
  return found.every((low, index) => {
    const high = found[index + 1]
    if (!high || !rangeJoiner.test(plain.slice(low.end, high.start)) || low.kind === 'ordinal') return true
    if (low.value === high.value) return false
    return rated.some(({ statement }) =>
      statement.figures.some(
        (other, at) => holds(other, low) && statement.figures.slice(at + 1, at + 3).some((next) => holds(next, high)),
      ),
    )
  })
}

/**
 * Whether a figure stands twice where the statement has two different ones ("6 heures en première, 6 heures en terminale" for 4 and 6), or the
 * year of a date where the statement has a year of its own.
 */
function replaces(found: readonly Figure[], statement: Statement): boolean {
  const same = (one: Figure, other: Figure) => one.kind === other.kind && one.value === other.value
  return (
    found.some((figure) => {
      const twins = found.filter((other) => same(other, figure)).length
      const there = statement.figures.filter((other) => same(other, figure)).length
      const left = statement.figures.some((other) => other.kind === figure.kind && !found.some((mine) => same(mine, other)))
      if (!left) return false
      return figure.kind === 'year' ? there === 0 && holdsIn(statement, figure) : twins > 1 && there > 0 && twins > there
    }) || yearsTwice(found, statement)
  )
}

function yearsTwice(found: readonly Figure[], statement: Statement): boolean {
  const years = found.filter(({ kind }) => kind === 'year').map(({ value }) => value)
  const there = new Set(statement.figures.filter(({ kind }) => kind === 'year').map(({ value }) => value))
  return new Set(years).size < years.length && there.size > new Set(years).size
}

/** "Silicon (2021)": where the statements date this name in brackets, one of them must do it so. */
function datesFit(plain: string, found: readonly Figure[], names: readonly Name[], rated: readonly Rated[]): boolean {
  return found.every((figure) => {
    if (figure.kind !== 'year' && figure.kind !== 'date') return true
    const bracket = /([^()]*)\([^()]*$/.exec(plain.slice(0, figure.start))
    const before = bracket?.[1]?.trimEnd().toLowerCase()
    const name = before === undefined ? undefined : names.find(({ words }) => before.endsWith(words.join(' ').toLowerCase()))
    if (!name) return true
    const dated = rated.flatMap(({ statement }) => datesAfter(statement, partsOf(name.words.join(' ')).join(' ')))
    return dated.length === 0 || dated.some((other) => holds(other, figure))
  })
}

/** Years and dates within the bracket that follows a name in a statement. */
function datesAfter(statement: Statement, name: string): readonly Figure[] {
  return statement.brackets
    .filter(({ after }) => after.endsWith(` ${name}`))
    .flatMap(({ start, end }) =>
      statement.figures.filter(
        (figure) => (figure.kind === 'year' || figure.kind === 'date') && figure.start >= start && figure.end <= end,
      ),
    )
}

import { z } from 'zod'
import { BotError } from '../../domain/error.ts'
import type { Passage, Snapshot } from '../../domain/knowledge.ts'
import type { Complete } from '../../domain/model.ts'
import type { PromptRelease } from '../release.ts'
import type { JudgeFigures } from '../report.ts'
import { asData, fillSlots } from '../template.ts'
import { type Evaluated, shownText } from './evaluate.ts'

const note = z.int().min(0).max(2)
const notes = z.strictObject({ fidele: note, repond: note, clair: note, pourquoi: z.string() })
type Notes = z.infer<typeof notes>

export interface JudgeParts {
  readonly release: PromptRelease
  readonly complete: Complete
  readonly snapshot: Snapshot
  readonly concurrency?: number
}

/** A single opinion is chance: as many runs, and the middle one counts. */
const runs = 3

/**
 * Lets the model note the answers that it wrote, three times each. Information for the author, never a reason of the gate:
 * the judge is a model too.
 *
 * @returns By kind, means of the middle notes.
 */
export async function judge(evaluated: readonly Evaluated[], parts: JudgeParts): Promise<readonly JudgeFigures[]> {
  const shown = evaluated.filter(({ answer }) => answer.outcome === 'answered' && answer.model !== null)
  const opinions = new Map<Evaluated, readonly (Notes | null)[]>()
  const waiting = [...shown]
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const given: (Notes | null)[] = []
      for (let run = 0; run < runs; run += 1) given.push(await noteOnce(one, parts))
      opinions.set(one, given)
    }
  }
  await Promise.all(Array.from({ length: parts.concurrency ?? 4 }, worker))
  const kinds = [...new Set(shown.map(({ row }) => row.kind))]
  return kinds.map((kind) =>
    figuresOf(
      kind,
      shown.filter(({ row }) => row.kind === kind).map((one) => opinions.get(one)!),
    ),
  )
}

/** @returns Null when the model failed or did not keep to the contract. */
async function noteOnce({ row, answer }: Evaluated, { release, complete, snapshot }: JudgeParts): Promise<Notes | null> {
  const byId = new Map(snapshot.passages.map((passage) => [passage.id, passage]))
  const passages = answer.citations.flatMap(({ n, passageId }) => {
    const passage = byId.get(passageId)
    return passage === undefined ? [] : [showPassage(passage, n)]
  })
  const content = fillSlots(release.message, {
    passages: passages.join('\n\n'),
    question: asData(row.question),
    reponse: asData(shownText(answer)),
  })
  const messages = [{ role: 'system', content: release.system } as const, { role: 'user', content } as const]
  try {
    let text = ''
    for await (const event of complete({ messages, settings: release.settings }, new AbortController().signal)) {
      if (event.kind === 'text') text += event.text
    }
    return notes.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof BotError && error.kind === 'model')) return null
    throw error
  }
}

const showPassage = ({ title, headings, text }: Passage, n: number) =>
  `<passage numero="${n}" titre="${asData([title, ...headings].join(' › ')).replaceAll('"', '”')}">\n${asData(text)}\n</passage>`

function figuresOf(kind: string, opinions: readonly (readonly (Notes | null)[])[]): JudgeFigures {
  const read = opinions.filter((given) => given.every((one) => one !== null)) as readonly (readonly Notes[])[]
  const mean = (name: 'fidele' | 'repond' | 'clair') =>
    read.length === 0 ? null : round(read.reduce((sum, given) => sum + middle(given.map((one) => one[name])), 0) / read.length)
  const same = (given: readonly Notes[]) =>
    new Set(given.map(({ fidele, repond, clair }) => `${fidele}${repond}${clair}`)).size === 1
  return {
    kind,
    answers: opinions.length,
    unread: opinions.length - read.length,
    agreed: read.filter(same).length,
    fidele: mean('fidele'),
    repond: mean('repond'),
    clair: mean('clair'),
  }
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const round = (value: number) => Math.round(value * 100) / 100

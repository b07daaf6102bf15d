import type { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import type { App } from '../app.ts'
import type { Answer } from '../domain/answer.ts'
import type { Config } from '../config.ts'
import { BotError } from '../domain/error.ts'
import type { JournalEntry } from '../domain/journal.ts'
import { entryJson } from '../journal/show.ts'
import { cli } from '../texts/fr/cli.ts'
import { promptCommands } from '../texts/fr/prompt-commands.ts'

const texts = promptCommands.replay

/**
 * Answers a journalled question again with an app that was opened for a trial of another prompt, and shows both answers.
 * The question is the journal's: redacted, and alone even when it followed others.
 */
export async function journalReplay(
  app: App,
  { model }: Config,
  id: string,
  { json }: { readonly json: boolean },
  output: Writable,
): Promise<number> {
  if (model === null) throw new BotError('config', promptCommands.modelNeeded)
  const entry = await app.journal.find(id)
  if (entry === null) throw new BotError('input', cli.noSuchTrace(id))
  const { question, event } = entry
  if (question === null) throw new BotError('input', texts.noQuestion(id))
  const metier = event.metier !== null && app.titleOf(event.metier) !== null ? event.metier : null
  const answer = await app.ask({ text: question, metier, conversation: null, author: null, guild: null })
  if (json) output.write(`${JSON.stringify({ before: entryJson(entry), after: { ...answer, text: textOf(answer) } })}\n`)
  else output.write(`${render(entry, answer, app.base.current().snapshot.kbSha)}\n`)
  return 0
}

function render({ event, question, answer: before }: JournalEntry, after: Answer, kbSha: string): string {
  const prompt =
    event['gen_ai.prompt.name'] === null ? texts.noPrompt : `${event['gen_ai.prompt.name']}@${event['gen_ai.prompt.version']}`
  return [
    texts.title(event.traceId),
    ...(event.kbSha === kbSha ? [] : [texts.otherBase]),
    '',
    texts.question,
    ...wrap(question ?? '', 2 * column).map((line) => `  ${line}`),
    '',
    ...sideBySide(
      [texts.before(prompt), outcome(event), '', before || texts.noText].join('\n'),
      [
        texts.after(after.prompt === null ? texts.noPrompt : `${after.prompt.name}@${after.prompt.version}`),
        outcome(after),
        '',
        textOf(after),
      ].join('\n'),
    ),
  ].join('\n')
}

const { outcomes } = promptCommands.list
const outcome = ({ outcome, reason }: Pick<Answer, 'outcome' | 'reason'>) =>
  reason === null ? outcomes[outcome] : `${outcomes[outcome]} (${reason})`
const textOf = (answer: Answer) => answer.segments.map(({ text }) => text).join('')

/** Characters of one of the two columns. */
const column = 56

/** Two texts in two columns, each wrapped at words. */
export function sideBySide(left: string, right: string): readonly string[] {
  const [one, other] = [wrap(left, column), wrap(right, column)]
  return Array.from({ length: Math.max(one.length, other.length) }, (_, index) =>
    `${(one[index] ?? '').padEnd(column)} │ ${other[index] ?? ''}`.trimEnd(),
  )
}

/** Lines of at most `width` characters; a longer word stands alone. Control characters go. */
function wrap(text: string, width: number): readonly string[] {
  return stripVTControlCharacters(text)
    .trim()
    .split('\n')
    .flatMap((paragraph) => {
      const lines = ['']
      for (const word of paragraph.replace(/\p{Cc}/gu, ' ').split(' ')) {
        const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`
        if (longer.length <= width) lines[lines.length - 1] = longer
        else lines.push(word)
      }
      return lines
    })
}

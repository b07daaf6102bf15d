import { Command, Option } from 'commander'
import { config as loadDotenv } from 'dotenv'
import { type App, type AppOptions, openApp } from './app.ts'
import { askLines, askOne } from './cli/ask.ts'
import { type CheckOptions, checkKnowledge, draftKnowledge, importKnowledge } from './cli/knowledge.ts'
import { searchLines } from './cli/search.ts'
import { speakFrench } from './cli/french-help.ts'
import { type Config, readConfig } from './config.ts'
import { BotError } from './domain/error.ts'
import { checkFormats } from './knowledge/check.ts'
import { addEvalCommands } from './cli/eval-commands.ts'
import { openRecords, type Records } from './records.ts'
import { addJournalCommands } from './cli/journal-commands.ts'
import { positiveArgument } from './cli/arguments.ts'
import type { Edge, FolderOptions } from './cli/edge.ts'
import { addPromptCommands } from './cli/prompt-commands.ts'
import { cli as texts } from './texts/fr/cli.ts'

const { stdin, stdout, stderr } = process
const say = (line: string) => stderr.write(`${line}\n`)

const program = speakFrench(new Command('sextant')).description(texts.description).showHelpAfterError().exitOverride()

program
  .command('start')
  .description(texts.commands.start)
  .action(async () => {
    // Only here: discord.js takes as long to load as everything else.
    const { start, tellNews, tellPromptNews } = await import('./cli/start.ts')
    const tell = (line: string) => stdout.write(`${line}\n`)
    const options: AppOptions = {
      offline: false,
      watch: true,
      onNews: (news, dir) => tellNews(news, dir, tell),
      onPromptNews: (news) => tellPromptNews(news, tell),
    }
    return withApp(options, {}, (app, config) => start(app, config, tell))
  })

program
  .command('ask')
  .description(texts.commands.ask)
  .argument('[question]')
  .option('--json', texts.options.json, false)
  .option('--metier <slug>', texts.options.metier)
  .option('--knowledge <dir>', texts.options.knowledge)
  .option('--prompts <dir>', texts.options.prompts)
  .option('--offline', texts.options.offline, false)
  .action((text: string | undefined, options: AskOptions) =>
    withApp({ offline: options.offline, watch: false }, options, async (app) => {
      const { of, stable } = app.pseudonyms
      const who = (user: string) => ({ author: of('author', user), person: stable('author', user) })
      const command = { ask: app.ask, who, metier: options.metier ?? null, json: options.json, output: stdout }
      if (text !== undefined) return done(askOne(text, command))
      const { asked } = stdin.isTTY ? { asked: 0 } : await askLines(stdin, command)
      if (asked === 0) throw new BotError('input', texts.noQuestion)
      return 0
    }),
  )

program
  .command('search')
  .description(texts.commands.search)
  .option('--knowledge <dir>', texts.options.knowledge)
  .option('--metier <slug>', texts.options.metier)
  .option('--top <n>', texts.options.top, positiveArgument, 10)
  .option('--explain', texts.options.explain, false)
  .action((options: SearchOptions) =>
    withApp({ offline: true, watch: false }, options, (app) =>
      done(searchLines(stdin, { ...options, base: app.base.current(), metier: options.metier ?? null, output: stdout })),
    ),
  )

const knowledge = program.command('knowledge').description(texts.commands.knowledge)
knowledge
  .command('check')
  .description(texts.commands.knowledgeCheck)
  .argument('[dir]', texts.options.knowledge)
  .option('--strict', texts.options.strict, false)
  .option('--verbose', texts.options.verbose, false)
  .addOption(new Option('--format <format>', texts.options.format).choices(checkFormats).default('text'))
  .action((dir: string | undefined, options: CheckOptions) =>
    run(() => checkKnowledge(dir ?? (process.env['KNOWLEDGE_DIR'] || 'knowledge'), options, stdout)),
  )
knowledge
  .command('import')
  .description(texts.commands.knowledgeImport)
  .command('rome')
  .description(texts.commands.importRome)
  .argument('<dir>')
  .requiredOption('--out <dir>', texts.options.out)
  .action((dir: string, { out }: { out: string }) => run(() => Promise.resolve(importKnowledge(dir, out, stdout))))
knowledge
  .command('draft')
  .description(texts.commands.knowledgeDraft)
  .argument('<gap>')
  .action((gap: string) =>
    withApp({ offline: true, watch: false }, {}, (app, config) => draftKnowledge(app, gap, config.knowledgeDir, stdout)),
  )

const edge: Edge = { run, withApp, withRecords, configOf: (folders) => readConfig(environment(folders)), say }
addJournalCommands(program, edge)
addEvalCommands(addPromptCommands(program, edge), knowledge, edge)

program
  .command('commands')
  .description(texts.commands.commands)
  .option('--guild <id>', texts.options.guild)
  .action((options: { guild?: string }) =>
    run(async () => {
      const { discord } = readConfig(environment({}))
      if (discord === null) throw new BotError('config', texts.tokenNeeded)
      const guildId = options.guild ?? discord.guildId
      const { registerCommands } = await import('./discord/commands/register.ts')
      const count = await registerCommands({ ...discord, guildId })
      say(texts.commandsRegistered(count))
      return 0
    }),
  )

interface AskOptions extends FolderOptions {
  readonly json: boolean
  readonly metier?: string
  readonly offline: boolean
}
interface SearchOptions extends FolderOptions {
  readonly metier?: string
  readonly top: number
  readonly explain: boolean
}

/** Folders of the command line come before those of the environment. */
function environment({ knowledge, prompts }: FolderOptions): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...(knowledge === undefined ? {} : { KNOWLEDGE_DIR: knowledge }),
    ...(prompts === undefined ? {} : { PROMPTS_DIR: prompts }),
  }
}

function withApp(
  options: AppOptions,
  folders: FolderOptions,
  work: (app: App, config: Config) => Promise<number>,
): Promise<void> {
  return run(async () => {
    const config = readConfig(environment(folders))
    const app = await openApp(config, options)
    try {
      return await work(app, config)
    } finally {
      await app.close()
    }
  })
}

/** For staff: without reading the base, nor asking the model. */
function withRecords(work: (records: Records) => Promise<number>): Promise<void> {
  return run(async () => {
    const records = await openRecords(readConfig(environment({})))
    try {
      return await work(records)
    } finally {
      await records.close()
    }
  })
}

const done = async (work: Promise<unknown>) => {
  await work
  return 0
}

/** The edge: a failure becomes one sentence, and the exit code 1. */
async function run(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    say(error instanceof BotError ? error.message : `${texts.unexpected} (${(error as Error).name})`)
    process.exitCode = 1
  }
}

loadDotenv({ quiet: true })
stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader went away (`… | head`).
  if (error.code === 'EPIPE') process.exit(0)
})
try {
  await program.parseAsync()
} catch (error) {
  // commander has said it; wrong usage is 2, help is 0.
  process.exitCode = (error as { exitCode?: number }).exitCode === 0 ? 0 : 2
}

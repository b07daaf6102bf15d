import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { config as loadDotenv } from 'dotenv'
import { type App, type AppOptions, openApp } from './app.ts'
import { askLines, askOne } from './cli/ask.ts'
import {
  durationArgument,
  journalErase,
  journalGaps,
  journalStats,
  journalTail,
  journalTrace,
  journalVote,
} from './cli/journal.ts'
import { type CheckOptions, checkKnowledge, draftKnowledge, importKnowledge } from './cli/knowledge.ts'
import { journalReplay } from './cli/replay.ts'
import { searchLines } from './cli/search.ts'
import { speakFrench } from './cli/french-help.ts'
import { type Config, readConfig } from './config.ts'
import { BotError } from './domain/error.ts'
import type { Vote } from './domain/journal.ts'
import { checkFormats } from './knowledge/check.ts'
import { addEvalCommands } from './cli/eval-commands.ts'
import { addPromptCommands, type Edge, versionArgument } from './cli/prompt-commands.ts'
import type { VersionName } from './prompts/version.ts'
import { cli as texts } from './texts/fr/cli.ts'
import { stats as statsTexts } from './texts/fr/stats.ts'

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
  .option('--top <n>', texts.options.top, positive, 10)
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
  .action((gap: string) => withJournal((app, config) => draftKnowledge(app, gap, config.knowledgeDir, stdout)))

const journal = program.command('journal').description(texts.commands.journal)
journal
  .command('tail')
  .description(texts.commands.journalTail)
  .option('--last <n>', texts.options.last, positive, 20)
  .option('--json', texts.options.json, false)
  .action((options: { last: number; json: boolean }) => withJournal((app) => journalTail(app, options, stdout)))
journal
  .command('trace')
  .description(texts.commands.journalTrace)
  .argument('<id>')
  .option('--json', texts.options.json, false)
  .option('--replay <version>', texts.options.replay, versionArgument)
  .action((id: string, options: { json: boolean; replay?: VersionName }) =>
    options.replay === undefined
      ? withJournal((app) => journalTrace(app, id, options, stdout))
      : withApp({ offline: false, watch: false, trial: options.replay }, {}, (app, config) =>
          journalReplay(app, config, id, options, stdout),
        ),
  )
journal
  .command('gaps')
  .description(texts.commands.journalGaps)
  .option('--json', texts.options.json, false)
  .action((options: { json: boolean }) => withJournal((app) => journalGaps(app, options, stdout)))
journal
  .command('erase')
  .description(texts.commands.journalErase)
  .argument('[pseudonym]')
  .action((pseudonym: string | undefined) => withJournal((app) => journalErase(app, pseudonym, stdin, stdout)))

journal
  .command('stats')
  .description(statsTexts.commands.stats)
  .option('--since <duration>', statsTexts.options.since, durationArgument)
  .option('--json', texts.options.json, false)
  .action((options: { since?: number; json: boolean }) => withJournal((app) => journalStats(app, options, stdout)))
journal
  .command('vote')
  .description(statsTexts.commands.vote)
  .argument('<id>')
  .addArgument(new Argument('<vote>').choices(['up', 'down']))
  .action((id: string, vote: Vote) => withJournal((app) => journalVote(app, id, vote, stdout)))

const edge: Edge = { run, withApp, configOf: (folders) => readConfig(environment(folders)), say }
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

interface FolderOptions {
  readonly knowledge?: string
  readonly prompts?: string
}
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

const withJournal = (work: (app: App, config: Config) => Promise<number>) => withApp({ offline: true, watch: false }, {}, work)

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

function positive(given: string): number {
  if (!/^[1-9]\d{0,6}$/.test(given)) throw new InvalidArgumentError(texts.notANumber)
  return Number(given)
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

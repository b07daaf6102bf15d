import type { Command } from 'commander'
import { BotError } from '../domain/error.ts'
import type { VersionName } from '../prompts/version.ts'
import { percentArgument, versionArgument } from './arguments.ts'
import type { Edge, FolderOptions } from './edge.ts'
import { cli } from '../texts/fr/cli.ts'
import { promptCommands as texts } from '../texts/fr/prompt-commands.ts'

interface JsonOption extends FolderOptions {
  readonly json: boolean
}

/** `prompt …`. What a command needs is loaded when it runs. @returns `prompt`, for the commands of evaluation. */
export function addPromptCommands(program: Command, edge: Edge): Command {
  const prompt = program.command('prompt').description(help.prompt)
  const add: Add = (name, description) =>
    prompt.command(name).description(description).option('--prompts <dir>', cli.options.prompts)
  addReading(add, edge)
  addMoving(add, edge)
  return prompt
}

type Add = (name: string, description: string) => Command
const { stdout } = process
const { help, options } = texts

function addReading(add: Add, { run, withApp, configOf, say }: Edge): void {
  add('list', help.list)
    .option('--knowledge <dir>', cli.options.knowledge)
    .option('--model <name>', options.model)
    .option('--json', cli.options.json, false)
    .action((given: JsonOption & { model?: string }) =>
      withApp({ offline: true, watch: false }, given, async (app, config) => {
        const { promptList } = await import('./prompt.ts')
        return promptList(app, config, given, stdout)
      }),
    )
  add('blame', help.blame)
    .argument('[name]', options.name, 'answer')
    .option('--at <time>', options.at)
    .option('--json', cli.options.json, false)
    .action((name: string, given: JsonOption & { at?: string }) =>
      run(async () => (await import('./prompt.ts')).promptBlame(name, given, configOf(given).promptsDir, stdout)),
    )
  add('try', help.try)
    .argument('<version>', options.version, versionArgument)
    .argument('<question>')
    .option('--metier <slug>', cli.options.metier)
    .option('--knowledge <dir>', cli.options.knowledge)
    .option('--json', cli.options.json, false)
    .action((version: VersionName, question: string, given: JsonOption & { metier?: string }) =>
      withApp({ offline: false, watch: false, trial: version }, given, async (app, config) => {
        if (config.model === null) throw new BotError('config', texts.modelNeeded)
        say(texts.trial(`${version.name}@${version.version}`))
        const { askOne } = await import('./ask.ts')
        await askOne(question, { ask: app.ask, who: nobody, metier: given.metier ?? null, json: given.json, output: stdout })
        return 0
      }),
    )
}

/** What changes the registry. */
function addMoving(add: Add, { run, configOf }: Edge): void {
  add('release', help.release)
    .argument('<version>', options.version, versionArgument)
    .action((version: VersionName, given: FolderOptions) =>
      run(async () => (await import('./prompt.ts')).promptRelease(version, configOf(given).promptsDir, stdout)),
    )
  add('promote', help.promote)
    .argument('<version>', options.version, versionArgument)
    .requiredOption('--why <text>', options.why)
    .option('--waive <reason>', options.waive)
    .option('--candidate', options.candidate, false)
    .option('--percent <n>', options.percent, percentArgument)
    .option('--model <name>', options.model)
    .option('--knowledge <dir>', cli.options.knowledge)
    .action(
      (
        version: VersionName,
        given: FolderOptions & { why: string; waive?: string; candidate: boolean; percent?: number; model?: string },
      ) => run(async () => (await import('./prompt.ts')).promptPromote(version, given, configOf(given), stdout)),
    )
  add('rollback', help.rollback)
    .argument('[name]', options.name, 'answer')
    .option('--why <text>', options.whyRollback)
    .option('--candidate', options.withdraw, false)
    .action((name: string, given: FolderOptions & { why?: string; candidate: boolean }) =>
      run(async () => (await import('./prompt.ts')).promptRollback(name, given, configOf(given).promptsDir, stdout)),
    )
}

const nobody = () => ({ author: null })

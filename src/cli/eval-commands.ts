import type { Command } from 'commander'
import type { PromptEvalOptions } from './prompt-eval.ts'
import type { Edge } from './edge.ts'
import { cli } from '../texts/fr/cli.ts'
import { promptEval } from '../texts/fr/prompt-eval.ts'

interface FolderOptions {
  readonly knowledge?: string
  readonly prompts?: string
}

/** `prompt eval`, `prompt diff` and `knowledge impact`. What a command needs is loaded when it runs. */
export function addEvalCommands(prompt: Command, knowledge: Command, { run, configOf, say }: Edge): void {
  const { stdout } = process
  const { help } = promptEval
  const withFolders = (command: Command) =>
    command.option('--knowledge <dir>', cli.options.knowledge).option('--prompts <dir>', cli.options.prompts)

  withFolders(prompt.command('eval'))
    .description(help.eval)
    .argument('<version>', help.version)
    .option('--against <version>', help.against, 'production')
    .option('--model <name>', help.model)
    .option('--record', help.record, false)
    .option('--judge', help.judge, false)
    .action((version: string, given: FolderOptions & PromptEvalOptions) =>
      run(async () => {
        const { evalPrompt } = await import('./prompt-eval.ts')
        return evalPrompt(version, given, configOf(given), { output: stdout, say, now: () => new Date() })
      }),
    )
  prompt
    .command('diff')
    .description(help.diff)
    .argument('<from>', help.version)
    .argument('<to>', help.version)
    .option('--prompts <dir>', cli.options.prompts)
    .action((from: string, to: string, given: FolderOptions) =>
      run(async () => {
        const { diffPrompts } = await import('./prompt-diff.ts')
        return diffPrompts(from, to, configOf(given).promptsDir, stdout)
      }),
    )
  withFolders(knowledge.command('impact'))
    .description(help.impact)
    .option('--since <revision>', help.since, 'HEAD')
    .action((given: FolderOptions & { since: string }) =>
      run(async () => {
        const { knowledgeImpact } = await import('./impact.ts')
        return knowledgeImpact(given, configOf(given), stdout, new Date().toISOString().slice(0, 10))
      }),
    )
}

import { Argument, type Command } from 'commander'
import type { Vote } from '../domain/journal.ts'
import type { VersionName } from '../prompts/version.ts'
import { cli as texts } from '../texts/fr/cli.ts'
import { stats as statsTexts } from '../texts/fr/stats.ts'
import { durationArgument, positiveArgument, versionArgument } from './arguments.ts'
import { journalErase, journalGaps, journalStats, journalTail, journalTrace, journalVote } from './journal.ts'
import type { Edge } from './edge.ts'
import { journalReplay } from './replay.ts'

const { stdin, stdout } = process

/** `journal …`: what staff asks of the records. Only a replay needs the base and the model. */
export function addJournalCommands(program: Command, { withApp, withRecords }: Edge): void {
  const journal = program.command('journal').description(texts.commands.journal)
  journal
    .command('tail')
    .description(texts.commands.journalTail)
    .option('--last <n>', texts.options.last, positiveArgument, 20)
    .option('--json', texts.options.json, false)
    .action((options: { last: number; json: boolean }) => withRecords((records) => journalTail(records, options, stdout)))
  journal
    .command('trace')
    .description(texts.commands.journalTrace)
    .argument('<id>')
    .option('--json', texts.options.json, false)
    .option('--replay <version>', texts.options.replay, versionArgument)
    .action((id: string, options: { json: boolean; replay?: VersionName }) =>
      options.replay === undefined
        ? withRecords((records) => journalTrace(records, id, options, stdout))
        : withApp({ offline: false, watch: false, trial: options.replay }, {}, (app, config) =>
            journalReplay(app, config, id, options, stdout),
          ),
    )
  journal
    .command('gaps')
    .description(texts.commands.journalGaps)
    .option('--json', texts.options.json, false)
    .action((options: { json: boolean }) => withRecords((records) => journalGaps(records, options, stdout)))
  journal
    .command('erase')
    .description(texts.commands.journalErase)
    .argument('[pseudonym]')
    .action((pseudonym: string | undefined) => withRecords((records) => journalErase(records, pseudonym, stdin, stdout)))

  journal
    .command('stats')
    .description(statsTexts.commands.stats)
    .option('--since <duration>', statsTexts.options.since, durationArgument)
    .option('--json', texts.options.json, false)
    .action((options: { since?: number; json: boolean }) => withRecords((records) => journalStats(records, options, stdout)))
  journal
    .command('vote')
    .description(statsTexts.commands.vote)
    .argument('<id>')
    .addArgument(new Argument('<vote>').choices(['up', 'down']))
    .action((id: string, vote: Vote) => withRecords((records) => journalVote(records, id, vote, stdout)))
}

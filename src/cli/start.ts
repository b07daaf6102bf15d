import { join } from 'node:path'
import type { App } from '../app.ts'
import type { BaseNews } from '../base.ts'
import type { Config } from '../config.ts'
import { createDiscord } from '../discord/client.ts'
import type { BotError } from '../domain/error.ts'
import { formatFinding } from '../knowledge/check.ts'
import type { PromptNews } from '../prompts/live.ts'
import { cli } from '../texts/fr/cli.ts'
import { promptCommands } from '../texts/fr/prompt-commands.ts'
import { startWeb } from '../web/server.ts'

const texts = cli.start

/**
 * Runs the bot and the local page until a signal stops them or a fault ends the bot.
 *
 * @param say Prints a line for the operator.
 * @returns The exit code.
 */
export async function start(app: App, config: Config, say: (line: string) => void): Promise<number> {
  const stopped = stopSignal()
  sayParts(app, config, say)
  const discord = config.discord === null ? null : connect(app, config.discord)
  if (discord === null) texts.noDiscord.forEach(say)
  else {
    const { botTag, inviteUrl } = await discord.start()
    say(texts.discord(botTag))
    say(texts.invite(inviteUrl))
  }
  const web = await startWeb({
    ask: app.ask,
    professions: () => professions(app),
    state: app.state,
    ...config.console,
    log: app.log,
  })
  say(web === null ? texts.portTaken(config.console.port) : texts.page(web.url))
  if (web === null && discord === null) {
    say(texts.nothingRuns)
    return 1
  }
  say(texts.stopHint)
  const purging = setInterval(() => purge(app), purgeEveryMs)
  purge(app)

  const fault = await Promise.race([stopped, ...(discord === null ? [] : [discord.failed])])
  clearInterval(purging)
  say(fault === null ? texts.stopping : fault.message)
  await Promise.all([discord?.stop(), web?.stop()])
  if (fault === null) say(texts.stopped)
  return fault === null ? 0 : 1
}

/** Texts, authors and gaps past their retention go, now and every hour. */
const purgeEveryMs = 3_600_000
function purge({ journal, log }: App): void {
  journal.purge().catch((error: unknown) => log.error('purge-failed', error))
}

/** News of the base, for who runs the bot: what is refused and why, what is live again. */
export function tellNews({ refused, recovered }: BaseNews, dir: string, say: (line: string) => void): void {
  for (const finding of refused) say(formatFinding(finding, (file) => join(dir, file)))
  for (const file of recovered) say(texts.liveAgain(join(dir, file)))
}

/** The labels moved under the running bot, or cannot be followed. */
export function tellPromptNews(news: PromptNews, say: (line: string) => void): void {
  const words = promptCommands.news
  say(news.kind === 'refused' ? words.refused(news.fault) : words.serves(news.production, news.candidate, news.percent))
}

function connect(app: App, { token, apiUrl, guildId }: NonNullable<Config['discord']>) {
  return createDiscord({
    token,
    ...(apiUrl === null ? {} : { apiUrl }),
    ...(guildId === null ? {} : { guildId }),
    ask: app.ask,
    screen: app.screen,
    suggest: (typed) => app.suggest(typed, 25),
    titleOf: app.titleOf,
    pseudonym: (kind, id) => (kind === 'person' ? app.pseudonyms.stable('author', id) : app.pseudonyms.of(kind, id)),
    log: app.log,
  })
}

function sayParts(app: App, config: Config, say: (line: string) => void): void {
  const { professions, passages } = app.base.current().snapshot
  say(texts.runsWith)
  say(texts.knowledge(professions.size, passages.length, config.knowledgeDir))
  const refused = app.base.findings().filter((finding) => finding.severity === 'refused').length
  if (refused > 0) say(texts.refused(refused))
  say(app.promptVersion === null ? texts.extractive : texts.model(config.model?.name ?? '', app.promptVersion))
  say(texts.storage(config.databaseUrl))
}

function professions(app: App) {
  const all = [...app.base.current().snapshot.professions.values()]
  return all.filter(({ genre }) => genre === 'metier').map(({ slug, title }) => ({ slug, title }))
}

/** Resolves with null on the first SIGINT or SIGTERM. A second one ends the process as usual. */
function stopSignal(): Promise<BotError | null> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve(null))
  })
}

import { Client, GatewayIntentBits, MessageFlags } from 'discord.js'
import { createDiscord, type Discord } from '../../src/discord/client.ts'
import { answerOf, botOptions } from '../discord/bot.ts'
import { startDiscordDouble, type DiscordDouble, type SentInteraction } from '../doubles/discord/double.ts'

const alone = 1000
const warmUp = 200
const burst = 200
const bursts = 8
const maxMedianRatio = 1.2
const maxP99Ratio = 1.5

interface Rival {
  readonly name: string
  readonly double: DiscordDouble
  readonly stop: () => Promise<void>
  readonly alone: number[]
  readonly burst: number[]
}

/** What anyone writes after reading the guide: defer, then edit. */
async function startBare(double: DiscordDouble): Promise<() => Promise<void>> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: double.apiUrl, version: '10' } })
  client.on('interactionCreate', async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    await interaction.editReply({ content: 'ok', allowedMentions: { parse: [], repliedUser: false } })
  })
  const ready = new Promise((resolve) => client.once('clientReady', resolve))
  await client.login(double.token)
  await ready
  return () => client.destroy()
}

async function startOurs(double: DiscordDouble): Promise<Discord> {
  const bot = createDiscord(botOptions(double, { ask: async () => answerOf() }, [], []))
  await bot.start()
  return bot
}

async function createRivals(): Promise<readonly Rival[]> {
  const doubles = [await startDiscordDouble(), await startDiscordDouble()] as const
  const bare = await startBare(doubles[0])
  const ours = await startOurs(doubles[1])
  return [
    { name: 'bare discord.js', double: doubles[0], stop: bare, alone: [], burst: [] },
    { name: 'Sextant', double: doubles[1], stop: () => ours.stop(), alone: [], burst: [] },
  ]
}

const send = ({ double }: Rival): SentInteraction =>
  double.slashCommand({ name: 'question', options: { texte: 'combien ?', prive: true } })

/** Milliseconds from INTERACTION_CREATE leaving the double to the callback reaching it. */
async function delayOf(sent: SentInteraction): Promise<number> {
  const { callbackAt } = await sent.acknowledged()
  return callbackAt! - sent.sentAt
}

async function measure(rivals: readonly Rival[]): Promise<void> {
  for (let round = -warmUp; round < alone; round += 1) {
    // Each goes first every other time.
    for (const rival of round % 2 === 0 ? rivals : rivals.toReversed()) {
      const sent = send(rival)
      const delay = await delayOf(sent)
      await sent.answer()
      if (round >= 0) rival.alone.push(delay)
    }
  }
  for (let round = -rivals.length; round < bursts * rivals.length; round += 1) {
    const rival = rivals[Math.abs(round + Math.floor(round / rivals.length)) % rivals.length]!
    const sent = Array.from({ length: burst }, () => send(rival))
    const delays = await Promise.all(sent.map(delayOf))
    await Promise.all(sent.map((one) => one.answer()))
    if (round >= 0) rival.burst.push(...delays)
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

/**
 * Time to the acknowledgement, ours beside a bare discord.js bot on doubles in the same process, in turns.
 *
 * @returns A Markdown table with the ratios and whether they keep the bars.
 */
export async function ack(): Promise<string> {
  const rivals = await createRivals()
  await measure(rivals)
  for (const { stop, double } of rivals) {
    await stop()
    await double.stop()
  }
  const cells = (values: readonly number[]): readonly number[] => [quantile(values, 0.5), quantile(values, 0.99)]
  const table = rivals.map((rival) => ({ name: rival.name, values: [...cells(rival.alone), ...cells(rival.burst)] }))
  const [bare, ours] = table
  const ratios = ours!.values.map((value, index) => value / bare!.values[index]!)
  const kept = ratios.every((ratio, index) => ratio <= (index % 2 === 0 ? maxMedianRatio : maxP99Ratio))
  const row = (name: string, values: readonly number[], unit: string): string =>
    `| ${name} | ${values.map((value) => `${value.toFixed(2)}${unit}`).join(' | ')} |`
  return [
    `| INTERACTION_CREATE → callback | one at a time, median (n = ${alone}) | p99 | burst of ${burst}, median (× ${bursts}) | p99 |`,
    '|---|---|---|---|---|',
    ...table.map(({ name, values }) => row(name, values, ' ms')),
    row(`ratio (bars ${maxMedianRatio} and ${maxP99Ratio}: ${kept ? 'kept' : 'NOT kept'})`, ratios, ''),
  ].join('\n')
}

if (import.meta.main) process.stdout.write(`${await ack()}\n`)

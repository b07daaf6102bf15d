import { Events, type Client } from 'discord.js'
import type { BotError } from '../../domain/error.ts'
import type { Log } from '../../domain/ports.ts'
import { fatalClose } from '../fatal.ts'

/** Ups and downs of the connection, for the log; a close that cannot be mended is handed on. */
export function watchConnection(client: Client, log: Log, isStopping: () => boolean, onFatal: (error: BotError) => void): void {
  client.on(Events.ShardDisconnect, ({ code }) => {
    const fatal = fatalClose(code)
    log.warn('shard-closed', { closeCode: code, fatal: fatal !== null })
    if (fatal !== null) onFatal(fatal)
  })
  // `client.destroy()` emits it too, on a normal stop.
  client.on(Events.ShardReconnecting, (shard) => {
    if (!isStopping()) log.warn('shard-reconnecting', { shard })
  })
  client.on(Events.ShardResume, (shard, replayed) => log.info('shard-resumed', { shard, replayed }))
  client.on(Events.ShardError, (error, shard) => log.error('shard-error', error, { shard }))
  client.on(Events.Error, (error) => log.error('client-error', error))
  client.on(Events.Warn, () => log.warn('client-warning'))
  client.rest.on('rateLimited', ({ timeToReset, scope, global }) =>
    log.warn('rate-limited', { waitMs: timeToReset, scope, global }),
  )
  // 10,000 of them in ten minutes ban the address.
  client.rest.on('invalidRequestWarning', ({ count, remainingTime }) =>
    log.warn('invalid-requests', { count, remainingMs: remainingTime }),
  )
}

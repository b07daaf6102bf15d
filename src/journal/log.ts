import { accessSync, constants, mkdirSync, writeSync } from 'node:fs'
import { pino } from 'pino'
import { BotError } from '../domain/error.ts'
import type { Log, LogFields } from '../domain/ports.ts'
import { journal as texts } from '../texts/fr/journal.ts'
import { eventName, safeError, safeFields, type SafeError } from './log-schema.ts'
import { createRollingFile } from './rolling-file.ts'

type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

export interface LogOptions {
  /** `LOG_DIR`; made when it is not there. */
  readonly dir: string
  readonly level: LogLevel
  /** Whether warnings and errors are also told on stderr, in human form. */
  readonly stderr?: boolean
  readonly now?: () => number
  /** 10 MiB a file and 14 files unless told. */
  readonly maxBytes?: number
  readonly maxFiles?: number
  readonly writeStderr?: (line: string) => void
}

export interface ClosableLog extends Log {
  /** Every line is written when it is logged; here for callers that want to be sure. */
  flush(): void
  /** Lines after it are dropped. */
  close(): Promise<void>
}

/**
 * The log: JSON lines of a closed schema in rolling files, never on stdout. Written synchronously, so nothing is lost
 * when the process ends; logging never throws.
 *
 * @throws {BotError} `config`, in French, when the folder cannot be made or written.
 */
export function createLog(options: LogOptions): ClosableLog {
  const { dir, level, stderr = false, now = Date.now, writeStderr = writeToStderr } = options
  makeFolder(dir)
  const time = () => `,"time":"${new Date(now()).toISOString()}"`
  const file = createRollingFile({
    dir,
    now,
    maxBytes: options.maxBytes ?? 10 * 1024 * 1024,
    maxFiles: options.maxFiles ?? 14,
    lostLine: (lines) => `{"level":"warn"${time()},"pid":${process.pid},"event":"log-lines-lost","lines":${lines}}\n`,
  })
  const logger = pino(
    { level, base: { pid: process.pid }, timestamp: time, formatters: { level: (label) => ({ level: label }) } },
    { write: file.write },
  )
  const tell = (severity: 'warn' | 'error', event: string, fields: LogFields, error?: SafeError) => {
    if (stderr && logger.isLevelEnabled(severity)) writeStderr(humanLine(now(), severity, event, fields, error))
  }
  return {
    info: (event, fields = {}) => logger.info({ event: eventName(event), ...safeFields(fields) }),
    warn(event, fields = {}) {
      const line = { event: eventName(event), ...safeFields(fields) }
      logger.warn(line)
      tell('warn', line.event, safeFields(fields))
    },
    error(event, error, fields = {}) {
      const line = { event: eventName(event), ...safeFields(fields), error: safeError(error) }
      logger.error(line)
      tell('error', line.event, safeFields(fields), line.error)
    },
    flush: () => undefined,
    close() {
      file.close()
      return Promise.resolve()
    },
  }
}

function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    accessSync(dir, constants.W_OK)
  } catch (cause) {
    // A full disk is no reason not to start: the file goes on when there is room again.
    if (cause instanceof Error && Reflect.get(cause, 'code') === 'ENOSPC') return
    throw new BotError('config', texts.log.unusableFolder(dir), { cause })
  }
}

function humanLine(at: number, severity: 'warn' | 'error', event: string, fields: LogFields, error?: SafeError): string {
  const clock = new Date(at).toTimeString().slice(0, 8)
  const details = Object.entries(fields).map(([key, value]) => `${key}=${value}`)
  const reason =
    error === undefined
      ? []
      : ['—', `${error.name}${error.kind ? ` (${error.kind})` : ''}${error.message ? ` : ${error.message}` : ''}`]
  return `${[clock, texts.log.severity[severity], event, ...details, ...reason].join(' ')}\n`
}

function writeToStderr(line: string): void {
  try {
    writeSync(2, line)
  } catch {
    // A closed or stuffed pipe: the line stands in the file.
  }
}

/**
 * What can go wrong, told apart by what the reader can do about it. The kind picks the French sentence that a
 * member or an operator reads; `message` and `cause` are for the log and may hold no free text of a member.
 */
export type ErrorKind =
  /** The environment or a command line is wrong: the operator corrects it. */
  | 'config'
  /** A file that was asked for cannot be read or used. */
  | 'knowledge'
  | 'prompt'
  /** The model failed, stalled or sent something unusable: the extractive answer takes over. */
  | 'model'
  /** The model may not be asked any more today: the extractive answer takes over. */
  | 'budget'
  | 'storage'
  | 'discord'
  /** What was asked cannot be read (a broken line, an unknown profession). */
  | 'input'
  /** The asker gave up, or the process is stopping. */
  | 'aborted'

/** A failure. Expected outcomes are values (see `Outcome`), never errors. */
export class BotError extends Error {
  readonly kind: ErrorKind

  constructor(kind: ErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BotError'
    this.kind = kind
  }
}

import type { Log, Screen } from '../../domain/ports.ts'
import type { Answering } from '../answering.ts'
import type { Conversations } from '../conversation.ts'
import type { Outbound } from '../outbound.ts'

/** `person` is the author under a key that never rotates. */
export type Pseudonym = (kind: 'author' | 'person' | 'guild' | 'conversation', id: string) => string

/** What the handlers of events work with. */
export interface Parts {
  readonly screen: Screen
  readonly suggest: (typed: string) => readonly { readonly slug: string; readonly title: string }[]
  readonly titleOf: (slug: string) => string | null
  readonly pseudonym: Pseudonym
  readonly log: Log
  readonly outbound: Outbound
  readonly answering: Answering
  readonly conversations: Conversations
  /** True the first time that this event's id is seen. */
  readonly once: (id: string) => boolean
  /** Once the bot is stopping, who asks is told to come back. */
  readonly isStopping: () => boolean
}

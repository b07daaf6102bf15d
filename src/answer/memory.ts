import type { Memory, Store } from '../domain/ports.ts'
import type { Turn } from '../domain/question.ts'

/** Turns kept of one conversation, and how long after the last one. */
const maxTurns = 6
const ttlMs = 60 * 60 * 1000

/** Conversations in a store. A store that fails makes forgetful, never silent. */
export function createMemory(store: Store): Memory {
  const recall = async (conversation: string) => {
    const turns = await store.get(conversation).catch(() => undefined)
    return Array.isArray(turns) ? (turns as readonly Turn[]) : []
  }
  return {
    recall,
    async remember(conversation, turn) {
      const turns = [...(await recall(conversation)), turn].slice(-maxTurns)
      await store.set(conversation, turns, ttlMs).catch(() => undefined)
    },
    forget: (conversation) => store.delete(conversation),
  }
}

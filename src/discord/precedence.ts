export interface Precedence {
  /** Runs an acknowledgement. */
  first<Result>(acknowledge: () => Promise<Result>): Promise<Result>
  /** Resolves when no acknowledgement is under way, at the latest after `maxWaitMs`. */
  turn(): Promise<void>
}

/**
 * Acknowledgements go before answers: in a burst, the work for the first askers would make the last ones wait past
 * Discord's three seconds. An answer begins when all who have asked are acknowledged, or when it has waited long enough.
 */
export function createPrecedence(maxWaitMs = 250): Precedence {
  const waiting = new Set<() => void>()
  let underWay = 0
  return {
    async first(acknowledge) {
      underWay += 1
      try {
        return await acknowledge()
      } finally {
        underWay -= 1
        if (underWay === 0) for (const go of waiting) go()
      }
    },
    turn() {
      if (underWay === 0) return Promise.resolve()
      return new Promise((resolve) => {
        const go = (): void => {
          clearTimeout(timer)
          waiting.delete(go)
          resolve()
        }
        const timer = setTimeout(go, maxWaitMs)
        waiting.add(go)
      })
    },
  }
}

export interface Pace<State> {
  /** The newest state; older ones that were not shown yet are skipped. */
  offer(state: State): void
  /** Shows nothing more; resolves when what is under way has ended. */
  end(): Promise<void>
}

/**
 * Shows a growing answer at most once every `everyMs`, one edit at a time: what arrives meanwhile, or while Discord
 * holds an edit back, is folded into the next one. The first one waits `everyMs` too, so a fast answer is sent once.
 *
 * @param show May reject: the next state is shown in its place.
 */
export function createPace<State>(everyMs: number, now: () => number, show: (state: State) => Promise<void>): Pace<State> {
  let latest: { readonly state: State } | null = null
  let last = now()
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let busy = false
  let ended = false

  const schedule = (): void => {
    if (ended || busy || timer !== null || latest === null) return
    timer = setTimeout(run, Math.max(0, last + everyMs - now()))
  }
  const run = (): void => {
    timer = null
    const next = latest
    if (next === null || ended) return
    latest = null
    busy = true
    running = show(next.state)
      .catch(() => {})
      .then(() => {
        busy = false
        last = now()
        schedule()
      })
  }
  return {
    offer(state) {
      latest = { state }
      schedule()
    },
    async end() {
      ended = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}

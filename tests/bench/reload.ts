import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setImmediate as turn } from 'node:timers/promises'
import { openBase } from '../../src/base.ts'
import type { ServedBase } from '../../src/base.ts'
import type { Base, Log } from '../../src/domain/ports.ts'

const sizes = [1, 100, 1_000, 10_000]
const quiet: Log = { info: () => undefined, warn: () => undefined, error: (event, error) => console.error(event, error) }
const words = 'modèle consigne données équipe projet école salaire langage métier étude outil réponse contrat client test'.split(
  ' ',
)

interface Measured {
  readonly openMs: number
  readonly oneMs: number
  readonly allMs: number
  readonly openPauseMs: number
  readonly pauseMs: number
  /** What this thread itself worked in one turn: the rest of a pause is other threads' and programs' share of the cores. */
  readonly workMs: number
  readonly rssMiB: number
}

/**
 * Live reload with worker, file events and index as they run in the bot: for 1, 100, 1,000 and 10,000 pages of about 2.4 KiB,
 * the time from a save to its being served (one page, then all of them), the longest event-loop pause meanwhile, the memory.
 *
 * @returns A Markdown table.
 */
export async function reload(): Promise<string> {
  const rows: string[] = []
  for (const size of sizes) {
    const { openMs, oneMs, allMs, openPauseMs, pauseMs, workMs, rssMiB } = await measure(size)
    rows.push(
      `| ${size} | ${openMs.toFixed(0)} | ${oneMs.toFixed(0)} | ${allMs.toFixed(0)} | ${openPauseMs.toFixed(1)} | ${pauseMs.toFixed(1)} | ${workMs.toFixed(1)} | ${rssMiB.toFixed(0)} |`,
    )
  }
  const head =
    '| pages | first load, ms | one save → served, ms | all saved → served, ms | longest pause at the first load, ms | at a reload, ms | this thread’s own work in it, ms | RSS, MiB |\n|---|---|---|---|---|---|---|---|'
  return `${head}\n${rows.join('\n')}`
}

async function measure(size: number): Promise<Measured> {
  const dir = mkdtempSync(join(tmpdir(), 'sextant-reload-'))
  const files = Array.from({ length: size }, (_, index) =>
    join(dir, `metier-${Math.floor(index / 10)}`, index % 10 === 0 ? 'metier.md' : `page-${index % 10}.md`),
  )
  writeFileSync(
    join(dir, 'sources.yaml'),
    'insee:\n  editeur: Insee\n  titre: Emploi\n  url: null\n  date: 2024\n  type: officiel\n',
  )
  await writeAll(files, 'premier')
  const delay = watchLoop()
  try {
    const startedAt = performance.now()
    const base = await openBase({ dir, watch: true, keeping: null, log: quiet })
    const openMs = performance.now() - startedAt
    const openPauseMs = delay.max().pauseMs
    delay.reset()
    const one = untilServed(base, (text) => text.includes('deuxième'), 1)
    const savedAt = performance.now()
    writeFileSync(files.at(-1)!, page(size - 1, 'deuxième'))
    const oneMs = (await one) - savedAt
    const atOne = delay.max()
    const all = untilServed(base, (text) => text.includes('troisième'), size)
    const allSavedAt = performance.now()
    await writeAll(files, 'troisième')
    // Writing in this thread is no part of a reload.
    delay.reset()
    const allMs = (await all) - allSavedAt
    const atAll = delay.max()
    const pauseMs = Math.max(atOne.pauseMs, atAll.pauseMs)
    const workMs = Math.max(atOne.workMs, atAll.workMs)
    const rssMiB = process.memoryUsage.rss() / 1024 / 1024
    await base.close()
    return { openMs, oneMs, allMs, openPauseMs, pauseMs, workMs, rssMiB }
  } finally {
    delay.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The longest turn of the event loop since the last reset, and the longest time that this thread worked in one; in milliseconds. */
function watchLoop(): { max(): { pauseMs: number; workMs: number }; reset(): void; stop(): void } {
  let longest = { pauseMs: 0, workMs: 0 }
  let last = { at: performance.now(), cpu: cpuMs() }
  const timer = setInterval(() => {
    const now = { at: performance.now(), cpu: cpuMs() }
    longest = { pauseMs: Math.max(longest.pauseMs, now.at - last.at - 1), workMs: Math.max(longest.workMs, now.cpu - last.cpu) }
    last = now
  }, 1)
  return {
    max: () => longest,
    reset: () => {
      longest = { pauseMs: 0, workMs: 0 }
      last = { at: performance.now(), cpu: cpuMs() }
    },
    stop: () => clearInterval(timer),
  }
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** The moment when at least `count` pages serve a text that passes. */
function untilServed(base: ServedBase, test: (text: string) => boolean, count: number): Promise<number> {
  return new Promise((resolve) => {
    const stop = base.onChange(({ snapshot }: Base) => {
      const at = performance.now()
      let seen = 0
      for (const { headings, text } of snapshot.passages) if (headings.length === 0 && test(text)) seen += 1
      if (seen < count) return
      stop()
      resolve(at)
    })
  })
}

async function writeAll(files: readonly string[], word: string): Promise<void> {
  for (const [index, file] of files.entries()) {
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, page(index, word))
    await turn()
  }
}

function page(index: number, word: string): string {
  let seed = index + 1
  const pick = (): string => words[(seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % words.length]!
  const sentence = (): string =>
    `Le ${pick()} de ce ${pick()} compte ${1_000 + (seed % 9_000)} € brut par mois pour un ${pick()} de ${pick()}.[^insee] `
  const section = (heading: string): string =>
    `## ${heading} ${pick()}\n${Array.from({ length: 5 }, sentence).join('')}\n\n- Un ${pick()}.\n- Un ${pick()} de plus.\n`
  const front = `---\ntitre: Page ${index} ${pick()}\nconsulte_le: 2026-11-22\n---\nUn ${word} texte.\n\n`
  return front + ['Le début', 'La suite', 'Les chiffres', 'La fin'].map(section).join('\n')
}

if (import.meta.main) console.log(await reload())

import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import type { Passage } from '../../src/domain/knowledge.ts'
import { countAskers, createGaps, type NewGap } from '../../src/journal/gaps.ts'
import { draftGap, renderGaps } from '../../src/journal/show-gaps.ts'
import { createJournal } from '../../src/journal/trace.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { createSilentLog } from '../storage/silent-log.ts'
import { malik, sonia, traceLike } from './fixtures.ts'

const zoe = 'K3Y0-00000000000000000000000003'

async function open() {
  const clock = { at: Date.parse('2026-11-22T10:00:00Z') }
  const options = { now: () => clock.at++, textRetentionDays: 30 }
  const storage = await openStorage({ url: 'sqlite::memory:', log: createSilentLog(), ...options })
  onTestFinished(() => storage.close())
  return { clock, gaps: createGaps({ storage, ...options }), journal: createJournal({ storage, ...options }) }
}

let made = 0
function gap(changes: Partial<NewGap> = {}): NewGap {
  return {
    traceId: `GAP${String(++made).padStart(7, '0')}`,
    question: 'Peut-on faire prompt engineer en alternance ?',
    metier: 'prompt-engineer',
    nearest: ['prompt-engineer/etudes', 'orientation/alternance'],
    kind: 'abstained',
    author: sonia,
    ...changes,
  }
}

describe('gaps', () => {
  it('groups questions that are alike, of one profession', async () => {
    const { gaps } = await open()
    await gaps.recordGap(gap())
    await gaps.recordGap(gap({ question: 'prompt engineer en alternance à Lyon ?' }))
    await gaps.recordGap(gap({ metier: 'data-analyst' }))
    // The profession's own words make nothing alike.
    await gaps.recordGap(gap({ question: 'Un prompt engineer fait-il du télétravail ?' }))
    expect((await gaps.listGaps()).map(({ metier, asks }) => [metier, asks])).toEqual([
      ['prompt-engineer', 2],
      ['prompt-engineer', 1],
      ['data-analyst', 1],
    ])
  })

  it('makes one gap of ten equal questions at once', async () => {
    const { gaps } = await open()
    await Promise.all(Array.from({ length: 10 }, () => gaps.recordGap(gap())))
    expect(await gaps.listGaps()).toMatchObject([{ asks: 10, askers: 1 }])
  })

  it('hides the words until three different people asked', async () => {
    const { gaps } = await open()
    for (const author of [sonia, sonia, malik, null, null]) await gaps.recordGap(gap({ author }))
    const [before] = await gaps.listGaps()
    expect(before).toMatchObject({ askers: 2, asks: 5, question: null })
    expect(renderGaps([before!])).toContain('mots cachés')
    await gaps.recordGap(gap({ author: zoe, question: 'alternance possible ?' }))
    const [after] = await gaps.listGaps()
    expect(after).toMatchObject({ id: before!.id, askers: 3, question: 'Peut-on faire prompt engineer en alternance ?' })
  })

  it('shows the question that is most like the others, not the one with a private detail', async () => {
    const { gaps } = await open()
    await gaps.recordGap(gap({ question: 'ma tante est chez Google, alternance ?' }))
    await gaps.recordGap(gap({ author: malik, question: 'l’alternance, selon ma tante ?' }))
    await gaps.recordGap(gap({ author: zoe, question: 'ma tante parle d’alternance' }))
    expect((await gaps.listGaps())[0]!.question).toBe('ma tante parle d’alternance')
  })

  it('counts who asked, not who pressed the thumb', async () => {
    const { gaps, journal } = await open()
    await journal.record(traceLike('0000000001'))
    for (const author of [sonia, malik, zoe]) await gaps.recordGap(gap({ traceId: '0000000001', author, kind: 'thumbs-down' }))
    expect(await gaps.listGaps()).toMatchObject([
      { askers: 1, asks: 1, question: null, kinds: { abstained: 0, 'thumbs-down': 1 } },
    ])
  })

  it('never counts one person twice for a change of keys', () => {
    const asks = ['NEW0-1', 'OLD0-1', 'OLD0-2', 'OLD0-2'].map((asker) => ({ asker }))
    expect(countAskers(asks)).toBe(2)
    expect(countAskers([{ asker: null }, { asker: null }])).toBe(1)
    expect(countAskers([])).toBe(0)
  })

  it('keeps its number while questions come and go, and is found by it', async () => {
    const { gaps, journal } = await open()
    await gaps.recordGap(gap())
    await gaps.recordGap(gap({ author: malik }))
    const [before] = await gaps.listGaps()
    expect(before!.id).toMatch(/^[0-9A-Z]{6}$/)
    await journal.erase([sonia])
    expect(await gaps.findGap(before!.id.toLowerCase())).toMatchObject({ id: before!.id, asks: 1 })
    expect(await gaps.findGap('nope')).toBeNull()
  })

  it('puts the passages first that came nearest most often', async () => {
    const { gaps } = await open()
    await gaps.recordGap(gap({ nearest: ['a', 'b', 'c'] }))
    await gaps.recordGap(gap({ nearest: ['b', 'd'] }))
    expect((await gaps.listGaps())[0]!.nearest).toEqual(['b', 'a', 'd'])
  })
})

describe('draftGap', () => {
  const passage = (id: string, text: string): Passage => ({
    id,
    metier: 'prompt-engineer',
    title: 'Études',
    headings: [],
    sentences: [],
    text,
    sources: ['onisep'],
    questions: [],
    consultedOn: '2026-11-01',
    reviewedOn: null,
    reviewBefore: null,
    file: 'prompt-engineer/etudes.md',
    line: 1,
    sha: 'ab',
  })
  const material = {
    passages: [passage('autre', 'Rien à voir.'), passage('prompt-engineer/etudes', 'Un bac+5.\n\nSouvent.')],
    sources: new Map([
      ['onisep', { id: 'onisep', editeur: 'Onisep', titre: 'Fiche', url: null, date: null, type: 'officiel' as const }],
    ]),
    today: '2026-11-22',
  }

  it('makes a page with front matter, the question and the nearest passages with their sources', async () => {
    const { gaps } = await open()
    for (const author of [sonia, malik, zoe]) await gaps.recordGap(gap({ author, question: 'et --> <script> en\nalternance ?' }))
    const draft = draftGap((await gaps.listGaps())[0]!, material)
    expect(parse(draft.split('---\n')[1]!)).toEqual({ titre: expect.stringContaining('À compléter'), consulte_le: '2026-11-22' })
    expect(draft).toContain('<!-- question: et –› <script› en alternance ? -->')
    expect(draft).toContain('[^onisep]')
    expect(draft).toContain('prompt-engineer/etudes : Un bac+5. Souvent.')
    expect(draft).not.toContain('Rien à voir')
  })

  it('holds no words while they are hidden', async () => {
    const { gaps } = await open()
    await gaps.recordGap(gap())
    const [hidden] = await gaps.listGaps()
    expect(draftGap(hidden!, material)).not.toContain('alternance ?')
    expect(renderGaps([hidden!])).toMatch(
      new RegExp(`^${hidden!.id} · prompt-engineer · 1 personne · 1 sans réponse, 0 👎 · dernière le 22/11/2026`),
    )
    expect(renderGaps([])).toContain('Rien ne manque')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { safety } from '../../src/texts/fr/safety.ts'
import { ephemeral, redirected, saying, text, traceId, type Setup } from './bot.ts'
import { closeWorld, openWorld, type World } from './world.ts'

let world: World
const open = async (setup: Setup = {}): Promise<World> => (world = await openWorld(setup))
afterEach(() => closeWorld(world))

describe('/question', () => {
  it('answers with the text, its dated sources and a footer', async () => {
    const { double, asked } = await open()
    const answer = await double
      .slashCommand({ name: 'question', options: { texte: 'combien gagne un prompt engineer ?' } })
      .answer()
    expect(answer.content).toBe(
      [
        text,
        '',
        '**Sources**',
        "-# [1] Salaire › En France — [AuFutur](<https://www.aufutur.fr/metiers/prompt-engineer>) (vers 2024) · consulté le 22/11/2026 · pas encore relu par l'équipe",
        `-# Rédigé par une IA d'après les sources citées ; chiffres contrôlés, sens à vérifier · trace ${traceId}`,
      ].join('\n'),
    )
    expect(asked).toMatchObject([{ text: 'combien gagne un prompt engineer ?', metier: null }])
  })

  it('is acknowledged before any work, even when the pipeline never ends', async () => {
    const { double, tolerated } = await open({ ask: () => new Promise(() => {}), stopTimeoutMs: 50 })
    tolerated.push('answer-not-obtained')
    const sent = double.slashCommand({ name: 'question', options: { texte: 'combien ?' } })
    expect((await sent.acknowledged()).acknowledgement).toBe('deferred')
  })

  it('is answered once when its event arrives twice', async () => {
    const { double, asked } = await open()
    double.faults.gateway.repeatNext()
    await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    await double.slashCommand({ name: 'question', options: { texte: 'et après ?' } }).answer()
    expect(asked.map(({ text }) => text)).toEqual(['combien ?', 'et après ?'])
  })

  it('is seen by the asker only with prive, and by all without', async () => {
    const { double } = await open()
    const apart = await double.slashCommand({ name: 'question', options: { texte: 'combien ?', prive: true } }).answer()
    expect(apart.flags & ephemeral).toBe(ephemeral)
    expect(double.messages(apart.channel_id)).toEqual([])
    const shared = await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    expect(shared.flags & ephemeral).toBe(0)
  })

  it('keeps danger private, whatever was chosen', async () => {
    const { double } = await open({ ask: async () => redirected })
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'je veux mourir', prive: false } }).answer()
    expect(answer.flags & ephemeral).toBe(ephemeral)
    expect(answer.content).toContain('3114')
  })

  it('shows the helplines even when the pipeline fails on a text of danger', async () => {
    const { double, log, tolerated } = await open({ ask: () => Promise.reject(new Error('broken')) })
    const answer = await double.slashCommand({ name: 'question', options: { texte: 'je veux mourir' } }).answer()
    expect(answer.content).toContain('3114')
    expect(log.find(({ level }) => level === 'error')).toMatchObject({ event: 'answer-not-obtained' })
    tolerated.push('answer-not-obtained')
  })

  it('moves an answer apart when the pipeline finds danger that the screen had not seen', async () => {
    const { double } = await open({ ask: async () => redirected })
    const sent = double.slashCommand({ name: 'question', options: { texte: 'et après ?' } })
    const shown = await sent.answer()
    const apart = await double.waitFor('the private answer', () => sent.record.followUps[0])
    expect(shown.content).toBe(safety.publicLine)
    expect(apart.content).toContain('3114')
    expect(apart.flags & ephemeral).toBe(ephemeral)
  })

  it.each([
    ['empty', ''],
    ['4,000 characters', 'très longue '.repeat(334).slice(0, 4000)],
    ['only emojis', '🦄🦄🦄'],
    ['another language', 'How much does a prompt engineer earn?'],
    ['several lines', 'une ligne\n\nune autre'],
  ])('passes a text on as it is: %s', async (_, texte) => {
    const { double, asked } = await open({
      ask: async () => saying('Pose-moi une question sur un métier.', { outcome: 'blocked', reason: 'empty' }),
    })
    const answer = await double.slashCommand({ name: 'question', options: { texte } }).answer()
    expect(asked[0]?.text).toBe(texte)
    expect(answer.content).toBe(`Pose-moi une question sur un métier.\n\n-# trace ${traceId}`)
  })

  it('hands on keyed pseudonyms, never an id or a name of Discord', async () => {
    const { double, asked } = await open()
    await double.slashCommand({ name: 'question', options: { texte: 'combien ?' } }).answer()
    const handed = JSON.stringify(asked)
    for (const { id, name } of [...double.world.users, ...double.world.guilds, ...double.world.channels.values()]) {
      expect(handed).not.toContain(id)
      if (name !== '') expect(handed).not.toContain(name)
    }
    expect(asked[0]?.guild).toMatch(/^guild:/)
  })
})

describe('/metier', () => {
  it('offers professions as they are typed', async () => {
    const { double } = await open()
    const sent = double.autocomplete({ name: 'metier', option: 'nom', typed: 'prompt' })
    const { callback } = await sent.acknowledged()
    expect(callback).toEqual({ type: 8, data: { choices: [{ name: 'Prompt engineer', value: 'prompt-engineer' }] } })
  })

  it('offers 25 at most, however many there are', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      slug: `metier-${index}`,
      title: `Métier ${index} ${'long '.repeat(40)}`,
    }))
    const { double } = await open({ suggest: () => many })
    const { callback } = await double.autocomplete({ name: 'metier', option: 'nom', typed: '' }).acknowledged()
    expect((callback as { data: { choices: unknown[] } }).data.choices).toHaveLength(25)
  })

  it('asks what the profession is when no question is given', async () => {
    const { double, asked } = await open()
    await double.slashCommand({ name: 'metier', options: { nom: 'prompt-engineer' } }).answer()
    expect(asked).toMatchObject([{ text: 'C’est quoi le métier de Prompt engineer ?', metier: 'prompt-engineer' }])
  })

  it('passes the question on with the profession', async () => {
    const { double, asked } = await open()
    await double.slashCommand({ name: 'metier', options: { nom: 'prompt-engineer', question: 'combien ?' } }).answer()
    expect(asked).toMatchObject([{ text: 'combien ?', metier: 'prompt-engineer' }])
  })

  it('passes a name that was not offered on as typed, and shows what the pipeline offers', async () => {
    const offer = saying('Je n’ai pas de fiche « prompteur ». Je connais, par exemple :\n- Prompt engineer', {
      outcome: 'abstained',
      reason: 'unknown-profession',
      offered: ['prompt-engineer'],
    })
    const { double, asked } = await open({ ask: async () => offer })
    const answer = await double.slashCommand({ name: 'metier', options: { nom: 'prompteur' } }).answer()
    expect(asked).toMatchObject([{ metier: 'prompteur', text: 'C’est quoi le métier de prompteur ?' }])
    expect(answer.content).toContain('- Prompt engineer')
  })

  it('hears danger in the name too', async () => {
    const { double, asked } = await open({ ask: async () => redirected })
    const answer = await double
      .slashCommand({ name: 'metier', options: { nom: 'je veux mourir', question: 'combien ?' } })
      .answer()
    expect(asked[0]?.text).toContain('je veux mourir')
    expect(answer.flags & ephemeral).toBe(ephemeral)
  })
})

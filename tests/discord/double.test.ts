import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startDiscordDouble, type DiscordDouble } from '../doubles/discord/double.ts'

let double: DiscordDouble
let late = 0
beforeAll(async () => {
  double = await startDiscordDouble({ clock: () => Date.now() + late })
})
afterAll(() => double.stop())

async function call(
  method: string,
  path: string,
  body?: unknown,
  token = double.token,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${double.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
}

const row = (components: unknown[]): unknown => ({ type: 1, components })
const button = (over: object = {}): unknown => ({ type: 2, style: 1, label: 'ok', custom_id: 'a', ...over })
const v2 = 1 << 15

describe('the double refuses what Discord refuses', () => {
  const send = (body: object): ReturnType<typeof call> => call('POST', `/channels/${double.channel('général').id}/messages`, body)

  it.each([
    ['content over 2,000 characters', { content: 'x'.repeat(2001) }, 50035],
    ['an empty message', { content: '  ' }, 50006],
    ['a label over 80 characters', { components: [row([button({ label: 'x'.repeat(81) })])] }, 50035],
    ['a custom_id over 100 characters', { components: [row([button({ custom_id: 'x'.repeat(101) })])] }, 50035],
    ['a button without custom_id', { components: [row([button({ custom_id: undefined })])] }, 50035],
    ['two equal custom_ids', { components: [row([button(), button()])] }, 50035],
    [
      'six buttons in a row',
      { components: [row(Array.from({ length: 6 }, (_, index) => button({ custom_id: String(index) })))] },
      50035,
    ],
    ['six rows', { components: Array.from({ length: 6 }, (_, index) => row([button({ custom_id: String(index) })])) }, 50035],
    ['a select without options', { components: [row([{ type: 3, custom_id: 'a', options: [] }])] }, 50035],
    [
      '26 options',
      {
        components: [
          row([
            {
              type: 3,
              custom_id: 'a',
              options: Array.from({ length: 26 }, (_, index) => ({ label: 'x', value: String(index) })),
            },
          ]),
        ],
      },
      50035,
    ],
    ['a text display without the V2 flag', { components: [{ type: 10, content: 'x' }] }, 50035],
    ['content beside Components V2', { flags: v2, content: 'x', components: [{ type: 10, content: 'x' }] }, 50035],
    [
      'V2 text over 4,000 characters',
      {
        flags: v2,
        components: [
          { type: 10, content: 'x'.repeat(2500) },
          { type: 10, content: 'x'.repeat(1501) },
        ],
      },
      50035,
    ],
    [
      'more than 40 V2 components',
      { flags: v2, components: Array.from({ length: 41 }, () => ({ type: 10, content: 'x' })) },
      50035,
    ],
    ['an embed over its limits', { embeds: [{ description: 'x'.repeat(4097) }] }, 50035],
    ['embeds over 6,000 characters', { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] }, 50035],
    ['a nonce over 25 characters', { content: 'x', nonce: 'x'.repeat(26) }, 50035],
    ['a reply to nothing', { content: 'x', message_reference: { message_id: '1' } }, 50035],
  ])('%s', async (_, body, code) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { code } })
  })

  it('and says where, in Discord’s form', async () => {
    const { body } = await send({ content: 'x'.repeat(2001) })
    expect(body).toEqual({
      message: 'Invalid Form Body',
      code: 50035,
      errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] } },
    })
  })

  it('and takes what Discord takes', async () => {
    expect(await send({ content: 'x'.repeat(2000) })).toMatchObject({ status: 200 })
    expect(await send({ flags: v2, components: [{ type: 10, content: 'x'.repeat(4000) }] })).toMatchObject({ status: 200 })
    expect(await send({ content: 'x', components: [row([button()])] })).toMatchObject({ status: 200 })
  })

  it('a wrong token, an unknown channel, message or address, a body that is no JSON', async () => {
    expect(await call('GET', '/gateway/bot', undefined, 'wrong')).toMatchObject({ status: 401, body: { code: 0 } })
    expect(await call('POST', '/channels/1/messages', { content: 'x' })).toMatchObject({ status: 404, body: { code: 10003 } })
    expect(await call('PATCH', `/channels/${double.channel('général').id}/messages/1`, { content: 'x' })).toMatchObject({
      status: 404,
      body: { code: 10008 },
    })
    expect(await call('POST', `/channels/${double.channel('général').id}/messages`, '{')).toMatchObject({
      status: 400,
      body: { code: 50109 },
    })
    expect(await call('GET', '/voice/regions')).toMatchObject({ status: 404 })
    expect(double.unhandled).toEqual(['GET /voice/regions'])
  })

  it('a message that becomes Components V2 and keeps its content', async () => {
    const { body } = await send({ content: 'x' })
    const path = `/channels/${double.channel('général').id}/messages/${String(body['id'])}`
    const components = [{ type: 10, content: 'y' }]
    expect(await call('PATCH', path, { flags: v2, components })).toMatchObject({ status: 400, body: { code: 50035 } })
    expect(await call('PATCH', path, { flags: v2, components, content: null })).toMatchObject({
      status: 200,
      body: { content: '' },
    })
    expect(await call('PATCH', path, { content: 'x' })).toMatchObject({ status: 400, body: { code: 50035 } })
  })

  it('notes every message that could ping', async () => {
    const before = double.violations.length
    await send({ content: 'x' })
    await send({ content: 'x', allowed_mentions: { parse: ['everyone'], replied_user: false } })
    await send({ content: 'x', allowed_mentions: { parse: [], replied_user: true } })
    await send({ content: 'x', allowed_mentions: { parse: [], replied_user: false } })
    expect(double.violations).toHaveLength(before + 3)
  })

  it('a second message with the same nonce: the first one is given back', async () => {
    const first = await send({ content: 'un', nonce: 'n', enforce_nonce: true })
    const second = await send({ content: 'deux', nonce: 'n', enforce_nonce: true })
    expect(second.body['id']).toBe(first.body['id'])
  })
})

describe('commands', () => {
  const option = (over: object = {}): unknown => ({ type: 3, name: 'nom', description: 'd', ...over })
  const command = (over: object = {}): unknown => ({ name: 'metier', description: 'd', ...over })
  const put = (commands: unknown): ReturnType<typeof call> =>
    call('PUT', `/applications/${double.world.applicationId}/commands`, commands)

  it.each([
    ['a name in capitals', [command({ name: 'Metier' })]],
    ['a name with a space', [command({ name: 'mon metier' })]],
    ['no description', [command({ description: undefined })]],
    ['a description over 100 characters', [command({ description: 'x'.repeat(101) })]],
    ['a required option after an optional one', [command({ options: [option(), option({ name: 'deux', required: true })] })]],
    ['26 options', [command({ options: Array.from({ length: 26 }, (_, index) => option({ name: `o${index}` })) })]],
    [
      'choices beside autocompletion',
      [command({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })],
    ],
    ['two commands of one name', [command(), command()]],
    ['no list', {}],
  ])('are refused with %s', async (_, commands) => {
    expect(await put(commands)).toMatchObject({ status: 400, body: { code: 50035 } })
  })
})

describe('interactions', () => {
  const callback = ({ record }: ReturnType<DiscordDouble['slashCommand']>, body: object): ReturnType<typeof call> =>
    call('POST', `/interactions/${record.id}/${record.token}/callback`, body)
  const command = (): ReturnType<DiscordDouble['slashCommand']> =>
    double.slashCommand({ name: 'question', options: { texte: 'x' } })

  it('are acknowledged once', async () => {
    const sent = command()
    expect((await callback(sent, { type: 5 })).status).toBe(204)
    expect(await callback(sent, { type: 5 })).toMatchObject({ status: 400, body: { code: 40060 } })
  })

  it('are unknown after three seconds, and their token after fifteen minutes', async () => {
    const [missed, kept] = [command(), command()]
    await callback(kept, { type: 5 })
    late = 3001
    expect(await callback(missed, { type: 5 })).toMatchObject({ status: 404, body: { code: 10062 } })
    late = 15 * 60_000 + 1
    const edit = await call('PATCH', `/webhooks/${double.world.applicationId}/${kept.record.token}/messages/@original`, {
      content: 'x',
    })
    expect(edit).toMatchObject({ status: 401, body: { code: 50027 } })
    late = 0
  })

  it('take choices for autocompletion only, 25 at most, each named', async () => {
    const choices = (count: number, name = 'x'): object => ({
      type: 8,
      data: { choices: Array.from({ length: count }, (_, index) => ({ name, value: String(index) })) },
    })
    const typed = (): ReturnType<DiscordDouble['autocomplete']> =>
      double.autocomplete({ name: 'metier', option: 'nom', typed: '' })
    expect((await callback(typed(), choices(25))).status).toBe(204)
    for (const wrong of [choices(26), choices(1, ''), choices(1, 'x'.repeat(101)), { type: 5 }])
      expect((await callback(typed(), wrong)).status).toBe(400)
    expect((await callback(command(), choices(1))).status).toBe(400)
  })

  it('cannot be deferred with the V2 flag, and cannot be edited before they are acknowledged', async () => {
    expect((await callback(command(), { type: 5, data: { flags: v2 } })).status).toBe(400)
    const edit = await call('PATCH', `/webhooks/${double.world.applicationId}/${command().record.token}/messages/@original`, {
      content: 'x',
    })
    expect(edit).toMatchObject({ status: 404, body: { code: 10015 } })
  })
})

describe('the gateway', () => {
  const closeCode = (frames: readonly unknown[], query = '?v=10&encoding=json'): Promise<number> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${double.port}/${query}`)
      socket.on('open', () => frames.forEach((frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))))
      socket.on('close', resolve)
    })
  const identify = (over: object = {}): unknown => ({ op: 2, d: { token: double.token, intents: 1, properties: {}, ...over } })

  it.each<[string, () => readonly unknown[], number]>([
    ['a frame that is no JSON', () => ['{'], 4002],
    ['a frame over 4,096 bytes', () => [{ op: 1, d: 'x'.repeat(4096) }], 4002],
    ['an unknown opcode', () => [{ op: 99 }], 4001],
    ['a frame before IDENTIFY', () => [{ op: 3, d: {} }], 4003],
    ['a wrong token', () => [identify({ token: 'wrong' })], 4004],
    ['a second IDENTIFY', () => [identify(), identify()], 4005],
    ['intents that are none', () => [identify({ intents: 'all' })], 4013],
    ['an intent that is not switched on', () => [identify({ intents: 1 << 15 })], 4014],
  ])('closes on %s', async (_, frames, code) => {
    expect(await closeCode(frames())).toBe(code)
  })

  it('closes on another version', async () => {
    expect(await closeCode([], '?v=6')).toBe(4012)
  })
})

import type { Server } from 'node:http'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { isObject, type Json } from './errors.ts'
import type { Journal } from './journal.ts'
import { guildPayload, userPayload } from './payloads.ts'
import type { World } from './world.ts'

const op = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalidSession: 9, hello: 10, ack: 11 } as const
/** Presence, voice state, guild members: known, and of no effect here. */
const ignoredOps = [3, 4, 8]
/** GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT: must be switched on in the portal, else 4014. */
export const privilegedIntents = (1 << 1) | (1 << 8) | (1 << 15)
const maxFrameBytes = 4096

export interface GatewayFaults {
  close(code: number): void
  /** Op 7. */
  reconnect(): void
  /** Op 9. */
  invalidSession(resumable: boolean): void
  /** Heartbeats stay unanswered until called with false. */
  dropAcks(drop: boolean): void
  /** The next IDENTIFY is answered by this close code. */
  refuseIdentify(code: number): void
  /** Sends the next dispatch twice, as replays after a resume can. */
  repeatNext(): void
  /** Sends an event of this session once more, by the id of its message or interaction. */
  resend(id: string): void
}

export interface Gateway {
  readonly faults: GatewayFaults
  readonly stats: { identifies: number; resumes: number; heartbeats: number; closes: number[] }
  /** Intents of the session that is open, or null. */
  intents(): number | null
  dispatch(event: string, data: Json): void
  close(): void
}

interface Session {
  readonly id: string
  readonly intents: number
  seq: number
  readonly sent: { s: number; t: string; d: Json }[]
  socket: WebSocket | null
}

interface Options {
  readonly world: World
  readonly journal: Journal
  readonly token: string
  readonly url: () => string
  readonly allowedIntents: number
  readonly heartbeatIntervalMs: number
}

/** The gateway, version 10, JSON: one session at a time, resumable, with its frames checked as Discord checks them. */
export function createGateway(server: Server, options: Options): Gateway {
  const { world, journal } = options
  const stats: Gateway['stats'] = { identifies: 0, resumes: 0, heartbeats: 0, closes: [] }
  const broken = { dropAcks: false, refuse: null as number | null, repeat: false }
  let session: Session | null = null

  const send = (socket: WebSocket, frame: Json): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
  }
  const dispatch = (event: string, data: Json): void => {
    if (session === null) return
    for (let copies = broken.repeat && event !== 'READY' ? 2 : 1; copies > 0; copies -= 1) {
      const frame = { s: ++session.seq, t: event, d: data }
      session.sent.push(frame)
      if (session.socket !== null) send(session.socket, { op: op.dispatch, ...frame })
    }
    if (event !== 'READY') broken.repeat = false
  }

  const identify = (socket: WebSocket, data: Json): void => {
    stats.identifies += 1
    const refused = broken.refuse
    broken.refuse = null
    const intents = data['intents']
    if (refused !== null) return socket.close(refused)
    if (data['token'] !== options.token) return socket.close(4004, 'Authentication failed.')
    if (typeof intents !== 'number' || !isObject(data['properties'])) return socket.close(4013, 'Invalid intent(s).')
    if ((intents & privilegedIntents & ~options.allowedIntents) !== 0) return socket.close(4014, 'Disallowed intent(s).')
    session = { id: world.newId(), intents, seq: 0, sent: [], socket }
    const guilds = world.guilds.map(({ id }) => ({ id, unavailable: true }))
    const application = { id: world.applicationId, flags: 0 }
    dispatch('READY', {
      v: 10,
      user: userPayload(world.bot),
      guilds,
      session_id: session.id,
      resume_gateway_url: options.url(),
      shard: [0, 1],
      application,
    })
    for (const guild of world.guilds) if (!world.unavailable.has(guild.id)) dispatch('GUILD_CREATE', guildPayload(world, guild))
  }

  const resume = (socket: WebSocket, data: Json): void => {
    stats.resumes += 1
    if (data['token'] !== options.token) return socket.close(4004, 'Authentication failed.')
    if (session === null || session.id !== data['session_id']) return send(socket, { op: op.invalidSession, d: false })
    session.socket = socket
    const after = Number(data['seq'])
    for (const frame of session.sent) if (frame.s > after) send(socket, { op: op.dispatch, ...frame })
    dispatch('RESUMED', {})
  }

  const receive = (socket: WebSocket, raw: RawData): void => {
    const text = Buffer.isBuffer(raw) ? raw.toString('utf8') : ''
    if (Buffer.byteLength(text) > maxFrameBytes) return socket.close(4002, 'Decode error.')
    let frame: unknown
    try {
      frame = JSON.parse(text)
    } catch {
      return socket.close(4002, 'Decode error.')
    }
    if (!isObject(frame) || typeof frame['op'] !== 'number') return socket.close(4002, 'Decode error.')
    const data = isObject(frame['d']) ? frame['d'] : {}
    const identified = session?.socket === socket
    if (frame['op'] === op.heartbeat) {
      stats.heartbeats += 1
      if (!broken.dropAcks) send(socket, { op: op.ack })
    } else if (frame['op'] === op.identify || frame['op'] === op.resume) {
      if (identified) socket.close(4005, 'Already authenticated.')
      else if (frame['op'] === op.identify) identify(socket, data)
      else resume(socket, data)
    } else if (!ignoredOps.includes(frame['op'])) socket.close(4001, 'Unknown opcode.')
    else if (!identified) socket.close(4003, 'Not authenticated.')
    journal.changed()
  }

  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, request) => {
    const query = new URL(request.url ?? '/', 'ws://localhost').searchParams
    socket.on('message', (raw) => receive(socket, raw))
    socket.on('error', () => {})
    socket.on('close', (code) => {
      stats.closes.push(code)
      // A client that closes with 1000 or 1001 ends its session; any other code keeps it resumable.
      if (session?.socket === socket) session = code === 1000 || code === 1001 ? null : Object.assign(session, { socket: null })
      journal.changed()
    })
    if (query.get('v') !== '10') return socket.close(4012, 'Invalid API version.')
    send(socket, { op: op.hello, d: { heartbeat_interval: options.heartbeatIntervalMs } })
  })

  const each = (act: (socket: WebSocket) => void): void => {
    for (const socket of sockets.clients) act(socket)
  }
  const faults: GatewayFaults = {
    close: (code) => each((socket) => socket.close(code)),
    reconnect: () => each((socket) => send(socket, { op: op.reconnect, d: null })),
    invalidSession(resumable) {
      // The connection is no longer authenticated: the client resumes or identifies on it, or on another one.
      session = session !== null && resumable ? Object.assign(session, { socket: null }) : null
      each((socket) => send(socket, { op: op.invalidSession, d: resumable }))
    },
    dropAcks(drop) {
      broken.dropAcks = drop
    },
    refuseIdentify(code) {
      broken.refuse = code
    },
    repeatNext() {
      broken.repeat = true
    },
    resend(id) {
      const frame = session?.sent.find(({ d }) => d['id'] === id)
      if (frame !== undefined) dispatch(frame.t, frame.d)
    },
  }
  return {
    faults,
    stats,
    intents: () => session?.intents ?? null,
    dispatch,
    close() {
      each((socket) => socket.terminate())
      sockets.close()
    },
  }
}

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { errors, invalidForm, isObject, listOf, type Json, type Reply } from './errors.ts'
import { replyOf, type FaultBox } from './faults.ts'
import type { InteractionRoutes } from './interactions.ts'
import type { Journal } from './journal.ts'
import type { MessageRoutes } from './messages.ts'
import { channelPayload, userPayload } from './payloads.ts'
import { commandIssues } from './validate-command.ts'
import type { World } from './world.ts'

interface Options {
  readonly world: World
  readonly journal: Journal
  readonly faults: FaultBox
  readonly token: string
  readonly gatewayUrl: () => string
  readonly messages: MessageRoutes
  readonly interactions: InteractionRoutes
  /** Called when a callback arrives, before it is looked at. */
  readonly onCallback: (interactionId: string) => void
}

interface Request {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

type Handler = (parts: readonly string[], request: Request) => Reply

interface Route {
  readonly method: string
  readonly path: RegExp
  /** Interaction and webhook paths carry their own token. */
  readonly auth: boolean
  readonly handle: Handler
}

const objectOf = (body: unknown): Json => (isObject(body) ? body : {})

function commandRoutes({ world }: Options): Route[] {
  const handle: Handler = ([application, guild], { method, body }) => {
    if (application !== world.applicationId) return errors.notFound
    const scope = guild ?? 'global'
    if (guild !== undefined && !world.guilds.some(({ id }) => id === guild)) return errors.missingPermissions
    if (method === 'GET') return { status: 200, body: world.commands.get(scope) ?? [] }
    if (!Array.isArray(body))
      return invalidForm([{ path: '0', code: 'LIST_TYPE_CONVERT', message: 'Could not interpret as list.' }])
    const issues = commandIssues(body)
    if (issues.length > 0) return invalidForm(issues)
    const contexts = guild === undefined ? { contexts: [0, 1, 2], integration_types: [0] } : { guild_id: guild }
    const defaults = { type: 1, application_id: application, default_member_permissions: null, nsfw: false, ...contexts }
    world.commands.set(
      scope,
      listOf(body).map((command) => ({ ...defaults, id: world.newId(), version: world.newId(), ...command })),
    )
    return { status: 200, body: world.commands.get(scope) }
  }
  const paths = [/^\/applications\/(\d+)\/commands$/, /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/]
  return paths.flatMap((path) => ['GET', 'PUT'].map((method) => ({ method, path, auth: true, handle })))
}

function routesOf(options: Options): Route[] {
  const { world, messages, interactions } = options
  const route = (method: string, path: RegExp, handle: Handler, auth = true): Route => ({ method, path, auth, handle })
  const webhook = String.raw`^/webhooks/(\d+)/([\w-]+)`
  const limits = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 }
  return [
    ...commandRoutes(options),
    route('GET', /^\/gateway\/bot$/, () => ({
      status: 200,
      body: { url: options.gatewayUrl(), shards: 1, session_start_limit: limits },
    })),
    route('GET', /^\/(?:oauth2\/)?applications\/@me$/, () => ({
      status: 200,
      body: { id: world.applicationId, name: world.bot.name, description: '', bot: userPayload(world.bot), flags: 0 },
    })),
    route('GET', /^\/users\/@me$/, () => ({ status: 200, body: userPayload(world.bot) })),
    route('POST', /^\/users\/@me\/channels$/, (_, { body }) => messages.openDirect(objectOf(body))),
    route('GET', /^\/channels\/(\d+)$/, ([id]) => {
      const channel = world.channels.get(id!)
      return channel === undefined ? errors.unknownChannel : { status: 200, body: channelPayload(channel) }
    }),
    route('POST', /^\/channels\/(\d+)\/typing$/, ([id]) => (world.channels.has(id!) ? { status: 204 } : errors.unknownChannel)),
    route('GET', /^\/channels\/(\d+)\/messages$/, ([id], { query }) => messages.list(id!, Number(query.get('limit') ?? 50))),
    route('POST', /^\/channels\/(\d+)\/messages$/, ([id], { body }) => messages.create(id!, objectOf(body))),
    route('PATCH', /^\/channels\/(\d+)\/messages\/(\d+)$/, ([id, message], { body }) =>
      messages.edit(id!, message!, objectOf(body)),
    ),
    route('DELETE', /^\/channels\/(\d+)\/messages\/(\d+)$/, ([id, message]) => messages.remove(id!, message!)),
    route(
      'POST',
      /^\/interactions\/(\d+)\/([\w-]+)\/callback$/,
      ([id, token], { body, query }) => interactions.callback(id!, token!, objectOf(body), query.get('with_response') === 'true'),
      false,
    ),
    route(
      'POST',
      new RegExp(`${webhook}$`),
      ([app, token], { body }) => interactions.create(app!, token!, objectOf(body)),
      false,
    ),
    route(
      'GET',
      new RegExp(`${webhook}/messages/(@original|\\d+)$`),
      ([app, token, message]) => interactions.read(app!, token!, message!),
      false,
    ),
    route(
      'PATCH',
      new RegExp(`${webhook}/messages/(@original|\\d+)$`),
      ([app, token, message], { body }) => interactions.edit(app!, token!, message!, objectOf(body)),
      false,
    ),
    route(
      'DELETE',
      new RegExp(`${webhook}/messages/(@original|\\d+)$`),
      ([app, token, message]) => interactions.remove(app!, token!, message!),
      false,
    ),
  ]
}

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
  return text
}

/** The REST API, version 10: finds the route, checks the token, plays the faults, keeps the books. */
export function createRest(options: Options): RequestListener {
  const { journal, faults } = options
  const routes = routesOf(options)

  const answer = (request: Request, authorization: string | undefined, raw: string): Reply => {
    const route = routes.find(({ method, path }) => method === request.method && path.test(request.path))
    if (route === undefined) {
      journal.unhandled.push(`${request.method} ${request.path}`)
      return errors.notFound
    }
    if (route.auth && authorization !== `Bot ${options.token}`) return errors.unauthorized
    if (raw !== '' && request.body === undefined) return errors.notJson
    return route.handle(route.path.exec(request.path)!.slice(1), request)
  }

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10(?=\/)/, '')
    const callback = /^\/interactions\/(\d+)\/[\w-]+\/callback$/.exec(path)
    if (callback !== null) options.onCallback(callback[1]!)
    const raw = await read(incoming)
    await faults.released(path)
    const method = incoming.method ?? 'GET'
    const request = { method, path, query: url.searchParams, body: parse(raw) }
    const fault = faults.take(method, path)
    const written = fault === null || fault.afterWrite === true ? answer(request, incoming.headers.authorization, raw) : null
    const reply = fault === null ? written! : replyOf(fault)
    journal.requests.push({ method, path, body: objectOf(request.body), status: reply.status })
    const text = reply.body === undefined ? '' : JSON.stringify(reply.body)
    response.writeHead(reply.status, { ...(text === '' ? {} : { 'content-type': 'application/json' }), ...reply.headers })
    response.end(text)
    journal.changed()
  }
  return (request, response) => void serve(request, response)
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

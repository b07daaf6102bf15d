export type Json = Record<string, unknown>

/** One field that Discord would refuse: its path (`components.0.label`), Discord's code and sentence. */
export interface Issue {
  readonly path: string
  readonly code: string
  readonly message: string
}

/** What the double answers: a status and a JSON body, or none (204). */
export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const refuse = (status: number, code: number, message: string): Reply => ({ status, body: { message, code } })

/** Discord's own sentences for the JSON error codes that the double speaks. */
export const errors = {
  unauthorized: refuse(401, 0, '401: Unauthorized'),
  notFound: refuse(404, 0, '404: Not Found'),
  unknownChannel: refuse(404, 10003, 'Unknown Channel'),
  unknownMessage: refuse(404, 10008, 'Unknown Message'),
  unknownUser: refuse(404, 10013, 'Unknown User'),
  unknownWebhook: refuse(404, 10015, 'Unknown Webhook'),
  unknownInteraction: refuse(404, 10062, 'Unknown interaction'),
  alreadyAcknowledged: refuse(400, 40060, 'Interaction has already been acknowledged.'),
  emptyMessage: refuse(400, 50006, 'Cannot send an empty message'),
  cannotMessageUser: refuse(403, 50007, 'Cannot send messages to this user'),
  foreignMessage: refuse(403, 50005, 'Cannot edit a message authored by another user'),
  missingPermissions: refuse(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: refuse(401, 50027, 'Invalid Webhook Token'),
  notJson: refuse(400, 50109, 'The request body contains invalid JSON.'),
} as const satisfies Record<string, Reply>

/** Error 50035 with its nested `errors` object, as documented under "Error Messages" of the reference. */
export function invalidForm(issues: readonly Issue[]): Reply {
  const tree: Json = {}
  for (const { path, code, message } of issues) {
    let node = tree
    for (const key of path.split('.')) {
      const next = node[key]
      const child: Json = isObject(next) ? next : {}
      node[key] = child
      node = child
    }
    node['_errors'] = [...listOf(node['_errors']), { code, message }]
  }
  return { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors: tree } }
}

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list; anything else is no list. */
export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The id of a user, message or command inside a payload. */
export const idOf = (value: unknown): string | null => (isObject(value) && typeof value['id'] === 'string' ? value['id'] : null)

export const required = (path: string): Issue => ({ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' })

export const tooLong = (path: string, max: number): Issue => ({
  path,
  code: 'BASE_TYPE_MAX_LENGTH',
  message: `Must be ${max} or fewer in length.`,
})

export const badLength = (path: string, min: number, max: number): Issue => ({
  path,
  code: 'BASE_TYPE_BAD_LENGTH',
  message: `Must be between ${min} and ${max} in length.`,
})

export const badChoice = (path: string, message: string): Issue => ({ path, code: 'BASE_TYPE_CHOICES', message })

/** A text field of 1 to `max` characters: missing, of another type, or out of bounds is an issue. */
export function textField(value: unknown, path: string, max: number): Issue[] {
  if (value === undefined || value === null) return [required(path)]
  if (typeof value !== 'string') return [{ path, code: 'STRING_TYPE_CONVERT', message: 'Could not interpret as string.' }]
  return value.length < 1 || value.length > max ? [badLength(path, 1, max)] : []
}

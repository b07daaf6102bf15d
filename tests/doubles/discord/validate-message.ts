import { badLength, isObject, listOf, textField, textOf, tooLong, type Issue, type Json } from './errors.ts'
import { componentIssues } from './validate-components.ts'

const maxContent = 2000
export const flag = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 } as const

export const flagsOf = (body: Json): number => (typeof body['flags'] === 'number' ? body['flags'] : 0)

function embedIssues(embeds: unknown): Issue[] {
  if (embeds === undefined || embeds === null) return []
  if (!Array.isArray(embeds)) return [{ path: 'embeds', code: 'LIST_TYPE_CONVERT', message: 'Could not interpret as list.' }]
  const issues: Issue[] = []
  if (embeds.length > 10) issues.push(badLength('embeds', 0, 10))
  let total = 0
  for (const [index, embed] of listOf(embeds).entries()) {
    const footer = isObject(embed['footer']) ? embed['footer'] : {}
    const author = isObject(embed['author']) ? embed['author'] : {}
    const fields = listOf(embed['fields'])
    const limits: readonly (readonly [string, unknown, number])[] = [
      ['title', embed['title'], 256],
      ['description', embed['description'], 4096],
      ['footer.text', footer['text'], 2048],
      ['author.name', author['name'], 256],
      ...fields.flatMap((field, at) => [
        [`fields.${at}.name`, field['name'], 256] as const,
        [`fields.${at}.value`, field['value'], 1024] as const,
      ]),
    ]
    if (fields.length > 25) issues.push(badLength(`embeds.${index}.fields`, 0, 25))
    for (const [at, field] of fields.entries()) {
      issues.push(
        ...textField(field['name'], `embeds.${index}.fields.${at}.name`, 256).filter(({ code }) => code === 'BASE_TYPE_REQUIRED'),
      )
      issues.push(
        ...textField(field['value'], `embeds.${index}.fields.${at}.value`, 1024).filter(
          ({ code }) => code === 'BASE_TYPE_REQUIRED',
        ),
      )
    }
    for (const [path, value, max] of limits) {
      if (typeof value !== 'string') continue
      total += value.length
      if (value.length > max) issues.push(tooLong(`embeds.${index}.${path}`, max))
    }
  }
  if (total > 6000)
    issues.push({ path: 'embeds', code: 'MAX_EMBED_SIZE_EXCEEDED', message: 'Embed size exceeds maximum size of 6000' })
  return issues
}

function nonceIssues(body: Json): Issue[] {
  const nonce = body['nonce']
  if (typeof nonce === 'string' && nonce.length > 25) return [tooLong('nonce', 25)]
  if (body['enforce_nonce'] === true && (nonce === undefined || nonce === null))
    return [{ path: 'nonce', code: 'NONCE_REQUIRED', message: 'Nonce is required when enforce_nonce is set' }]
  return []
}

function mentionIssues(mentions: unknown): Issue[] {
  if (!isObject(mentions)) return []
  const parse = mentions['parse']
  if (parse === undefined) return []
  const known = ['roles', 'users', 'everyone']
  if (!Array.isArray(parse))
    return [{ path: 'allowed_mentions.parse', code: 'LIST_TYPE_CONVERT', message: 'Could not interpret as list.' }]
  return parse
    .filter((kind) => !known.includes(textOf(kind)))
    .map((_, index) => ({
      path: `allowed_mentions.parse.${index}`,
      code: 'BASE_TYPE_CHOICES',
      message: `Value must be one of {${known.join(', ')}}.`,
    }))
}

/** All that Discord refuses with 50035 in a message, sent or edited. An empty message is 50006: see `isEmpty`. */
export function messageIssues(body: Json, knownFlags: number): Issue[] {
  const v2 = ((flagsOf(body) | knownFlags) & flag.componentsV2) !== 0
  const issues: Issue[] = []
  const content = body['content']
  if (content !== undefined && content !== null && typeof content !== 'string')
    issues.push({ path: 'content', code: 'STRING_TYPE_CONVERT', message: 'Could not interpret as string.' })
  if (typeof content === 'string' && content.length > maxContent) issues.push(tooLong('content', maxContent))
  if (v2) {
    for (const key of ['content', 'embeds', 'poll', 'sticker_ids']) {
      const value = body[key]
      const given = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== ''
      if (given)
        issues.push({
          path: key,
          code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          message: `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        })
    }
  }
  return [
    ...issues,
    ...embedIssues(body['embeds']),
    ...componentIssues(body['components'], v2),
    ...nonceIssues(body),
    ...mentionIssues(body['allowed_mentions']),
  ]
}

/** A message that becomes Components V2 must give up its content and embeds in the same edit. */
export function leftoverIssues(message: Json, body: Json): Issue[] {
  if ((flagsOf(body) & flag.componentsV2) === 0) return []
  const left = { ...message, ...body }
  const kept = [textOf(left['content']) === '' ? [] : ['content'], listOf(left['embeds']).length === 0 ? [] : ['embeds']].flat()
  return kept.map((path) => ({
    path,
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: `The '${path}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  }))
}

/** Nothing to show: Discord trims the content first. */
export function isEmpty(message: Json): boolean {
  const has = (key: string): boolean => Array.isArray(message[key]) && message[key].length > 0
  const content = message['content']
  return (
    !(typeof content === 'string' && content.trim() !== '') &&
    !['embeds', 'components', 'attachments', 'sticker_ids'].some(has) &&
    !isObject(message['poll'])
  )
}

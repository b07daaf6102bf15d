import { badChoice, badLength, isObject, listOf, required, textField, textOf, type Issue, type Json } from './errors.ts'

const maxComponents = 40
const maxTextV2 = 4000
/** Action row, section, text display, thumbnail, media gallery, file, separator, container. */
const topLevelV2 = [1, 9, 10, 12, 13, 14, 17]
const inRow = [2, 3, 5, 6, 7, 8]

/** All components, depth first, each with its path. */
function* flatten(components: readonly unknown[], path: string): Generator<{ component: Json; path: string }> {
  for (const [index, component] of components.entries()) {
    if (!isObject(component)) continue
    const here = `${path}.${index}`
    yield { component, path: here }
    if (Array.isArray(component['components'])) yield* flatten(component['components'], `${here}.components`)
    if (isObject(component['accessory'])) yield { component: component['accessory'], path: `${here}.accessory` }
  }
}

function buttonIssues(button: Json, path: string): Issue[] {
  const issues: Issue[] = []
  const style = button['style']
  if (typeof style !== 'number' || style < 1 || style > 6)
    issues.push(badChoice(`${path}.style`, 'Value must be one of {1, 2, 3, 4, 5, 6}.'))
  if (button['label'] === undefined && button['emoji'] === undefined && style !== 6) issues.push(required(`${path}.label`))
  if (button['label'] !== undefined) issues.push(...textField(button['label'], `${path}.label`, 80))
  if (style === 5) issues.push(...textField(button['url'], `${path}.url`, 512))
  else if (style !== 6) issues.push(...textField(button['custom_id'], `${path}.custom_id`, 100))
  return issues
}

function selectIssues(select: Json, path: string): Issue[] {
  const issues = textField(select['custom_id'], `${path}.custom_id`, 100)
  if (select['placeholder'] !== undefined) issues.push(...textField(select['placeholder'], `${path}.placeholder`, 150))
  if (select['type'] !== 3) return issues
  const options = select['options']
  if (!Array.isArray(options) || options.length < 1 || options.length > 25)
    return [...issues, badLength(`${path}.options`, 1, 25)]
  const values = new Set<unknown>()
  for (const [index, option] of listOf(options).entries()) {
    issues.push(...textField(option['label'], `${path}.options.${index}.label`, 100))
    issues.push(...textField(option['value'], `${path}.options.${index}.value`, 100))
    if (option['description'] !== undefined)
      issues.push(...textField(option['description'], `${path}.options.${index}.description`, 100))
    if (values.has(option['value'])) {
      issues.push({
        path: `${path}.options.${index}.value`,
        code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        message: 'The specified option value is already used',
      })
    }
    values.add(option['value'])
  }
  return issues
}

function rowIssues(row: Json, path: string): Issue[] {
  const children = row['components']
  if (!Array.isArray(children) || children.length < 1 || children.length > 5) return [badLength(`${path}.components`, 1, 5)]
  const types = listOf(children).map((child) => Number(child['type']))
  if (types.some((type) => !inRow.includes(type)))
    return [badChoice(`${path}.components`, 'Value of field "type" must be one of (2, 3, 5, 6, 7, 8).')]
  if (types.some((type) => type !== 2) && types.length > 1) return [badLength(`${path}.components`, 1, 1)]
  return []
}

/** Rules of message components: sizes, nesting, unique `custom_id`s; with the V2 flag the totals of the whole message. */
export function componentIssues(components: unknown, v2: boolean, path = 'components'): Issue[] {
  if (components === undefined || components === null) return []
  if (!Array.isArray(components)) return [{ path, code: 'LIST_TYPE_CONVERT', message: 'Could not interpret as list.' }]
  const all = [...flatten(components, path)]
  const issues: Issue[] = []
  if (!v2 && components.length > 5) issues.push(badLength(path, 0, 5))
  if (all.length > maxComponents)
    issues.push({
      path,
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: `The total number of components must be ${maxComponents} or fewer.`,
    })
  const allowed = v2 ? topLevelV2 : [1]
  for (const [index, component] of listOf(components).entries()) {
    if (!allowed.includes(Number(component['type'])))
      issues.push(badChoice(`${path}.${index}`, `Value of field "type" must be one of (${allowed.join(', ')}).`))
  }
  const customIds = new Set<unknown>()
  let text = 0
  for (const { component, path: here } of all) {
    const type = component['type']
    if (type === 1) issues.push(...rowIssues(component, here))
    if (type === 2) issues.push(...buttonIssues(component, here))
    if (typeof type === 'number' && [3, 5, 6, 7, 8].includes(type)) issues.push(...selectIssues(component, here))
    if (type === 10) {
      issues.push(...textField(component['content'], `${here}.content`, maxTextV2))
      text += textOf(component['content']).length
    }
    if (component['custom_id'] !== undefined && customIds.has(component['custom_id'])) {
      issues.push({
        path: `${here}.custom_id`,
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: 'Component custom id cannot be duplicated',
      })
    }
    if (component['custom_id'] !== undefined) customIds.add(component['custom_id'])
  }
  if (text > maxTextV2)
    issues.push({ path, code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message: `Must be ${maxTextV2} or fewer in length.` })
  return issues
}

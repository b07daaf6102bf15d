import { badLength, isObject, listOf, textField, textOf, type Issue, type Json } from './errors.ts'

const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const maxTotal = 8000

function nameIssues(value: unknown, path: string): Issue[] {
  const issues = textField(value, path, 32)
  if (issues.length > 0) return issues
  const name = textOf(value)
  return namePattern.test(name) && name === name.toLowerCase()
    ? []
    : [{ path, code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' }]
}

function choiceIssues(option: Json, path: string): Issue[] {
  const choices = option['choices']
  if (choices === undefined) return []
  if (!Array.isArray(choices) || choices.length > 25) return [badLength(`${path}.choices`, 0, 25)]
  if (option['autocomplete'] === true)
    return [
      {
        path: `${path}.autocomplete`,
        code: 'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID',
        message: 'Autocomplete cannot be set with choices',
      },
    ]
  return listOf(choices).flatMap((choice, at) => textField(choice['name'], `${path}.choices.${at}.name`, 100))
}

function optionIssues(options: unknown, path: string): Issue[] {
  if (options === undefined) return []
  if (!Array.isArray(options) || options.length > 25) return [badLength(path, 0, 25)]
  const issues: Issue[] = []
  const names = new Set<unknown>()
  let optionalSeen = false
  for (const [index, option] of listOf(options).entries()) {
    const here = `${path}.${index}`
    issues.push(
      ...nameIssues(option['name'], `${here}.name`),
      ...textField(option['description'], `${here}.description`, 100),
      ...choiceIssues(option, here),
    )
    if (typeof option['type'] !== 'number' || option['type'] < 1 || option['type'] > 11)
      issues.push({ path: `${here}.type`, code: 'BASE_TYPE_CHOICES', message: 'Value must be one of {1, …, 11}.' })
    if (names.has(option['name']))
      issues.push({ path: here, code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message: 'Option name already exists' })
    names.add(option['name'])
    if (option['required'] !== true) optionalSeen = true
    else if (optionalSeen)
      issues.push({
        path: here,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      })
    for (const key of ['min_length', 'max_length']) {
      const length = option[key]
      if (length !== undefined && (typeof length !== 'number' || length < 0 || length > 6000))
        issues.push(badLength(`${here}.${key}`, 0, 6000))
    }
    issues.push(...optionIssues(option['options'], `${here}.options`))
  }
  return issues
}

const textSize = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textSize(item), 0)
  if (!isObject(value)) return 0
  return ['name', 'description', 'value'].reduce(
    (sum, key) => sum + textOf(value[key]).length,
    textSize(value['options']) + textSize(value['choices']),
  )
}

/** Rules for a bulk overwrite of commands: names, lengths, option order, totals. Paths begin with the command's index. */
export function commandIssues(commands: readonly unknown[]): Issue[] {
  const issues: Issue[] = []
  const names = new Set<unknown>()
  for (const [index, command] of commands.entries()) {
    if (!isObject(command))
      return [{ path: String(index), code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' }]
    issues.push(...nameIssues(command['name'], `${index}.name`))
    if ((command['type'] ?? 1) === 1) issues.push(...textField(command['description'], `${index}.description`, 100))
    issues.push(...optionIssues(command['options'], `${index}.options`))
    if (names.has(command['name']))
      issues.push({
        path: String(index),
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      })
    names.add(command['name'])
    if (textSize(command) > maxTotal)
      issues.push({ path: String(index), code: 'APPLICATION_COMMAND_TOO_LARGE', message: 'Command exceeds maximum size (8000)' })
  }
  return issues
}

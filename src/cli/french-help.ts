import type { Argument, Command, Option } from 'commander'
import { cli } from '../texts/fr/cli.ts'

const texts = cli.usage
const titles: Readonly<Record<string, string>> = texts.titles

/** Makes a command, and those added to it afterwards, give help and say what is wrong with the usage in French. */
export function speakFrench(command: Command): Command {
  return command
    .helpOption('-h, --help', texts.helpOption)
    .helpCommand(`help ${texts.command}`, texts.helpCommand)
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: (usage) => usage.replace('[command]', texts.command),
      optionDescription: (option) => described(option, (option.required || option.optional) && option.defaultValue),
      argumentDescription: (argument) => described(argument, argument.defaultValue),
    })
    .configureOutput({ outputError: (message, write) => write(frenchError(message)) })
}

function described({ description, argChoices }: Option | Argument, byDefault: unknown): string {
  const choices = argChoices === undefined ? [] : [texts.choices(argChoices)]
  // A flag that is off by default needs no word.
  const isShown = typeof byDefault === 'string' || typeof byDefault === 'number'
  const more = [...choices, ...(isShown ? [texts.byDefault(String(byDefault))] : [])].join(' ; ')
  return [description, ...(more === '' ? [] : [`(${more})`])].filter((part) => part !== '').join(' ')
}

type Sentence = (...found: readonly string[]) => string

/** The errors of commander, each with its French: the groups of the pattern are what the sentence names. */
const errors: readonly (readonly [pattern: RegExp, sentence: Sentence])[] = [
  [/^unknown option '(.*)'$/s, (flag = '') => texts.unknownOption(flag)],
  [/^unknown command '(.*)'$/s, (name = '') => texts.unknownCommand(name)],
  [/^missing required argument '(.*)'$/s, (name = '') => texts.missingArgument(name)],
  [/^option '(.*)' argument missing$/s, (flags = '') => texts.optionWithoutValue(flags)],
  [/^required option '(.*)' not specified$/s, (flags = '') => texts.missingOption(flags)],
  [
    /^too many arguments(?: for '.*?')?\. Expected (\d+) arguments? but got (\d+): (.*)\.$/s,
    (expected, given, which = '') => texts.tooMany(Number(expected), Number(given), which),
  ],
  [
    /^option '(.*?)' argument '(.*)' is invalid\. (.*)$/s,
    (flags = '', value = '', why = '') => texts.invalidOption(flags, value, frenchReason(why)),
  ],
  [
    /^command-argument value '(.*)' is invalid for argument '(.*?)'\. (.*)$/s,
    (value = '', name = '', why = '') => texts.invalidArgument(name, value, frenchReason(why)),
  ],
]

/** The reasons of our own are French already. */
function frenchReason(reason: string): string {
  const choices = /^Allowed choices are (.*)\.$/s.exec(reason)?.[1]
  return choices === undefined ? reason : texts.choices(choices.split(', '))
}

/** What commander says of wrong usage, in French; as it is where the words are not known. */
function frenchError(message: string): string {
  const [, said = '', meant] = /^error: (.*?)(?:\n\(Did you mean (?:one of )?(.*)\?\))?\n$/s.exec(message) ?? []
  for (const [pattern, sentence] of errors) {
    const found = pattern.exec(said)
    if (found === null) continue
    const hint = meant === undefined ? '' : `${texts.meant(meant)}\n`
    return `${texts.error(sentence(...found.slice(1)))}\n${hint}`
  }
  return message
}

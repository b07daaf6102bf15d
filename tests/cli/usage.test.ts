import { describe, expect, it, vi } from 'vitest'
import { run, surroundings } from '../support/run.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 30_000 })

const english = /error|usage:|unknown|invalid|missing|required|allowed|default|choices|expected|display|did you/i

describe('wrong usage', () => {
  it.each([
    ['ask --nope', 'erreur : l’option « --nope » n’existe pas'],
    ['ask --jsn', '(Tu voulais dire --json ?)'],
    ['nope', 'erreur : la commande « nope » n’existe pas'],
    ['serch', '(Tu voulais dire search ?)'],
    ['knowledge draft', 'erreur : il manque l’argument « gap »'],
    ['ask --metier', 'erreur : il manque la valeur de l’option « --metier <slug> »'],
    ['knowledge import rome x', 'erreur : il manque l’option « --out <dir> »'],
    ['ask un deux', 'erreur : trop d’arguments : 2 au lieu de 1 (un, deux)'],
    ['journal tail --last x', '« x » ne convient pas à l’option « --last <n> » : il faut un nombre entier positif'],
    ['knowledge check --format xml', '« xml » ne convient pas à l’option « --format <format> » : au choix : text, json, github'],
    ['prompt try a@b@c q', '« a@b@c » ne convient pas comme argument « version » : '],
    ['journal', 'Commandes :'],
  ])('is said in French, with code 2: %s', async (typed, sentence) => {
    const { code, stdout, stderr } = await run(typed.split(' '), surroundings().env)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(sentence)
    expect(stderr).not.toMatch(english)
  })
})

describe('help', () => {
  it.each(['--help', 'help', 'ask --help', 'knowledge check -h', 'prompt blame --help', 'help journal'])(
    'is in French, with code 0: %s',
    async (typed) => {
      const { code, stdout, stderr } = await run(typed.split(' '), surroundings().env)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/^Usage : sextant/)
      expect(stdout).toContain('affiche cette aide')
      expect(stdout).not.toMatch(english)
    },
  )

  it('names choices and defaults', async () => {
    const { stdout } = await run(['knowledge', 'check', '--help'], surroundings().env)
    expect(stdout.replace(/\s+/g, ' ')).toContain('(au choix : text, json, github ; par défaut : text)')
  })
})

describe('journal erase', () => {
  it('says in French what it can erase', async () => {
    const { code, stderr } = await run(['journal', 'erase', 'foo'], surroundings().env)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Ce n’est ni un pseudonyme du journal .*, ni un identifiant Discord .*\n$/)
  })
})

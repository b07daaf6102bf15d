import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/domain/answer.ts'
import { answerWith } from './answers.ts'
import { launchChromium } from './chromium.ts'
import { startPage, type Started } from './page.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const question = 'Combien gagne un prompt engineer en France ?'
const answers: Readonly<Record<string, Parameters<typeof answerWith>[0]>> = {
  lequel: {
    outcome: 'abstained',
    reason: 'which-profession',
    text: 'De quel métier parles-tu ?',
    citations: [],
    offered: ['data-analyst', 'prompt-engineer'],
  },
  panne: { outcome: 'error', reason: 'internal', text: 'Quelque chose s’est mal passé.', citations: [] },
  danger: { outcome: 'redirected', reason: 'danger', text: 'Tu peux appeler le **3114**, à toute heure.', citations: [] },
  long: { text: `Voici https://exemple.fr/${'tres-'.repeat(60)}long et ${'anticonstitutionnellement'.repeat(12)} [1].` },
}

let browser: Browser
let web: Started
let finish: ((answer: Answer) => void) | null = null
const contexts: BrowserContext[] = []

beforeAll(async () => {
  browser = await launchChromium()
  web = await startPage(({ text }) =>
    text === 'attends' ? new Promise<Answer>((resolve) => (finish = resolve)) : answerWith(answers[text] ?? {}),
  )
}, 60_000)
afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())))
afterAll(async () => {
  await web.stop()
  await browser.close()
})

describe.each([
  ['a desktop', 1280],
  ['a phone of 360 px', 360],
])('in a browser on %s', (_, width) => {
  it('asks a question and reads the answer with its sources', async () => {
    const { page, faults } = await open()
    await page.getByRole('combobox', { name: 'Métier' }).selectOption('Prompt engineer')
    await ask(page, question)
    const answer = page.getByRole('article').last()
    expect(await answer.innerText()).toContain('4 400 à 6 000 € brut par mois')
    expect(await answer.innerText()).toContain('trace 7K3M9QX2TB')
    expect(web.asked.at(-1)).toMatchObject({ text: question, metier: 'prompt-engineer' })
    await page.getByRole('link', { name: '[2]' }).first().click()
    expect(await page.locator('li:target').innerText()).toContain('Onisep')
    expect(await page.getByText('Sextant réfléchit…').isVisible()).toBe(false)
    expect(faults).toEqual([])
  })

  it.each(['', question, ...Object.keys(answers)])('is accessible and never scrolls sideways, asked “%s”', async (text) => {
    const { page, faults } = await open()
    if (text !== '') await ask(page, text)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    expect(faults).toEqual([])
  })

  async function open(): Promise<{ page: Page; faults: readonly string[] }> {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width, height: 740 } })
    contexts.push(context)
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', (message) => faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('requestfailed', (request) => faults.push(request.url()))
    await page.goto(web.url)
    return { page, faults }
  }
})

describe('in a browser', () => {
  it('shows the question and that it is being worked on, then the answer in its place', async () => {
    const page = await newPage()
    await page.getByRole('textbox').fill('attends')
    await page.getByRole('textbox').press('Enter', { noWaitAfter: true })
    await page.getByText('Sextant réfléchit…').waitFor()
    expect(await page.getByRole('article').first().innerText()).toContain('attends')
    expect(await page.getByRole('textbox').isVisible()).toBe(true)
    finish!(answerWith())
    await page.getByText('trace 7K3M9QX2TB').waitFor()
    expect(await page.getByText('Sextant réfléchit…').isVisible()).toBe(false)
  })

  it('asks again about the profession that is chosen when Sextant asks back', async () => {
    const page = await newPage()
    await ask(page, 'lequel')
    await page.getByRole('button', { name: 'Data analyst' }).click()
    await page.waitForFunction('document.querySelector("select").value === "data-analyst"')
    expect(web.asked.at(-1)).toMatchObject({ text: 'lequel', metier: 'data-analyst' })
  })

  it('asks an example with one click', async () => {
    const page = await newPage()
    await page.getByRole('button', { name: question }).click()
    await page.getByText('trace 7K3M9QX2TB').waitFor()
    expect(web.asked.at(-1)).toMatchObject({ text: question, metier: null })
  })

  it('takes no question from another page that is open in the same browser', async () => {
    const other = await startPage()
    try {
      const page = await newPage(other.url)
      const before = web.asked.length
      await page.evaluate(`document.querySelector('form').action = ${JSON.stringify(web.url)}`)
      await page.getByRole('textbox').fill('volée')
      const refused = page.waitForEvent('console')
      await page.getByRole('textbox').press('Enter', { noWaitAfter: true })
      expect((await refused).text()).toContain('form-action')
      expect(web.asked).toHaveLength(before)
    } finally {
      await other.stop()
    }
  })

  async function newPage(url = web.url): Promise<Page> {
    const context = await browser.newContext({ locale: 'fr-FR' })
    contexts.push(context)
    const page = await context.newPage()
    await page.goto(url)
    return page
  }
})

async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Ta question' }).fill(text)
  await page.getByRole('textbox').press('Enter')
  await page.getByText('trace 7K3M9QX2TB').waitFor()
}

/** What axe finds wrong, each with the elements. The page's own policy forbids scripts: the source is evaluated from outside. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const results = await page.evaluate<AxeResults>('axe.run()')
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

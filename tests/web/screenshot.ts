import { launchChromium } from './chromium.ts'

/** Asks a question in a running page and takes its picture: `node tests/web/screenshot.ts <url> <question> <png>`. */
const [url, question, png] = process.argv.slice(2)
if (url === undefined || question === undefined || png === undefined) {
  process.stderr.write('usage: node tests/web/screenshot.ts <url> <question> <png>\n')
  process.exit(2)
}
const browser = await launchChromium()
try {
  const page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1000, height: 760 }, deviceScaleFactor: 2 })
  await page.goto(url)
  await page.getByRole('textbox').fill(question)
  await page.getByRole('textbox').press('Enter')
  await page.locator('.chat > .message.bot').waitFor({ timeout: 60_000 })
  await page.screenshot({ path: png })
} finally {
  await browser.close()
}

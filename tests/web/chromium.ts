import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Without the package's own arguments: some hide faults, one kills the second context. */
const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A real Chromium, unpacked once into a folder of its own: the package would take a `/tmp/chromium` of any version. */
export async function launchChromium(): Promise<Browser> {
  const folder = join(tmpdir(), 'sextant-chromium')
  mkdirSync(folder, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    return await chromium.launch({ executablePath: await packed.executablePath(), args })
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

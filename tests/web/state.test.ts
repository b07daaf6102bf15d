import { expect, it } from 'vitest'
import { send, startPage } from './page.ts'

it('says on /readyz what runs and how it is, and on /healthz that it is alive', async () => {
  const page = await startPage()
  expect((await send(page, 'GET', '/healthz')).text).toBe('ok')
  expect(JSON.parse((await send(page, 'GET', '/readyz')).text)).toEqual({ kbSha: 'abc', model: null })
  await page.stop()
})

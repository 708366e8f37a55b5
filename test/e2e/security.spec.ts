import { callNames, pathCallNames } from '../../src/shared/call-names.ts'
import { planOptions } from '../../src/shared/model/plan.ts'
import { contentSecurityPolicy } from '../../src/main/shell/security-headers.ts'
import { defaultPlanOptions } from '../support/default-plan-options.ts'
import { expect, test } from './support/app.ts'

// Scripts for the page are text: the project's Node code is checked without the DOM's types.

test.beforeEach(async ({ page }) => {
  await page.waitForSelector('#root > *', { state: 'attached' })
})

test('point 03: the page is app://vault/', async ({ page, electronApp }) => {
  const origins = await electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => [
      webContents.getURL(),
      webContents.mainFrame.origin,
    ]),
  )
  expect(origins).toEqual([['app://vault/', 'app://vault']])
  await expect(page.locator('#root')).not.toBeEmpty()
})

test('point 06: the policy is on the page as it runs', async ({ page }) => {
  const header = await page.evaluate(`(async () => {
    const entry = performance.getEntriesByType('navigation')[0]
    return { type: entry.type, meta: document.querySelector('meta[http-equiv]') !== null }
  })()`)
  expect(header).toEqual({ type: 'navigate', meta: false })
  expect(contentSecurityPolicy).toContain("default-src 'none'")
})

test('point 20: the page has one object of ours, frozen, and nothing of Node or Electron', async ({
  page,
}) => {
  const surface = await page.evaluate(`(() => ({
    api: Object.keys(keyhold).sort(),
    calls: Object.keys(keyhold.call).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron', 'setImmediate']
      .filter((name) => name in globalThis),
    replaced: (() => {
      try { keyhold.call = {} } catch {}
      try { keyhold.call['jobs.start'] = () => 'mine' } catch {}
      try { globalThis.keyhold = {} } catch {}
      return typeof keyhold.call === 'object' && typeof keyhold.call['jobs.start'] === 'function' &&
        keyhold.call['jobs.start'].toString().includes('mine')
    })(),
  }))()`)
  expect(surface).toEqual({
    api: ['call', 'inspectDropped', 'onEvent', 'planDropped'],
    calls: callNames.filter((name) => !pathCallNames.some((each) => each === name)).sort(),
    node: [],
    replaced: false,
  })
})

test('point 20: a file that a script made has no path, so it is neither planned nor looked at', async ({
  page,
}) => {
  expect(planOptions.safeParse(defaultPlanOptions).success, 'the options alone are no reason to refuse').toBe(
    true,
  )
  const made = `new File(['x'], '/etc/passwd')`
  const refused = { ok: false, problem: { code: 'INVALID_REQUEST' } }
  expect(
    await page.evaluate(`keyhold.planDropped([${made}], ${JSON.stringify(defaultPlanOptions)})`),
  ).toMatchObject(refused)
  expect(await page.evaluate(`keyhold.inspectDropped(${made})`)).toMatchObject(refused)
})

test('point 17: malformed calls are answered with a problem, and the app goes on', async ({ page }) => {
  const answers = await page.evaluate(`Promise.all([
    keyhold.call['settings.set']({ colorScheme: 'pink' }),
    keyhold.call['jobs.cancel']({ batchId: '../../etc', jobId: 7 }),
    keyhold.call['app.copyText']({ text: 'x'.repeat(20000) }),
    keyhold.call['keys.list'](new Uint8Array(10)),
    keyhold.call['app.info'](),
  ])`)
  for (const answer of answers as unknown[]) {
    expect(answer).toMatchObject({ ok: false, problem: { code: 'INVALID_REQUEST' } })
  }
  expect(await page.evaluate(`keyhold.call['app.info']({})`)).toMatchObject({ ok: true })
})

test.describe('the page tries to leave', () => {
  test.use({ expectedPageErrors: [/./] })

  for (const target of ['https://example.com/', 'app://other/', 'data:text/html,x', 'file:///etc/passwd']) {
    test(`point 08: going to ${target} stays where it is`, async ({ page, electronApp }) => {
      await page.evaluate(`setTimeout(() => { location.href = ${JSON.stringify(target)} })`)
      await page.waitForTimeout(400)
      const urls = await electronApp.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
      )
      expect(urls).toEqual(['app://vault/'])
      expect(await page.evaluate(`keyhold.call['app.info']({})`)).toMatchObject({ ok: true })
    })
  }

  test('point 08: window.open and links to a new window open nothing', async ({ page, electronApp }) => {
    await page.evaluate(`(() => {
      window.open('https://example.com/')
      window.open('app://vault/')
      const link = document.createElement('a')
      link.href = 'https://example.com/'
      link.target = '_blank'
      document.body.append(link)
      link.click()
    })()`)
    await page.waitForTimeout(400)
    expect(await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(electronApp.windows()).toHaveLength(1)
  })

  test('point 10: no request leaves the page', async ({ page }) => {
    const outcomes = await page.evaluate(`Promise.all([
      fetch('https://example.com/').then(() => 'went', () => 'refused'),
      fetch('app://vault/index.html').then(() => 'went', () => 'refused'),
      new Promise((resolve) => {
        const image = new Image()
        image.onload = () => resolve('went')
        image.onerror = () => resolve('refused')
        image.src = 'https://example.com/x.png'
      }),
    ])`)
    expect(outcomes).toEqual(['refused', 'refused', 'refused'])
  })
})

test.describe('point 13: drops', () => {
  test('point 13: dropped text and addresses are ignored, and nothing navigates', async ({
    page,
    electronApp,
  }) => {
    const session = await page.context().newCDPSession(page)
    const items = [
      { mimeType: 'text/plain', data: 'hello' },
      { mimeType: 'text/uri-list', data: 'https://example.com/' },
      { mimeType: 'text/html', data: '<a href="https://example.com/">x</a>' },
    ]
    for (const item of items) {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        const data = { items: [item], dragOperationsMask: 1 }
        await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
      }
    }
    await page.waitForTimeout(300)
    const urls = await electronApp.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
    )
    expect(urls).toEqual(['app://vault/'])
    expect(electronApp.windows()).toHaveLength(1)
  })
})

test.describe('permissions', () => {
  test.use({ expectedPageErrors: [/Permissions policy violation/] })

  test('point 09: permissions are denied', async ({ page }) => {
    const states = await page.evaluate(`(async () => ({
    notifications: await Notification.requestPermission().catch(() => 'denied'),
    camera: await (navigator.mediaDevices?.getUserMedia({ video: true }) ?? Promise.reject())
      .then(() => 'granted', () => 'denied'),
    clipboard: await navigator.clipboard.readText().then(() => 'granted', () => 'denied'),
  }))()`)
    expect(states).toEqual({ notifications: 'denied', camera: 'denied', clipboard: 'denied' })
  })
})

test('point 24: a reload finds the app as it was', async ({ page }) => {
  await page.evaluate(`keyhold.call['settings.set']({ hintsDismissed: true })`)
  await page.reload()
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(await page.evaluate(`keyhold.call['settings.get']({})`)).toMatchObject({
    ok: true,
    value: { hintsDismissed: true },
  })
  expect(await page.evaluate(`keyhold.call['jobs.snapshot']({})`)).toMatchObject({ ok: true })
})

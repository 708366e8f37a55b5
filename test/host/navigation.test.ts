import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFixture, type FixtureApp } from './support/fixture-app.ts'

describe('a page that tries to leave', () => {
  let fixture: FixtureApp
  beforeAll(async () => {
    fixture = await startFixture()
  })
  afterAll(() => fixture.stop())

  const address = () =>
    fixture.electronApp.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
    )

  it('gets no window from window.open, and the app is told of the attempt', async () => {
    expect(await fixture.page.evaluate(`open('https://example.com/new') === null`)).toBe(true)
    await expect.poll(async () => (await fixture.seen()).windows).toEqual(['https://example.com/new'])
    expect(fixture.electronApp.windows()).toHaveLength(1)
  })

  it('gets no window from a link either', async () => {
    await fixture.page.evaluate(`
      const link = Object.assign(document.createElement('a'), { href: 'https://example.com/link', target: '_blank' })
      document.body.append(link)
      link.click()`)
    await expect.poll(async () => (await fixture.seen()).windows.at(-1)).toBe('https://example.com/link')
    await pause(200)
    expect(fixture.electronApp.windows()).toHaveLength(1)
  })

  it('is not held up by a window that it keeps a hold of', async () => {
    for (let index = 0; index < 5; index++) {
      const href = `https://example.com/opener-${index}`
      await fixture.page.evaluate(`(() => {
        const link = Object.assign(document.createElement('a'), { href: '${href}', target: '_blank', rel: 'opener' })
        document.body.append(link)
        link.click()
      })()`)
      await expect.poll(async () => (await fixture.seen()).windows.at(-1)).toBe(href)
      expect(await fixture.page.evaluate(`fixture.invoke('echo', ${index})`)).toBe(index)
    }
    await expect.poll(() => fixture.electronApp.windows().length).toBe(1)
  })

  it.each(['https://example.com/elsewhere', 'app://vault/other.html', 'http://127.0.0.1:9/'])(
    'stays where it is when the app prevents going to %s',
    async (target) => {
      const reached = target.replace('app://vault/', 'https://vault.app.invalid/')
      await fixture.page.evaluate(`location.href = ${JSON.stringify(reached)}`)
      await expect.poll(async () => (await fixture.seen()).navigations.at(-1)).toBe(target)
      await pause(100)
      expect(await address()).toBe('app://vault/')
      expect(await fixture.page.evaluate('events.length')).toBe(0)
    },
  )

  it('stays when a form is sent', async () => {
    await fixture.page.evaluate(`
      const form = Object.assign(document.createElement('form'), { action: 'https://example.com/form', method: 'post' })
      document.body.append(form)
      form.submit()`)
    await expect.poll(async () => (await fixture.seen()).navigations.at(-1)).toBe('https://example.com/form')
    expect(await address()).toBe('app://vault/')
  })

  it('may be reloaded by the app, which is no navigation', async () => {
    const before = (await fixture.seen()).navigations.length
    await fixture.page.evaluate(`document.querySelector('#target').textContent = 'old'`)
    await fixture.electronApp.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.reload(),
    )
    await fixture.page.getByText('ready').waitFor()
    expect((await fixture.seen()).navigations).toHaveLength(before)
  })
})

describe('a page that the app loads', () => {
  it.each([
    ['app://vault/', 200],
    ['app://vault/not-there.html', 404],
  ])('tells with which answer %s came', async (address, expected) => {
    const fixture = await startFixture()
    try {
      const status = await fixture.electronApp.evaluate(async ({ BrowserWindow }, url) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        if (contents === undefined) throw new Error('no window')
        const navigated = new Promise<number>((resolve) => {
          contents.once('did-navigate', (_event, _url, code) => resolve(code))
        })
        await contents.loadURL(url)
        return navigated
      }, address)
      expect(status).toBe(expected)
    } finally {
      await fixture.stop()
    }
  })
})

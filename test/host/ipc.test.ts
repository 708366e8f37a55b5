import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFixture, type FixtureApp } from './support/fixture-app.ts'

describe('messages between the page and the main process', () => {
  let fixture: FixtureApp
  beforeAll(async () => {
    fixture = await startFixture()
  })
  afterAll(() => fixture.stop())

  it('bring a value to the handler and its answer back', async () => {
    const value = { text: 'ä 🔑', list: [1, null, true], nested: { deep: ['x'] } }
    expect(
      await fixture.page.evaluate(
        (each) => (globalThis as never as Page).fixture.invoke('echo', each),
        value,
      ),
    ).toEqual(value)
  })

  it('carry bytes and dates as themselves', async () => {
    const kinds = await fixture.page.evaluate<string[]>(`
      fixture.invoke('echo', { bytes: new Uint8Array([1, 2, 255]), date: new Date(5), none: undefined })
        .then(({ bytes, date, ...rest }) => [bytes.constructor.name + bytes, date.constructor.name + +date, String('none' in rest)])`)
    expect(kinds).toEqual(['Uint8Array1,2,255', 'Date5', 'true'])
  })

  it("give a handler's failure the words that Electron gives it", async () => {
    const message = await fixture.page.evaluate(`fixture.invoke('fail').catch((error) => error.message)`)
    expect(message).toBe("Error invoking remote method 'fail': TypeError: told to fail")
  })

  it('fail for a channel without a handler', async () => {
    const message = await fixture.page.evaluate(`fixture.invoke('nobody').catch((error) => error.message)`)
    expect(message).toContain("No handler registered for 'nobody'")
  })

  it("tell the handler the page's own address, origin and window", async () => {
    expect(await fixture.page.evaluate(`fixture.invoke('sender')`)).toEqual({
      url: 'app://vault/',
      origin: 'app://vault',
      isTop: true,
      isWindow: true,
    })
  })

  it('have no sender frame any more once the page that sent them is gone', async () => {
    await fixture.electronApp.evaluate(({ ipcMain }) => {
      ipcMain.handle('later', async (event) => {
        const before = event.senderFrame !== null
        await new Promise((resolve) => Object.assign(globalThis, { goOn: resolve }))
        Object.assign(globalThis, { frames: [before, event.senderFrame !== null] })
      })
    })
    await fixture.page.evaluate(`void fixture.invoke('later')`)
    await fixture.page.reload()
    await fixture.page.getByText('ready').waitFor()
    const frames = await fixture.electronApp.evaluate(async () => {
      const kept = globalThis as unknown as { goOn: () => void; frames: boolean[] }
      kept.goOn()
      await new Promise((resolve) => setTimeout(resolve))
      return kept.frames
    })
    expect(frames).toEqual([true, false])
  })

  it('arrive in the order in which they were sent', async () => {
    await fixture.electronApp.evaluate(({ BrowserWindow }) => {
      for (let index = 0; index < 200; index++) {
        BrowserWindow.getAllWindows()[0]?.webContents.send('event', index)
      }
    })
    await expect.poll(() => fixture.page.evaluate('events.length')).toBe(200)
    expect(await fixture.page.evaluate('events')).toEqual(Array.from({ length: 200 }, (_, index) => index))
  })

  it('stop when the page ends its subscription', async () => {
    await fixture.page.evaluate('events.length = 0, stopEvents()')
    await fixture.electronApp.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('event', 'late')
    })
    await fixture.page.evaluate(`fixture.invoke('echo', 1)`)
    expect(await fixture.page.evaluate('events')).toEqual([])
  })
})

interface Page {
  readonly fixture: { invoke(channel: string, value: unknown): Promise<unknown> }
}

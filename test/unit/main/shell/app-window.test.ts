import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { openAppWindow } from '../../../../src/main/shell/app-window.ts'
import type { WindowSize } from '../../../../src/main/shell/window-size.ts'

class FakeWindow extends EventEmitter {
  readonly webContents = new EventEmitter()
  readonly calls: string[] = []
  minimized = false
  options: unknown
  constructor(options: unknown) {
    super()
    this.options = options
  }
  loadURL(url: string) {
    this.calls.push(`load ${url}`)
    return Promise.resolve()
  }
  maximize = () => this.calls.push('maximize')
  isMaximized = () => false
  getNormalBounds = () => ({ x: 0, y: 0, width: 1200, height: 800 })
  isMinimized = () => this.minimized
  restore = () => this.calls.push('restore')
  show = () => this.calls.push('show')
  focus = () => this.calls.push('focus')
}

async function opened(remembered?: WindowSize) {
  const app = new EventEmitter()
  const kept: WindowSize[] = []
  const guarded: unknown[] = []
  const made: FakeWindow[] = []
  class Recorded extends FakeWindow {
    constructor(options: unknown) {
      super(options)
      made.push(this)
    }
  }
  const appWindow = await openAppWindow({
    BrowserWindow: Recorded as never,
    app: app as never,
    sizeFile: {
      read: () => Promise.resolve(remembered),
      write: (size) => {
        kept.push(size)
        return Promise.resolve()
      },
    },
    quitGuard: (event) => guarded.push(event),
    background: '#ffffff',
    preload: '/preload.cjs',
    isPackaged: true,
  })
  const [window] = made
  if (window === undefined) throw new Error('no window was made')
  return { app, appWindow, kept, guarded, made, window }
}

describe('the app’s window', () => {
  it('opens at its remembered size, maximised again', async () => {
    const { window } = await opened({ width: 1300, height: 900, maximized: true })
    expect(window.options).toMatchObject({ width: 1300, height: 900 })
    expect(window.calls).toContain('maximize')
  })

  it('asks the quit guard when it closes', async () => {
    const { window, guarded, appWindow } = await opened()
    const event = {}
    window.emit('close', event)
    expect(guarded).toStrictEqual([event])
    expect(appWindow.current()).toBe(window)
    window.emit('closed')
    expect(appWindow.current()).toBeUndefined()
  })

  it('keeps its size, while there is a window', async () => {
    const { window, kept, appWindow } = await opened()
    await appWindow.rememberSize()
    window.emit('closed')
    await appWindow.rememberSize()
    expect(kept).toStrictEqual([{ width: 1200, height: 800, maximized: false }])
  })

  it('loads its page again after a crash, three times at most', async () => {
    const { window } = await opened()
    for (let time = 0; time < 10; time += 1)
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(window.calls.filter((call) => call === 'load app://vault/')).toHaveLength(4)
  })

  it('does not load its page again after an orderly end', async () => {
    const { window } = await opened()
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(window.calls).toStrictEqual(['load app://vault/'])
  })
})

describe('point 15: a second start', () => {
  it('point 15: brings the window to the front, and its arguments are not looked at', async () => {
    const { app, window, made } = await opened()
    window.minimized = true
    const argv = new Proxy([], {
      get: () => {
        throw new Error('the arguments were looked at')
      },
    })
    app.emit('second-instance', {}, argv, argv, argv)
    expect(window.calls).toStrictEqual(['load app://vault/', 'restore', 'show', 'focus'])
    expect(made).toHaveLength(1)
  })
})

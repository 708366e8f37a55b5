import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stubDialog } from '../e2e/support/stub-dialog.ts'
import { startFixture, type FixtureApp } from './support/fixture-app.ts'

describe('what stands for the desktop', () => {
  let fixture: FixtureApp
  beforeAll(async () => {
    fixture = await startFixture()
  })
  afterAll(() => fixture.stop())

  const isDark = () => fixture.page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`)

  it('closes every dialog at once, unless a test answers it', async () => {
    const choose = () => fixture.electronApp.evaluate(({ dialog }) => dialog.showOpenDialog({}))
    expect(await choose()).toEqual({ canceled: true, filePaths: [] })
    await stubDialog(fixture.electronApp, { paths: ['/chosen'] })
    expect(await choose()).toEqual({ canceled: false, filePaths: ['/chosen'] })
  })

  it('answers a message box with the button that cancels', async () => {
    const ask = () =>
      fixture.electronApp.evaluate(({ dialog, BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        const options = { message: 'really?', buttons: ['yes', 'no'], cancelId: 1 }
        return window === undefined ? undefined : dialog.showMessageBox(window, options)
      })
    expect(await ask()).toMatchObject({ response: 1 })
    await stubDialog(fixture.electronApp, { button: 0 })
    expect(await ask()).toMatchObject({ response: 0 })
  })

  it('makes the page dark and light with the theme of the app, also after a reload', async () => {
    expect(await isDark()).toBe(false)
    await fixture.electronApp.evaluate(({ nativeTheme }) => void (nativeTheme.themeSource = 'dark'))
    await expect.poll(isDark).toBe(true)
    await fixture.page.reload()
    await expect.poll(isDark).toBe(true)
    await fixture.electronApp.evaluate(({ nativeTheme }) => void (nativeTheme.themeSource = 'light'))
    await expect.poll(isDark).toBe(false)
  })

  it('gives the page the size that the window was made with, and another when it is told to', async () => {
    const size = () => fixture.page.evaluate('[innerWidth, innerHeight]')
    await expect.poll(size).toEqual([1000, 700])
    await fixture.electronApp.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setSize(960, 640),
    )
    await expect.poll(size).toEqual([960, 640])
  })

  it('keeps what is copied', async () => {
    const text = await fixture.electronApp.evaluate(async ({ clipboard }) => {
      await clipboard.writeText('copied')
      return clipboard.readText()
    })
    expect(text).toBe('copied')
  })

  it('records what it would have opened', async () => {
    const calls = await fixture.electronApp.evaluate(async (electron) => {
      electron.shell.showItemInFolder('/some/file')
      await electron.shell.openExternal('https://example.com/')
      return (electron as unknown as { recordedShellCalls: unknown }).recordedShellCalls
    })
    expect(calls).toEqual([
      { name: 'showItemInFolder', argument: '/some/file' },
      { name: 'openExternal', argument: 'https://example.com/' },
    ])
  })

  it('has menus whose items can be chosen by id', async () => {
    const chosen = await fixture.electronApp.evaluate(({ Menu }) => {
      const clicks: string[] = []
      const click = () => clicks.push('chosen')
      Menu.setApplicationMenu(
        Menu.buildFromTemplate([{ label: 'File', submenu: [{ id: 'open', label: 'Open', click }] }]),
      )
      Menu.getApplicationMenu()?.getMenuItemById('open')?.click()
      return clicks
    })
    expect(chosen).toEqual(['chosen'])
  })

  it('chooses a menu item by its keys, unless the page takes them', async () => {
    await fixture.electronApp.evaluate(({ Menu }) => {
      const pressed: string[] = []
      Object.assign(globalThis, { pressed })
      const item = (accelerator: string) => ({
        label: accelerator,
        accelerator,
        click: () => pressed.push(accelerator),
      })
      Menu.setApplicationMenu(
        Menu.buildFromTemplate([
          { label: 'File', submenu: ['CmdOrCtrl+O', 'CmdOrCtrl+Shift+O', 'Ctrl+1'].map(item) },
        ]),
      )
    })
    await fixture.page.evaluate(
      `addEventListener('keydown', (event) => event.key === '1' && event.preventDefault())`,
    )
    for (const keys of ['Control+o', 'Control+1', 'o', 'Control+Shift+O'])
      await fixture.page.keyboard.press(keys)
    const pressed = () =>
      fixture.electronApp.evaluate(() => (globalThis as unknown as { pressed: string[] }).pressed)
    await expect.poll(pressed).toEqual(['CmdOrCtrl+O', 'CmdOrCtrl+Shift+O'])
  })

  it('refuses every permission without asking', async () => {
    const states = await fixture.page.evaluate(`Promise.all([
      Notification.requestPermission(),
      navigator.clipboard.readText().then(() => 'granted', () => 'denied'),
      navigator.permissions.query({ name: 'camera' }).then(({ state }) => state),
    ])`)
    expect(states).toEqual(['denied', 'denied', 'denied'])
  })

  it('knows the app by its package and its profile by the command line', async () => {
    const about = await fixture.electronApp.evaluate(({ app }) => ({
      name: app.getName(),
      version: app.getVersion(),
      isPackaged: app.isPackaged,
      userData: app.getPath('userData'),
    }))
    expect(about).toEqual({
      name: 'Host Fixture',
      version: '1.2.3',
      isPackaged: false,
      userData: fixture.userData,
    })
  })
})

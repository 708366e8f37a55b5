import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { compile, writeElectronTypes } from './check-types.ts'

const project = dirname(dirname(import.meta.dirname))
const folder = join(project, 'out/host-types/attempt')

/** Compiles one line of an app against the host's surface, or against Electron itself. */
function attempt(code: string, against: 'host' | 'electron'): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'app.ts'), code)
  const configuration = join(folder, 'tsconfig.json')
  const host = { extends: '../../../tsconfig.host.json', include: ['app.ts'] }
  const electron = {
    extends: '../../../tsconfig.base.json',
    compilerOptions: { types: ['node'] },
    include: ['app.ts'],
  }
  writeFileSync(configuration, JSON.stringify(against === 'host' ? host : electron))
  return compile(configuration)
}

describe("the host's surface", () => {
  beforeAll(() => writeElectronTypes())
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('has all that the app uses of Electron', () => {
    expect(compile('tsconfig.host.json')).toBe('')
  })

  it('fits the scripts that run in the page', () => {
    expect(compile('test/host/page/tsconfig.json')).toBe('')
  })

  it.each([
    ['a module', `import { Tray } from 'electron'\nnew Tray('icon.png')`, 'Tray'],
    ['a method', `import { app } from 'electron'\napp.setBadgeCount(1)`, 'setBadgeCount'],
    [
      'a method of a page',
      `import { BrowserWindow } from 'electron'\nnew BrowserWindow().webContents.print()`,
      'print',
    ],
    [
      'an event',
      `import { app } from 'electron'\napp.on('gpu-info-update', () => undefined)`,
      'gpu-info-update',
    ],
    ['an option', `import { BrowserWindow } from 'electron'\nnew BrowserWindow({ kiosk: true })`, 'kiosk'],
    ['a way of the preload', `import { ipcRenderer } from 'electron'\nipcRenderer.sendSync('x')`, 'sendSync'],
  ])('refuses %s that Electron has and the host lacks', (_what, code, name) => {
    expect(attempt(code, 'electron')).toBe('')
    expect(attempt(code, 'host')).toContain(name)
  })
})

import { describe, expect, it } from 'vitest'
import type { MenuItemConstructorOptions } from 'electron'
import { menuTemplate } from '../../../../src/main/shell/menu-template.ts'

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}

function menuOf(platform: NodeJS.Platform, isPackaged = true) {
  const commands: string[] = []
  const items = flat(
    menuTemplate({
      platform,
      isPackaged,
      actions: { command: (name) => commands.push(name), openFormatPage: () => commands.push('format') },
    }),
  )
  return { items, commands }
}

const developer = (isPackaged: boolean) =>
  menuOf('linux', isPackaged).items.filter(({ role }) => role === 'reload' || role === 'toggleDevTools')

describe('the menu', () => {
  it.each([
    ['chooseFiles', 'CmdOrCtrl+O'],
    ['chooseFolder', 'CmdOrCtrl+Shift+O'],
    ['showFiles', 'CmdOrCtrl+1'],
    ['showKeys', 'CmdOrCtrl+2'],
    ['showRotation', 'CmdOrCtrl+3'],
    ['showActivity', 'CmdOrCtrl+4'],
    ['lock', 'CmdOrCtrl+L'],
    ['showSettings', 'Ctrl+5'],
    ['find', 'CmdOrCtrl+F'],
    ['newKey', 'CmdOrCtrl+N'],
  ])('has %s on %s', (id, accelerator) => {
    const { items, commands } = menuOf('linux')
    const item = items.find((each) => each.id === id)
    expect(item?.accelerator).toBe(accelerator)
    item?.click?.({} as never, undefined, {} as never)
    expect(commands).toStrictEqual([id])
  })

  it('has every accelerator once', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const used = menuOf(platform).items.flatMap(({ accelerator }) => accelerator ?? [])
      expect(new Set(used).size).toBe(used.length)
    }
  })

  it('has reload and DevTools outside a package only', () => {
    expect(developer(true)).toStrictEqual([])
    expect(developer(false)).toHaveLength(2)
  })

  it('has the app’s own menu on macOS', () => {
    const { items } = menuOf('darwin')
    expect(items[0]?.label).toBe('Keyhold')
    expect(items.filter(({ role }) => role === 'quit')).toHaveLength(1)
    expect(items.find(({ id }) => id === 'showSettings')?.accelerator).toBe('Cmd+,')
  })
})

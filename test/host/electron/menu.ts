import type { PressedKey } from '../page/page-messages.ts'
import type {
  Menu as MenuSurface,
  MenuItem,
  MenuItemConstructorOptions,
  MenuModule,
} from '../surface/menu.ts'
import { app } from './app.ts'
import { isAccelerator } from './accelerators.ts'
import { BrowserWindow } from './browser-window.ts'
import { runtime } from './runtime.ts'

class HostMenuItem implements MenuItem {
  readonly id: string
  readonly label: string
  readonly type: MenuItem['type']
  readonly accelerator: string
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly submenu?: HostMenu
  readonly role?: Exclude<MenuItem['role'], undefined>
  readonly click: () => void

  constructor(options: MenuItemConstructorOptions) {
    this.id = options.id ?? ''
    this.label = options.label ?? options.role ?? ''
    this.type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu')
    this.accelerator = options.accelerator ?? (options.role === 'quit' ? 'CmdOrCtrl+Q' : '')
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    if (options.submenu !== undefined) this.submenu = new HostMenu(options.submenu)
    if (options.role !== undefined) this.role = options.role as Exclude<MenuItem['role'], undefined>
    this.click = () => {
      if (!this.enabled) return
      const window = BrowserWindow.getFocusedWindow()
      if (options.click !== undefined) options.click(this, window ?? undefined, {})
      else if (options.role === 'quit') app.quit()
      else if (options.role === 'close') window?.close()
      else if (options.role === 'reload') window?.webContents.reload()
    }
  }
}

class HostMenu implements MenuSurface {
  readonly items: HostMenuItem[]

  constructor(template: readonly MenuItemConstructorOptions[]) {
    this.items = template.map((options) => new HostMenuItem(options))
  }

  /** The item whose accelerator was pressed. */
  itemFor(pressed: PressedKey): HostMenuItem | null {
    for (const item of this.items) {
      const found = isAccelerator(item.accelerator, pressed) ? item : item.submenu?.itemFor(pressed)
      if (found) return found
    }
    return null
  }

  getMenuItemById(id: string): HostMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

let applicationMenu: MenuSurface | null = null

export const Menu: MenuModule = {
  buildFromTemplate: (template) => new HostMenu(template),
  setApplicationMenu: (menu) => {
    applicationMenu = menu
    runtime.pressKey = (pressed) => (menu as HostMenu | null)?.itemFor(pressed)?.click()
  },
  getApplicationMenu: () => applicationMenu,
}

import type { OwnerWindow } from './browser-window.ts'
import type { Main } from './original.ts'

export interface MenuItemConstructorOptions extends Pick<
  Main.MenuItemConstructorOptions,
  'accelerator' | 'checked' | 'enabled' | 'id' | 'label' | 'role' | 'type' | 'visible'
> {
  click?: (item: MenuItem, window: OwnerWindow | undefined, event: Main.KeyboardEvent) => void
  submenu?: MenuItemConstructorOptions[]
}

export interface MenuItem extends Pick<
  Main.MenuItem,
  'click' | 'id' | 'label' | 'role' | 'type' | 'enabled' | 'visible' | 'checked'
> {
  submenu?: Menu
}

/** Menus exist and can be clicked by id; nothing draws them. Accelerators fire for keys that the page leaves alone. */
export interface Menu {
  readonly items: MenuItem[]
  getMenuItemById(id: string): MenuItem | null
}

export interface MenuModule {
  buildFromTemplate(template: MenuItemConstructorOptions[]): Menu
  setApplicationMenu(menu: Menu | null): void
  getApplicationMenu(): Menu | null
}

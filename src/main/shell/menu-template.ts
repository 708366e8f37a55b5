import type { MenuItemConstructorOptions } from 'electron'
import type { KeyholdEvent } from '../../shared/contract.ts'

/** What a menu item asks the page to do. */
export type MenuCommand = Extract<KeyholdEvent, { type: 'command' }>['command']

export interface MenuActions {
  readonly command: (command: MenuCommand) => void
  readonly openFormatPage: () => void
}

export const formatPage =
  'https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html'

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The application menu. Its accelerators work wherever the focus is (SCREENS.md, ground rules: keyboard). */
export function menuTemplate(options: {
  platform: NodeJS.Platform
  isPackaged: boolean
  actions: MenuActions
}): MenuItemConstructorOptions[] {
  const { platform, isPackaged, actions } = options
  const isMac = platform === 'darwin'
  const item = (label: string, command: MenuCommand, accelerator: string): MenuItemConstructorOptions => ({
    id: command,
    label,
    accelerator,
    click: () => actions.command(command),
  })
  const settings = item('Settings', 'showSettings', isMac ? 'Cmd+,' : 'Ctrl+5')
  return [
    ...(isMac ? [macAppMenu(settings)] : []),
    {
      label: 'File',
      submenu: [
        item('Choose files…', 'chooseFiles', 'CmdOrCtrl+O'),
        item('Choose folder…', 'chooseFolder', 'CmdOrCtrl+Shift+O'),
        separator,
        item('New key…', 'newKey', 'CmdOrCtrl+N'),
        separator,
        item('Lock', 'lock', 'CmdOrCtrl+L'),
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { label: 'Edit', submenu: [...editItems, separator, item('Find', 'find', 'CmdOrCtrl+F')] },
    {
      label: 'View',
      submenu: [
        item('Files', 'showFiles', 'CmdOrCtrl+1'),
        item('Keys', 'showKeys', 'CmdOrCtrl+2'),
        item('Rotation', 'showRotation', 'CmdOrCtrl+3'),
        item('Activity', 'showActivity', 'CmdOrCtrl+4'),
        ...(isMac ? [] : [settings]),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : developerItems),
      ],
    },
    { label: 'Help', submenu: [{ label: 'The file format (AWS)', click: actions.openFormatPage }] },
  ]
}

const editItems: readonly MenuItemConstructorOptions[] = [
  { role: 'undo' },
  { role: 'redo' },
  { type: 'separator' },
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
]

const developerItems: readonly MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
]

function macAppMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: 'Keyhold',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}

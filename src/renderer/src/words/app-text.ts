import type { Page } from '../app/place.ts'

/** The names of the rail's pages. */
export const pageNames: Readonly<Record<Page, string>> = {
  files: 'Files',
  keys: 'Keys',
  rotation: 'Rotation',
  activity: 'Activity',
  settings: 'Settings',
}

/** Words of the window around the pages. */
export const appText = {
  main: 'Main',
  running: (amount: number) => `${amount} running`,
  runningBadge: 'running',
  overdueBadge: 'overdue',
  starting: 'Starting',
  notStarted: 'Keyhold could not read its settings',
  tryAgain: 'Try again',
  vault: 'Keys on this computer',
  host: (name: string) =>
    `Running on the ${name}, not on Electron. Its profile and keychain items are its own.`,
} as const

/** Words of the veil that covers the window while files are dragged over it. */
export const veilText = {
  nothingStarts: 'Nothing starts until you confirm.',
  replaces: 'It takes the place of the plan on the screen.',
  moveTo: 'They are moved to',
  to: 'New files are encrypted to',
} as const

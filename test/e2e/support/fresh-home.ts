import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folders of one run of the app: nothing of the machine's user is seen or touched. */
export interface FreshHome {
  readonly home: string
  readonly userData: string
  /** HOME and the XDG folders, all below `home`. */
  readonly env: Readonly<Record<string, string>>
  remove(): void
}

/** Makes an empty home with a user data folder beside it, under the temporary folder. */
export function makeFreshHome(): FreshHome {
  const root = mkdtempSync(join(tmpdir(), 'keyhold-e2e-'))
  const folder = (name: string) => {
    const path = join(root, name)
    mkdirSync(path, { recursive: true, mode: 0o700 })
    return path
  }
  const home = folder('home')
  return {
    home,
    userData: folder('profile'),
    env: {
      HOME: home,
      XDG_CONFIG_HOME: folder('home/.config'),
      XDG_CACHE_HOME: folder('home/.cache'),
      XDG_DATA_HOME: folder('home/.local/share'),
      XDG_STATE_HOME: folder('home/.local/state'),
      XDG_RUNTIME_DIR: folder('run'),
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  }
}

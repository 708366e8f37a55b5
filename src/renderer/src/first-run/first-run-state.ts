import type { Connection } from '../../../shared/model/connection.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'

/** Where the person keeps keys. */
export type KeyHome = 'here' | 'aws' | 'both'

/** The screens of the first run; `key` and `aws` are both the second step. */
export type FirstRunScreen = 'where' | 'key' | 'aws' | 'file'

/** The step, from 0, that a screen belongs to. */
export const stepOf = (screen: FirstRunScreen): number => ({ where: 0, key: 1, aws: 1, file: 2 })[screen]

/** Where to go on after a leave: whoever has a key or a connection is done with the first two steps. */
export function resumeAt(status: VaultStatus, connections: readonly Connection[]): FirstRunScreen {
  const hasKey = status.state === 'open' && status.keyCount > 0
  return hasKey || connections.length > 0 ? 'file' : 'where'
}

/** The screen after `screen`. */
export function nextScreen(screen: FirstRunScreen, home: KeyHome): FirstRunScreen {
  if (screen === 'where') return home === 'aws' ? 'aws' : 'key'
  return screen === 'key' && home === 'both' ? 'aws' : 'file'
}

/** The screen before `screen`. */
export function previousScreen(screen: FirstRunScreen, home: KeyHome): FirstRunScreen {
  if (screen === 'file') return home === 'here' ? 'key' : 'aws'
  return screen === 'aws' && home === 'both' ? 'key' : 'where'
}

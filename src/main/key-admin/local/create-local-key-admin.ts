import type { LocalHandlersOf } from '../../../shared/handlers-of.ts'
import type { KeystoreCalls } from '../../keys/keystore/keystore-calls.ts'

export interface LocalKeyAdminOptions {
  readonly keystore: KeystoreCalls
}

/** The calls of `key.*`, `manage.*` and `try.*` for keys of this computer. What it leaves out, they do not have. */
export function createLocalKeyAdmin(
  _options: LocalKeyAdminOptions,
): Partial<LocalHandlersOf<'key' | 'manage' | 'try'>> {
  return {}
}

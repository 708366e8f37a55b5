import type { HandlersOf } from '../../../shared/handlers-of.ts'
import type { KeyCache } from '../../keys/aws-kms/key-cache.ts'
import type { KeySessions } from '../../credentials/key-sessions.ts'
import { notThereYet } from '../not-there-yet.ts'

export interface KeyManagingOptions {
  readonly sessions: KeySessions
  readonly cache: KeyCache
  readonly now: () => Date
}

/** The calls of `manage.*`. */
export function createKeyManaging(_options: KeyManagingOptions): HandlersOf<'manage'> {
  return notThereYet('manage')
}

import type { HandlersOf } from '../../../shared/handlers-of.ts'
import type { KeyCache } from '../../keys/aws-kms/key-cache.ts'
import type { KeySessions } from '../../credentials/key-sessions.ts'
import { notThereYet } from '../not-there-yet.ts'

export interface KeyTryingOptions {
  readonly sessions: KeySessions
  readonly cache: KeyCache
  readonly now: () => Date
}

/** The calls of `try.*`. */
export function createKeyTrying(_options: KeyTryingOptions): HandlersOf<'try'> {
  return notThereYet('try')
}

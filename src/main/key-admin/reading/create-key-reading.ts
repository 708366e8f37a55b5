import type { HandlersOf } from '../../../shared/handlers-of.ts'
import type { KeyCache } from '../../keys/aws-kms/key-cache.ts'
import type { KeySessions } from '../../credentials/key-sessions.ts'
import { notThereYet } from '../not-there-yet.ts'

export interface KeyReadingOptions {
  readonly sessions: KeySessions
  readonly cache: KeyCache
  readonly now: () => Date
}

/** The calls of `key.*`. */
export function createKeyReading(_options: KeyReadingOptions): HandlersOf<'key'> {
  return notThereYet('key')
}

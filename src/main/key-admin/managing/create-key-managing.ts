import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import type { KeyFiles } from '../files/key-files.ts'
import type { KeyAccess } from '../key-in-hand.ts'
import { aliasHandlers } from './alias-handlers.ts'
import { createHandler } from './create-handler.ts'
import { importHandlers } from './import-handlers.ts'
import { joinSameCalls } from './join-same-calls.ts'
import { policyHandlers } from './policy-handlers.ts'
import { regionHandlers } from './region-handlers.ts'
import { rotationHandlers } from './rotation-handlers.ts'
import { stateHandlers } from './state-handlers.ts'
import { UnfinishedKeys } from './unfinished-keys.ts'

export interface KeyManagingOptions {
  readonly sessions: KeyAccess
  readonly files: KeyFiles
  readonly now: () => Date
}

/** The calls of `manage.*`: changes to keys of AWS KMS. Each checks the key first, and reads it again afterwards. */
export function createKeyManaging({ sessions, files, now }: KeyManagingOptions): AwsHandlersOf<'manage'> {
  const unfinished = new UnfinishedKeys(now)
  return joinSameCalls<AwsHandlersOf<'manage'>>({
    ...createHandler({ access: sessions, unfinished, now }),
    ...stateHandlers(sessions, now),
    ...aliasHandlers(sessions, unfinished),
    ...policyHandlers(sessions, now),
    ...regionHandlers(sessions),
    ...rotationHandlers(sessions, now),
    ...importHandlers({ access: sessions, files, now }),
  })
}

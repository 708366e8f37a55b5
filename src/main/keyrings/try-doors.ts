import { VaultError, isVaultError } from '../../shared/vault-error.ts'
import type { EncryptedDataKey } from '../message/encrypted-data-key.ts'
import type { Secret } from '../secret/secret.ts'
import type { UnwrapOutcome, UnwrapRequest } from './keyring.ts'
import { stopIfAborted } from './stop-if-aborted.ts'

/** A data key that a door gave, and the material that unwrapped it where the service names it. */
export interface OpenedDoor {
  readonly dataKey: Secret
  readonly keyMaterialId: string | null
}

/**
 * How to open a door that is a keyring's own; undefined = not mine, found out before or after asking the
 * key's holder.
 */
export type DoorMatch = (door: EncryptedDataKey) => (() => Promise<OpenedDoor | undefined>) | undefined

/**
 * Tries the doors that match, in list order, until one opens with a data key of the right length. A door that
 * fails is collected and never stops the search. FORMAT.md section 14.1. Throws CANCELLED alone.
 */
export async function tryDoors(request: UnwrapRequest, match: DoorMatch): Promise<UnwrapOutcome> {
  const tried: VaultError[] = []
  for (const encryptedDataKey of request.encryptedDataKeys) {
    stopIfAborted(request.signal)
    const open = match(encryptedDataKey)
    if (open === undefined) continue
    try {
      const opened = await open()
      if (opened === undefined) continue
      checkLength(opened.dataKey, request.dataKeyLength)
      return { opened: true, ...opened, encryptedDataKey, ...(tried.length > 0 && { tried }) }
    } catch (error) {
      tried.push(collected(error))
    }
  }
  return { opened: false, tried }
}

/** The error to keep of a failed try. Rethrows a cancellation, which ends the search. */
export function collected(error: unknown): VaultError {
  if (!isVaultError(error)) return new VaultError('INTERNAL', 'opening a data key failed', { cause: error })
  if (error.code === 'CANCELLED') throw error
  return error
}

function checkLength(dataKey: Secret, length: number): void {
  if (dataKey.length === length) return
  dataKey.wipe()
  throw new VaultError('DATA_KEY_DAMAGED', 'the data key of this message has the wrong length')
}

import { setTimeout as pause } from 'node:timers/promises'
import { VaultError } from '../../../shared/vault-error.ts'

/** Waits so many milliseconds. Throws CANCELLED as soon as the signal says so. */
export type Sleep = (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>

export const sleep: Sleep = async (milliseconds, signal) => {
  await pause(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((cause: unknown) => {
    throw new VaultError('CANCELLED', 'cancelled', { cause })
  })
}

import type { OpenTicket } from '../../message/open-message.ts'
import type { SealTicket } from '../../message/begin-message.ts'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import type { VaultErrorCode, VaultErrorFacts } from '../../../shared/vault-error.ts'
import type { PassResult } from './engine.ts'

/** A pass as it is posted to a worker: descriptors in place of open files, which stay their owner's. */
export type WorkerTask =
  | {
      readonly kind: 'seal'
      readonly source: number
      readonly target: number
      readonly header: Uint8Array
      readonly ticket: SealTicket
      readonly size: number
    }
  | {
      readonly kind: 'open'
      readonly source: number
      readonly target: number | null
      readonly ticket: OpenTicket
      readonly size: number
      readonly fingerprintKey: Uint8Array | null
    }
  | {
      readonly kind: 'move'
      readonly source: number
      readonly target: number
      readonly open: OpenTicket
      readonly header: Uint8Array
      readonly seal: SealTicket
      readonly size: number
      readonly fingerprintKey: Uint8Array | null
    }

/** From the pool to a worker. One task at a time. */
export type ToWorker = { readonly run: WorkerTask } | { readonly cancel: true }

/** From a worker to the pool. `progress` counts bytes of the source, at most ten times a second. */
export type FromWorker =
  | { readonly progress: number }
  | { readonly done: PassResult }
  | {
      readonly failed: {
        readonly code: VaultErrorCode
        readonly message: string
        readonly facts: VaultErrorFacts
      }
    }

/** An error without its stack and cause, as it may cross from a worker. */
export function toWire(error: unknown): Extract<FromWorker, { failed: unknown }> {
  if (isVaultError(error)) return { failed: { code: error.code, message: error.message, facts: error.facts } }
  return { failed: { code: 'INTERNAL', message: 'the worker failed in a way it should not', facts: {} } }
}

export function fromWire({ failed }: Extract<FromWorker, { failed: unknown }>): VaultError {
  return new VaultError(failed.code, failed.message, { facts: failed.facts })
}

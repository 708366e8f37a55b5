import type { OpenTicket } from '../../message/open-message.ts'
import type { SealTicket } from '../../message/begin-message.ts'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import type { VaultErrorCode, VaultErrorFacts } from '../../../shared/vault-error.ts'
import type { PassResult } from './engine.ts'
import type { MoveShare } from './move-share.ts'
import type { OpenShare } from './open-pass.ts'
import type { PackTask, SurveyTask, UnpackTask } from './tar-engine.ts'

/** A pass as it is posted to a worker: descriptors in place of open files, which stay their owner's. */
export type WorkerTask = MessageTask | TarTask

/** A pass over one folder: its files are opened by the worker itself. */
export type TarTask =
  | (SurveyTask & { readonly kind: 'survey' })
  | (Omit<PackTask, 'target'> & { readonly kind: 'pack'; readonly target: number })
  | (Omit<UnpackTask, 'source'> & { readonly kind: 'unpack'; readonly source: number })

/** A pass over one file. */
export type MessageTask =
  | {
      readonly kind: 'seal'
      readonly source: number
      readonly target: number
      readonly header: Uint8Array
      readonly ticket: SealTicket
      readonly size: number
      /** Null for the whole file; or frames to claim at a time, beside other threads with the same ticket. */
      readonly framesAtOnce: number | null
    }
  | {
      readonly kind: 'open'
      readonly source: number
      readonly target: number | null
      readonly ticket: OpenTicket
      readonly size: number
      readonly fingerprintKey: Uint8Array | null
      /** Null for the whole message; or what to claim, beside other threads with the same claims. */
      readonly share: OpenShare | null
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
      /** Null for the whole message; or how it is shared, beside other threads with the same ticket. */
      readonly share: MoveShare | null
    }

/** From the pool to a worker. One task at a time. `leave`: end a share after what is claimed of it. */
export type ToWorker = { readonly run: WorkerTask } | { readonly cancel: true } | { readonly leave: true }

/** From a worker to the pool. `progress` counts bytes of the source, at most ten times a second. */
export type FromWorker =
  | { readonly progress: number }
  | { readonly done: PassResult }
  | {
      readonly failed: {
        readonly code: VaultErrorCode
        readonly message: string
        readonly facts: VaultErrorFacts
        /** As in `ShareEnd`. */
        readonly at: number
      }
    }

/** An error without its stack and cause, as it may cross from a worker. */
export function toWire(error: unknown, at = 0): Extract<FromWorker, { failed: unknown }> {
  if (isVaultError(error)) {
    return { failed: { code: error.code, message: error.message, facts: error.facts, at } }
  }
  return { failed: { code: 'INTERNAL', message: 'the worker failed in a way it should not', facts: {}, at } }
}

export function fromWire({ failed }: Extract<FromWorker, { failed: unknown }>): VaultError {
  return new VaultError(failed.code, failed.message, { facts: failed.facts })
}

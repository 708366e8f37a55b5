import type { VaultErrorCode } from '../vault-error.ts'
import type { FileAction } from './file-action.ts'
import type { DoorLabel } from './plan.ts'

/** A door of a message that was worked on, by names that stay: what coverage counts by. */
export interface RecordedDoor {
  readonly label: DoorLabel
  /** A local key's id, a KMS key's ARN, or the fingerprint of a recovery kit or a colleague; null where the door names none. */
  readonly keyId: string | null
  /** The key material that wrapped or unwrapped, where the door or the service names it. */
  readonly keyMaterialId: string | null
}

/** A message that a job read to its end, or wrote, as it lies now. */
export interface SeenMessage {
  /** Which of the record's paths it lies under. */
  readonly at: 'source' | 'result'
  /** SHA-256 over its header, hexadecimal. */
  readonly headerHash: string
  /** Bytes. */
  readonly size: number
  /** When it was written (ISO 8601), as its file's time says; null = with the record, or not known. */
  readonly writtenAt: string | null
  /** Every door it has. */
  readonly doors: readonly RecordedDoor[]
}

/** One file that a job ended with, done or not. Paths never go to the page; the catalog may be told not to keep them. */
export interface FileRecord {
  /** ISO 8601. */
  readonly at: string
  readonly action: FileAction
  /** Absolute paths. */
  readonly source: string
  readonly result: string | null
  /** Bytes. */
  readonly size: number
  readonly resultSize: number | null
  /** Doors written, or the one that opened; of a message that was not opened, verified or moved, those that it has. */
  readonly doors: readonly RecordedDoor[]
  /** Four hexadecimal digits. */
  readonly suite: string | null
  /** SHA-256 over the header of the message written, opened or verified, or that was to be, hexadecimal. */
  readonly headerHash: string | null
  readonly verified: boolean
  readonly seconds: number | null
  /** What went wrong; null = it was done. */
  readonly code: VaultErrorCode | null
  /** The messages that are known by it; none where it was not done. */
  readonly seen: readonly SeenMessage[]
  /** The source is in the trash, so nothing lies under its path any more, unless the result took it. */
  readonly sourceGone: boolean
}

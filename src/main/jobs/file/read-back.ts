import { sameBytes } from '../../message/bytes.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { reconcileContext } from '../../message/encryption-context-rules.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import { openMessage } from '../../message/open-message.ts'
import type { OpenTicket } from '../../message/open-message.ts'
import { defaultMessageLimits } from '../../message/message-limits.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import type { Keyring } from '../../keyrings/keyring.ts'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import type { VaultErrorCode } from '../../../shared/vault-error.ts'
import { isSameFile } from '../files/files.ts'
import type { StagedFile } from '../staging/staged-file.ts'
import { readMessageHeader } from './read-message-header.ts'
import { unwrapDataKey } from './unwrap-data-key.ts'
import type { Workbench } from './with-staged.ts'
import type { FileWork } from './work.ts'

export interface ReadBackRequest {
  readonly staged: StagedFile
  /** One for each door that is claimed to open the file. Each must. */
  readonly keyrings: readonly Keyring[]
  /** Bytes of the source. */
  readonly plaintextBytes: number
  /** Pairs that the message was made with and that its header leaves out. */
  readonly required?: EncryptionContext
  /** What the plaintext must be the same as; null or absent = its length and every tag are looked at. */
  readonly fingerprint?: ExpectedFingerprint | null
}

/** A fingerprint that a pass made, and its key: engine/move-fingerprint.ts. */
export interface ExpectedFingerprint {
  readonly key: Uint8Array
  readonly value: Uint8Array
}

/** What a fault of the message itself looks like from here; anything else (KMS, the disk, a cancel) keeps its own words. */
const ofTheMessage = new Set<VaultErrorCode>(['DATA_KEY_DAMAGED', 'NO_DOOR_OPENS', 'COMMITMENT_MISMATCH'])

function asVerifyFailure(error: unknown): unknown {
  if (!isVaultError(error)) return error
  if (!ofTheMessage.has(error.code) && !/^(MESSAGE|ENCRYPTION_CONTEXT|KMS_(INVALID|WRONG))_/.test(error.code))
    return error
  return verifyFailed(error)
}

function verifyFailed(cause?: VaultError): VaultError {
  return new VaultError('VERIFY_FAILED', 'the encrypted file did not open again; nothing was published', {
    cause,
    facts: cause ? { reason: cause.code } : {},
  })
}

/** A door that opened when a message was read back. */
export interface DoorReadBack {
  readonly door: EncryptedDataKey
  /** The key material that unwrapped, where the service names it. */
  readonly keyMaterialId: string | null
}

/** Opens the header with each keyring in turn: every door must give the data key that the header commits to. */
async function everyDoor(
  bench: Workbench,
  header: ParsedHeader,
  { keyrings, required = new Map() }: ReadBackRequest,
): Promise<{ readonly ticket: OpenTicket; readonly doors: readonly DoorReadBack[] }> {
  const { full } = reconcileContext(header.context, required)
  const doors: DoorReadBack[] = []
  let ticket: OpenTicket | undefined
  for (const keyring of keyrings) {
    const door = await unwrapDataKey(keyring, header, { context: full, signal: bench.signal })
    try {
      ticket = openMessage({ header, dataKey: door.dataKey, requiredContext: required })
      doors.push({ door: door.encryptedDataKey, keyMaterialId: door.keyMaterialId })
    } finally {
      door.dataKey.wipe()
    }
  }
  if (ticket === undefined) throw verifyFailed()
  return { ticket, doors }
}

/**
 * Verifies a staged message as DESIGN.md section 2 defines it: reopened, parsed, every door unwrapped, every frame
 * authenticated, the length compared with the source. Gives the doors in the order of the keyrings. Throws VERIFY_FAILED,
 * or the error of a service that is needed.
 */
export async function readBack(
  bench: Workbench,
  work: FileWork,
  request: ReadBackRequest,
): Promise<readonly DoorReadBack[]> {
  const { staged, plaintextBytes, fingerprint = null } = request
  const file = await bench.files.openToRead(staged.path)
  try {
    const facts = await file.facts()
    if (!isSameFile(facts, staged.made)) throw verifyFailed()
    const header = await readMessageHeader(file, facts.size, work.limits ?? defaultMessageLimits)
    const { ticket, doors } = await everyDoor(bench, header, request)
    const fingerprintKey = fingerprint && fingerprint.key
    const task = { source: file, target: null, ticket, size: facts.size, fingerprintKey }
    const control = { signal: bench.signal, onProgress: work.onProgress ?? (() => {}) }
    const result = await bench.engine.open(task, control)
    if (result.plaintextBytes !== plaintextBytes) throw verifyFailed()
    if (fingerprint && !isSameText(fingerprint.value, result.fingerprint)) throw verifyFailed()
    return doors
  } catch (error) {
    throw asVerifyFailure(error)
  } finally {
    await file.close().catch(() => {})
  }
}

function isSameText(expected: Uint8Array, found: Uint8Array | undefined): boolean {
  return found !== undefined && sameBytes(expected, found)
}

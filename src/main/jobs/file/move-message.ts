import { suiteOf } from '../../message/algorithm-suite.ts'
import { hashOfWrittenHeader } from '../../message/header-hash.ts'
import { beginMessage } from '../../message/begin-message.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { newFingerprintKey } from '../engine/move-fingerprint.ts'
import type { StagedFile } from '../staging/staged-file.ts'
import { checkDoorCount } from './check-outgoing.ts'
import { moveContext } from './move-context.ts'
import type { MoveFileOptions } from './move-file.ts'
import type { OpenedHeader } from './open-header.ts'
import { blameChangedSource, checkUnchanged } from './open-source.ts'
import type { Source } from './open-source.ts'
import type { ExpectedFingerprint } from './read-back.ts'
import type { Workbench } from './with-staged.ts'

/** An old message whose header is open, and the empty file for the new one. */
export interface MoveBetween {
  readonly source: Source
  readonly opened: OpenedHeader
  readonly staged: StagedFile
}

/** A new message that was written whole. */
export interface MovedMessage {
  readonly encryptedDataKeys: readonly EncryptedDataKey[]
  readonly keyMaterialId: string | null
  readonly messageId: Uint8Array
  /** SHA-256 of the header, hexadecimal. */
  readonly headerHash: string
  readonly plaintextBytes: number
  readonly messageBytes: number
}

/** A new message, and what reading it back needs to know of it. */
export interface MovedMessageOutcome {
  readonly sealed: MovedMessage
  readonly required: EncryptionContext
  /** Of the plaintext of the old message; null where nothing will be read back. */
  readonly fingerprint: ExpectedFingerprint | null
}

/**
 * One new data key, one message id, one signing key where the suite signs, one pass over the old message, which verified
 * to its end and did not change meanwhile where this returns. Throws VaultError.
 */
export async function moveMessage(
  bench: Workbench,
  options: MoveFileOptions,
  { source, opened, staged }: MoveBetween,
): Promise<MovedMessageOutcome> {
  const { suite = '0478', onProgress = () => {}, verify = true } = options
  const { signal } = bench
  const { context, signingKey, required } = moveContext(suite, opened, options.context)
  const { dataKeyLength } = suiteOf(suite)
  const { dataKey, ...wrapped } = await options.keyring.wrap({ context, dataKeyLength, signal })
  const { encryptedDataKeys, keyMaterialId } = wrapped
  try {
    checkDoorCount(encryptedDataKeys.length, options.limits)
    const requiredContextKeys = new Set(required.keys())
    const request = { suite, signingKey, dataKey, encryptedDataKeys, context, requiredContextKeys }
    const { frameLength } = options
    const { header, messageId, handOver } = beginMessage({ ...request, frameLength })
    const fingerprintKey = verify ? newFingerprintKey() : null
    const files = { source: source.file, target: staged.file, size: source.facts.size }
    const task = { ...files, open: opened.ticket, header, seal: handOver(), fingerprintKey }
    const result = await bench.engine.move(task, { signal, onProgress })
    await checkUnchanged(source)
    const { plaintextBytes, messageBytes, fingerprint: value } = result
    const headerHash = hashOfWrittenHeader(header)
    const written = { encryptedDataKeys, keyMaterialId, messageId, headerHash }
    const sealed = { ...written, plaintextBytes, messageBytes }
    const fingerprint = fingerprintKey && { key: fingerprintKey, value: value ?? new Uint8Array() }
    return { sealed, required, fingerprint }
  } catch (error) {
    throw await blameChangedSource(source, error)
  } finally {
    dataKey.wipe()
  }
}

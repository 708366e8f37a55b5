import type { DoorName, EncryptedDataKey } from '../../message/encrypted-data-key.ts'

/** More than any provider of ours or of AWS writes: a KMS key's ARN has at most 2,048 bytes. */
const longestKept = 4096

/**
 * What a plan keeps of a message's doors: copies of their names, so that the header's own bytes, up to a megabyte of
 * whoever made the file, are let go. A name beyond any known length is kept empty, which no key of a vault has.
 */
export function keptDoors(doors: readonly EncryptedDataKey[]): readonly DoorName[] {
  return doors.map(({ providerId, providerInfo }) => ({
    providerId: kept(providerId),
    providerInfo: kept(providerInfo),
  }))
}

function kept(bytes: Uint8Array): Uint8Array {
  return bytes.length > longestKept ? new Uint8Array(0) : new Uint8Array(bytes)
}

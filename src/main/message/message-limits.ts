import type { CommitmentPolicy } from './commitment-policy.ts'

/** What a reader accepts before it trusts a single byte of a header. FORMAT.md sections 6, 12 and 16. */
export interface MessageLimits {
  /** Most encrypted data keys in a header; null = as many as the format allows. */
  readonly maxEncryptedDataKeys: number | null
  /** Longest header in bytes, body and authentication together. */
  readonly maxHeaderBytes: number
  /** Largest frame content in bytes: so much is held before it is authenticated. A header may say more. */
  readonly maxFrameLength: number
  /** Largest content of a non-framed body in bytes. It is not held: it goes into a private file. */
  readonly maxNonFramedLength: number
  readonly commitmentPolicy: CommitmentPolicy
  /** Refuse messages that are signed, whose last bytes decide over all that was read before. */
  readonly unsignedOnly: boolean
}

/** The most that a non-framed body may hold: GCM's own limit. FORMAT.md section 9. */
export const longestNonFramedContent = 2 ** 36 - 32

/** The limits that hold unless a person raised one. */
export const defaultMessageLimits: MessageLimits = {
  maxEncryptedDataKeys: 10,
  maxHeaderBytes: 1024 * 1024,
  maxFrameLength: 64 * 1024 * 1024,
  maxNonFramedLength: longestNonFramedContent,
  commitmentPolicy: 'REQUIRE_ENCRYPT_REQUIRE_DECRYPT',
  unsignedOnly: false,
}

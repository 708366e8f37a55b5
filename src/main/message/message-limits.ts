/** What a reader accepts before it trusts a single byte of a header. FORMAT.md section 16, last lines. */
export interface MessageLimits {
  /** Most encrypted data keys in a header; null = as many as the format allows. */
  readonly maxEncryptedDataKeys: number | null
  /** Longest header in bytes, body and authentication together. */
  readonly maxHeaderBytes: number
  /**
   * Largest content in bytes that has to be held before it is authenticated: a frame, or a non-framed body.
   */
  readonly maxFrameLength: number
}

/** The limits that hold unless a person raised one. */
export const defaultMessageLimits: MessageLimits = {
  maxEncryptedDataKeys: 10,
  maxHeaderBytes: 1024 * 1024,
  maxFrameLength: 64 * 1024 * 1024,
}

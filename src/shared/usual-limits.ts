/** What a header may ask for where nobody chose otherwise. Here without a schema, because the page shows it too. */
export const usualLimits = {
  maxEncryptedDataKeys: 10,
  maxHeaderBytes: 1024 * 1024,
  maxFrameLength: 64 * 1024 * 1024,
} as const

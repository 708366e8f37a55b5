/** Limits of a key, which the local keystore and the KMS fake both read. KMS.md sections 1 and 2. */
export const keyLimits = {
  aliases: 50,
  tags: 50,
  tagKeyLength: 128,
  tagValueLength: 256,
  /** Bytes that one call encrypts at most; the other limit of RSA keys is their padding's. */
  plaintextBytes: 4096,
  /** Of a tag's name, however it is written. */
  reservedTag: /^aws:/i,
  descriptionLength: 8192,
  /** Rotations on demand in a key's life. */
  onDemandRotations: 25,
  /** Minutes before an automatic rotation in which none is made on demand. */
  nearAutomaticMinutes: 20,
  rotationPeriodDays: { least: 90, most: 2560 },
  deletionWindowDays: { least: 7, most: 30 },
  /** How far ahead imported material may expire. */
  expiryDays: 365,
  importTokenHours: 24,
} as const

/** Limits of a key of this computer, as KMS has them. KMS.md sections 1 and 2. */
export const localLimits = {
  aliases: 50,
  tags: 50,
  tagKeyLength: 128,
  tagValueLength: 256,
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

import { z } from 'zod'

/** Somebody whose card was imported: files can be made so that their keystore opens them. */
export const colleague = z.strictObject({
  colleagueId: z.string().max(64),
  name: z.string(),
  /** As it is compared: groups of letters and digits. */
  fingerprint: z.string(),
  addedAt: z.string(),
  /** The person said that both fingerprints were compared. */
  compared: z.boolean(),
  /** The fingerprint before the card changed; null where it never did. */
  formerFingerprint: z.string().nullable(),
})
export type Colleague = z.infer<typeof colleague>

/** This keystore's own card. `text` is the whole card, public: what its file and its QR code hold. */
export const ownCard = z.strictObject({
  name: z.string(),
  fingerprint: z.string(),
  text: z.string().max(4096),
})
export type OwnCard = z.infer<typeof ownCard>

/** A card that was read and not yet taken in. */
export const readCard = z.strictObject({
  cardId: z.string().max(64),
  name: z.string(),
  fingerprint: z.string(),
  /** `changed`: somebody of this name has another key here. `own`: it is this keystore's. */
  standing: z.enum(['new', 'known', 'changed', 'own']),
  /** Of whom it is another card now; null but for `changed` and `known`. */
  colleague: colleague.nullable(),
})
export type ReadCard = z.infer<typeof readCard>

import { z } from 'zod'
import { bytes, dataKey, fingerprint, headerBytes, nothing, publicKey } from './parts.ts'

const name = z.string().min(1).max(64)
const colleague = z.strictObject({
  colleagueId: z.string().max(64),
  name,
  fingerprint,
  publicKey: bytes,
  addedAt: z.string(),
  compared: z.boolean(),
  formerFingerprint: fingerprint.nullable(),
})
export type StoredColleague = z.infer<typeof colleague>

/** The exchange key, and the cards of colleagues. */
export const peopleOperations = {
  /** The own name and the public half of the exchange key, which is made where there is none yet. */
  ownCard: {
    in: z.strictObject({
      /** The name until the person sets one. */
      nameIfNone: name,
    }),
    out: z.strictObject({ name, fingerprint, publicKey }),
  },
  /** Of the exchange key; null where none was made yet. Makes none. */
  exchangeKey: { in: nothing, out: z.strictObject({ fingerprint }).nullable() },
  setOwnName: { in: z.strictObject({ name }), out: nothing },
  listColleagues: { in: nothing, out: z.array(colleague).max(200) },
  /** Adds a colleague, or replaces one's card (`replaces`: their id). */
  putColleague: {
    in: z.strictObject({ name, publicKey, compared: z.boolean(), replaces: z.string().max(64).nullable() }),
    out: colleague,
  },
  renameColleague: { in: z.strictObject({ colleagueId: z.string().max(64), name }), out: nothing },
  removeColleague: { in: z.strictObject({ colleagueId: z.string().max(64) }), out: nothing },
  /** Opens a door that was made for this keystore's exchange key (OAEP with SHA-256). Throws DATA_KEY_DAMAGED. */
  unwrapFromColleague: {
    in: z.strictObject({ fingerprint, ciphertext: headerBytes }),
    out: z.strictObject({ dataKey }),
  },
} as const

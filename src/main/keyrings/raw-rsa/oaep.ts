import { constants } from 'node:crypto'

/** The one padding of doors that Keyhold makes for RSA keys: OAEP, SHA-256 for its hash and for MGF1. FORMAT.md section 14.3. */
export const oaepSha256 = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const

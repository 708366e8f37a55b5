import type { DoorName } from '../message/encrypted-data-key.ts'

/** Provider ids of the doors that Keyhold makes for RSA keys. Their names are fingerprints. DESIGN.md section 3. */
export const recoveryNamespace = 'keyhold-recovery'
export const exchangeNamespace = 'keyhold-exchange'

/** A door for an RSA public key. */
export interface RsaDoor {
  readonly kind: 'recovery' | 'colleague'
  /** Lower-case hexadecimal SHA-256 of the public key. */
  readonly fingerprint: string
}

/** What such a door names, or null where the door is none. */
export function rsaDoorOf({ providerId, providerInfo }: DoorName): RsaDoor | null {
  const kind = kinds.get(Buffer.from(providerId).toString('latin1'))
  const fingerprint = Buffer.from(providerInfo).toString('latin1')
  return kind !== undefined && /^[0-9a-f]{64}$/.test(fingerprint) ? { kind, fingerprint } : null
}

const kinds: ReadonlyMap<string, RsaDoor['kind']> = new Map([
  [recoveryNamespace, 'recovery'],
  [exchangeNamespace, 'colleague'],
])

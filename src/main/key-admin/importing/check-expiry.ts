import { VaultError } from '../../../shared/vault-error.ts'

/** What KMS takes at most (ImportKeyMaterial, ValidTo). */
const longestValidity = 365 * 24 * 3600_000

/** Throws INVALID_REQUEST {reason: validTo | validToLate} for a day on which key material cannot expire; null = never. */
export function checkExpiry(validTo: string | null, now: Date): void {
  if (validTo === null) return
  const ahead = Date.parse(validTo) - now.getTime()
  if (ahead > 0 && ahead <= longestValidity) return
  throw new VaultError(
    'INVALID_REQUEST',
    'key material expires within 365 days, or never; choose another date',
    { facts: { reason: ahead > 0 ? 'validToLate' : 'validTo' } },
  )
}

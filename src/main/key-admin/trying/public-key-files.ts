import type { TryResult } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { NewFilePlace } from '../files/key-files.ts'
import { toBase64 } from './to-base64.ts'
import { tryResultOf } from './try-result.ts'

/** Where a public key is saved: what the dialog is called, and the name it proposes. */
export function publicKeyFile(row: Pick<KeyRow, 'alias' | 'keyId'>) {
  return { title: 'Save the public key', name: `${(row.alias ?? row.keyId).replaceAll('/', '-')}.pem` }
}

/** A public key (SPKI in DER) as PEM on the page, or in a file. */
export async function publicKeyResult(
  der: Uint8Array,
  keyArn: string | null,
  place: NewFilePlace | null,
): Promise<TryResult> {
  const text = pemOf('PUBLIC KEY', der)
  const result = tryResultOf({ text, base64: toBase64(der), bytes: der.length, keyArn })
  return place === null ? result : { ...result, savedAs: await place.write(Buffer.from(text)) }
}

/** DER between its lines of PEM (RFC 7468). */
export function pemOf(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

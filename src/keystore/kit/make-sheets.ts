import { split } from 'shamir-secret-sharing'
import { Secret } from '../../main/secret/secret.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { Sheet } from './sheet-content.ts'
import { sealForSheet, type PassphraseDeps } from './sheet-passphrase.ts'

/** How the sheets of a kit are made. */
export interface SheetsDraft {
  readonly form: Sheet['form']
  readonly passphrase: string | null
  readonly threshold: number | null
  readonly sheets: number
}

/** The sheets of a secret; the caller wipes them. Throws INVALID_REQUEST for a draft that does not fit together. */
export async function makeSheets(
  secret: Secret,
  id: Uint8Array,
  { draft, ...deps }: PassphraseDeps & { readonly draft: SheetsDraft },
): Promise<readonly Sheet[]> {
  const { form, passphrase, threshold, sheets } = draft
  if (form === 'shares' && threshold !== null && passphrase === null && sheets >= threshold && sheets <= 16)
    return await shareOut(secret, id, { threshold, sheets })
  if (sheets !== 1 || threshold !== null) throw unfit()
  if (form === 'plain' && passphrase === null)
    return [{ form, id, secret: secret.use((bytes) => Secret.take(Uint8Array.from(bytes))) }]
  if (form === 'passphrase' && passphrase !== null)
    return [await sealForSheet(secret, { id, passphrase }, deps)]
  throw unfit()
}

async function shareOut(
  secret: Secret,
  id: Uint8Array,
  { threshold, sheets }: { readonly threshold: number; readonly sheets: number },
): Promise<readonly Sheet[]> {
  const shares = await secret.use((bytes) => split(bytes, sheets, threshold))
  return shares.map((share, at) => ({
    form: 'shares',
    id,
    threshold,
    sheets,
    index: at + 1,
    share: Secret.take(share),
  }))
}

function unfit(): VaultError {
  return new VaultError('INVALID_REQUEST', 'a kit cannot be made in this way')
}

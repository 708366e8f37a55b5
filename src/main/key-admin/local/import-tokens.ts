import { VaultError } from '../../../shared/vault-error.ts'
import type { KeyFiles } from '../files/key-files.ts'
import { pemOf } from '../trying/public-key-files.ts'

/** The label of the second part of a public key's file: what says which import it is good for. */
const tokenLabel = 'KEYHOLD IMPORT TOKEN'
const mostFileBytes = 32_768

/** The file that a person wraps key material with: the public key first, as every tool reads it, then the token. */
export function parametersFile(publicKey: Uint8Array, token: Uint8Array): Uint8Array {
  return new TextEncoder().encode(`${pemOf('PUBLIC KEY', publicKey)}${pemOf(tokenLabel, token)}`)
}

/** The token in such a file; null where there is none. */
export function tokenIn(file: Uint8Array): Uint8Array | null {
  const text = Buffer.from(file.buffer, file.byteOffset, file.length).toString('latin1')
  const pattern = new RegExp(
    `-----BEGIN ${tokenLabel}-----\\s+([A-Za-z0-9+/=\\s]+?)\\s*-----END ${tokenLabel}-----`,
  )
  const base64 = pattern.exec(text)?.[1]?.replaceAll(/\s/g, '')
  if (base64 === undefined || base64 === '' || base64.length % 4 !== 0) return null
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

/**
 * Tokens of the public keys that were saved since the app started, by key id. After a restart the person is asked for the
 * file of the public key, which holds its token.
 */
export class ImportTokens {
  readonly #tokens = new Map<string, Uint8Array>()

  keep(keyId: string, token: Uint8Array): void {
    this.#tokens.set(keyId, token)
  }

  forget(keyId: string): void {
    this.#tokens.delete(keyId)
  }

  /** Null where the dialog was closed. Throws KEY_IMPORT_TOKEN_ENDED where the file that was chosen holds none. */
  async of(keyId: string, files: KeyFiles): Promise<Uint8Array | null> {
    const kept = this.#tokens.get(keyId)
    if (kept !== undefined) return kept
    const file = await files.read('Choose the file of the public key that it was wrapped with', mostFileBytes)
    if (file === null) return null
    const token = tokenIn(file.bytes)
    if (token === null)
      throw new VaultError(
        'KEY_IMPORT_TOKEN_ENDED',
        'this file holds no public key of an import; save a new one',
      )
    return token
  }
}

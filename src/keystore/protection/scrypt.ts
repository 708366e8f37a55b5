import { scrypt } from 'node:crypto'
import { Secret } from '../../main/secret/secret.ts'
import type { ScryptParameters } from './scrypt-parameters.ts'

/** 32 bytes from a passphrase, slowly. The caller wipes both. Tests hand in a quick one. */
export type DeriveFromPassphrase = (passphrase: Secret, parameters: ScryptParameters) => Promise<Secret>

/**
 * scrypt (RFC 7914) on a thread of Node's pool: the port goes on being answered. `maxmem` is twice what it takes, because
 * BoringSSL counts more than OpenSSL does. Node's own copy of the passphrase, on that thread, cannot be wiped.
 */
export const deriveByScrypt: DeriveFromPassphrase = (passphrase, { salt, n, r, p }) =>
  new Promise((resolve, reject) => {
    passphrase.use((bytes) =>
      scrypt(bytes, salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (error, key) => {
        if (error === null) resolve(Secret.take(key))
        else reject(error)
      }),
    )
  })

import { createPrivateKey } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RawRsaKeyring } from '../../src/main/keyrings/raw-rsa/raw-rsa-keyring.ts'
import type { RsaPadding } from '../../src/main/keyrings/raw-rsa/raw-rsa-keyring.ts'
import { hex, judgedWrongly, readVectors, wycheproof } from './support/wycheproof.ts'

const text = new TextEncoder()
const files: readonly (readonly [string, RsaPadding])[] = [
  ['rsa_oaep_2048_sha1_mgf1sha1', 'oaep-sha1'],
  ['rsa_oaep_2048_sha256_mgf1sha256', 'oaep-sha256'],
  ['rsa_oaep_3072_sha256_mgf1sha256', 'oaep-sha256'],
  ['rsa_oaep_4096_sha256_mgf1sha256', 'oaep-sha256'],
]

if (wycheproof.present)
  console.log('not run: Wycheproof RSA-PSS, for nothing here signs or verifies with RSA')

describe('Wycheproof RSA-OAEP through our own raw RSA keyring', () => {
  beforeEach(({ skip }) => skip(!wycheproof.present, wycheproof.reason))

  it.each(files)('F-82 holds for %s', async (name, padding) => {
    const vectors = readVectors(name, { privateKeyPem: z.string() }, { msg: hex, ct: hex, label: hex })
    expect(vectors.length).toBeGreaterThan(30)
    const outcomes = await Promise.all(
      vectors.map(async ({ privateKeyPem, msg, ct, label, result, tcId }) => {
        const privateKey = createPrivateKey(privateKeyPem)
        const keyring = new RawRsaKeyring({ namespace: 'ns', name: 'name', privateKey, padding })
        const door = { providerId: text.encode('ns'), providerInfo: text.encode('name'), ciphertext: ct }
        const request = { context: new Map<string, string>(), dataKeyLength: msg.length }
        const opened = await keyring.unwrap({ ...request, encryptedDataKeys: [door] })
        const holds = opened.opened && opened.dataKey.use((bytes) => Buffer.from(bytes).equals(msg))
        // The format's label is empty: a ciphertext made with another one is not ours.
        return { tcId, holds, result: label.length === 0 ? result : ('invalid' as const) }
      }),
    )
    expect(judgedWrongly(outcomes, ({ holds }) => holds)).toEqual([])
  })
})

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { KmsBlobs } from '../../src/main/keyrings/kms-blobs.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { VaultError } from '../../src/shared/vault-error.ts'

const head = Buffer.from([1, 2, 2, 0, 0x78])
const afterHead = 53

/** Blobs that begin as those of AWS KMS do, under one key of this test's own. Context and key are authenticated. */
export function memoryBlobs(): KmsBlobs & { readonly handedOut: Secret[] } {
  const key = randomBytes(32)
  const arns = new Map<string, string>()
  const handedOut: Secret[] = []
  return {
    handedOut,
    seal: async ({ key: { keyArn }, plaintext, context, onCall }) => {
      onCall?.()
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(aad(context))
      const sealed = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag(), iv])
      const cms = Buffer.concat([Buffer.from('300006092a864886f70d010706', 'hex'), sealed])
      const length = Buffer.alloc(4)
      length.writeUInt32BE(cms.length)
      const blob = Buffer.concat([head, Buffer.alloc(afterHead - head.length + 1, 7), length, cms])
      arns.set(blob.toString('hex'), keyArn)
      return { ciphertext: new Uint8Array(blob), keyArn }
    },
    open: async ({ ciphertext, context, onCall }) => {
      onCall?.()
      const blob = Buffer.from(ciphertext)
      try {
        const sealed = blob.subarray(afterHead + 5 + 13)
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(-12), { authTagLength: 16 })
        decipher.setAAD(aad(context)).setAuthTag(sealed.subarray(-28, -12))
        const text = Buffer.concat([decipher.update(sealed.subarray(0, -28)), decipher.final()])
        const plaintext = Secret.take(new Uint8Array(text))
        handedOut.push(plaintext)
        return { plaintext, keyArn: arns.get(blob.toString('hex')) ?? 'arn', keyMaterialId: 'ab'.repeat(32) }
      } catch (error) {
        throw new VaultError('KMS_INVALID_CIPHERTEXT', 'no', { cause: error, facts: { causes: 'blob' } })
      }
    },
  }
}

function aad(context: ReadonlyMap<string, string>): Buffer {
  return Buffer.from(JSON.stringify([...context].sort()))
}

import assert from 'node:assert/strict'
import { constants, createHash, createPublicKey, verify } from 'node:crypto'
import {
  generateMac,
  getPublicKey,
  signMessage,
  verifyMac,
  verifySignature,
} from '../../../../src/main/keys/aws-kms/use/sign-and-verify.ts'
import type { ContractCheck } from '../contract-check.ts'
import { refusalOf, type ContractKms } from '../contract-kms.ts'

const message = { type: 'RAW' as const, bytes: new Uint8Array(Buffer.from('a message of the sea')) }
const digest = (hash: string) => ({
  type: 'DIGEST' as const,
  bytes: new Uint8Array(createHash(hash).update(message.bytes).digest()),
})

interface Signing {
  readonly spec: string
  readonly algorithm: string
  /** Null where the algorithm takes the message alone. */
  readonly hash: string | null
  readonly padding?: object
}

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
const signings: readonly Signing[] = [
  { spec: 'RSA_2048', algorithm: 'RSASSA_PSS_SHA_256', hash: 'sha256', padding: pss },
  { spec: 'RSA_2048', algorithm: 'RSASSA_PKCS1_V1_5_SHA_512', hash: 'sha512' },
  { spec: 'ECC_NIST_P256', algorithm: 'ECDSA_SHA_256', hash: 'sha256' },
  { spec: 'ECC_NIST_P384', algorithm: 'ECDSA_SHA_384', hash: 'sha384' },
  { spec: 'ECC_NIST_P521', algorithm: 'ECDSA_SHA_512', hash: 'sha512' },
  { spec: 'ECC_SECG_P256K1', algorithm: 'ECDSA_SHA_256', hash: 'sha256' },
  { spec: 'ECC_NIST_EDWARDS25519', algorithm: 'ED25519_SHA_512', hash: null },
  { spec: 'ML_DSA_44', algorithm: 'ML_DSA_SHAKE_256', hash: null },
]

/** A signature of KMS, judged by Node with the public key that KMS gives. */
async function signs(kms: ContractKms, { spec, algorithm, hash, padding = {} }: Signing): Promise<void> {
  const keyArn = await kms.sharedKey({ spec, usage: 'SIGN_VERIFY' })
  const signature = await signMessage(kms.session, message, { keyArn, algorithm })
  const der = Buffer.from(await getPublicKey(kms.session, keyArn))
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  assert.equal(verify(hash, message.bytes, { key, ...padding }, signature), true)
  assert.equal(await verifySignature(kms.session, message, { keyArn, algorithm, signature }), true)
  const other = { ...message, bytes: message.bytes.with(0, 0) }
  assert.equal(await verifySignature(kms.session, other, { keyArn, algorithm, signature }), false)
}

async function signsDigest(kms: ContractKms, { spec, algorithm, hash }: Signing): Promise<void> {
  const keyArn = await kms.sharedKey({ spec, usage: 'SIGN_VERIFY' })
  const signature = await signMessage(kms.session, digest(hash ?? ''), { keyArn, algorithm })
  assert.equal(await verifySignature(kms.session, message, { keyArn, algorithm, signature }), true)
  assert.equal(await verifySignature(kms.session, digest(hash ?? ''), { keyArn, algorithm, signature }), true)
}

/** Signatures and MACs. */
export const signChecks: readonly ContractCheck[] = [
  ...signings.map((signing) => ({
    name: `${signing.spec} signs a message with ${signing.algorithm}`,
    run: (kms: ContractKms) => signs(kms, signing),
  })),
  ...signings
    .filter(({ hash }) => hash !== null)
    .map((signing) => ({
      name: `${signing.spec} signs a digest with ${signing.algorithm}`,
      run: (kms: ContractKms) => signsDigest(kms, signing),
    })),
  ...['224', '256', '384', '512'].map((bits) => ({
    name: `HMAC_${bits} authenticates a message`,
    run: async (kms: ContractKms) => {
      const keyArn = await kms.sharedKey({ spec: `HMAC_${bits}`, usage: 'GENERATE_VERIFY_MAC' })
      const algorithm = `HMAC_SHA_${bits}`
      const mac = await generateMac(kms.session, message.bytes, { keyArn, algorithm })
      assert.equal(mac.length * 8, Number(bits))
      assert.equal(await verifyMac(kms.session, message.bytes, { keyArn, algorithm, mac }), true)
      const wrong = mac.with(0, (mac[0] ?? 0) ^ 1)
      assert.equal(await verifyMac(kms.session, message.bytes, { keyArn, algorithm, mac: wrong }), false)
    },
  })),
  {
    name: 'a symmetric key signs nothing and has no public key',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const signed = signMessage(kms.session, message, { keyArn, algorithm: 'ECDSA_SHA_256' })
      assert.equal(await refusalOf(signed), 'InvalidKeyUsageException')
      assert.equal(await refusalOf(getPublicKey(kms.session, keyArn)), 'UnsupportedOperationException')
    },
  },
]

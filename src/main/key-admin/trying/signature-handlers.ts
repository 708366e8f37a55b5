import { createHash } from 'node:crypto'
import type { HandlersOf } from '../../../shared/handlers-of.ts'
import { mostMessageBytes } from '../../../shared/kms/key-specs.ts'
import type { TryInput } from '../../../shared/model/key-page.ts'
import {
  generateMac,
  getPublicKey,
  signMessage,
  verifyMac,
  verifySignature,
  type SignedMessage,
} from '../../keys/aws-kms/use/sign-and-verify.ts'
import { signingRuleOf, type SigningRule } from '../../keys/aws-kms/use/signing-hash.ts'
import type { KeyFiles } from '../files/key-files.ts'
import { keyInHand, type KeyAccess } from '../key-in-hand.ts'
import { toBase64 } from './to-base64.ts'
import { checkedBase64, givenBytes } from './try-input.ts'
import { placeFor, tryResultOf } from './try-result.ts'

type SignatureCalls = Omit<HandlersOf<'try'>, 'try.encrypt' | 'try.decrypt' | 'try.reEncrypt'>

/** Signatures, MACs and public keys. A file that is too long for KMS is hashed here, and its digest is signed. */
export function signatureHandlers(access: KeyAccess, files: KeyFiles): SignatureCalls {
  return {
    'try.sign': async ({ ref, input, algorithm }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'sign')
      const message = await messageOf(files, input, signingRuleOf(algorithm))
      if (message === null) return null
      const signature = await signMessage(kms, message, { keyArn, algorithm })
      return tryResultOf({ base64: toBase64(signature), bytes: signature.length, keyArn, algorithm })
    },
    'try.verify': async ({ ref, input, algorithm, signature }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'verify')
      const given = checkedBase64(signature)
      const message = await messageOf(files, input, signingRuleOf(algorithm))
      if (message === null) return null
      const valid = await verifySignature(kms, message, { keyArn, algorithm, signature: given })
      return tryResultOf({ valid, bytes: given.length, keyArn, algorithm })
    },
    'try.mac': async ({ ref, input, algorithm }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'mac')
      const message = await shortMessage(files, input)
      if (message === null) return null
      const mac = await generateMac(kms, message, { keyArn, algorithm })
      return tryResultOf({ base64: toBase64(mac), bytes: mac.length, keyArn, algorithm })
    },
    'try.verifyMac': async ({ ref, input, algorithm, mac }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'verifyMac')
      const given = checkedBase64(mac)
      const message = await shortMessage(files, input)
      if (message === null) return null
      const valid = await verifyMac(kms, message, { keyArn, algorithm, mac: given })
      return tryResultOf({ valid, bytes: given.length, keyArn, algorithm })
    },
    'try.publicKey': async ({ ref, saveAs }) => {
      const { kms, keyArn, row } = await keyInHand(access, ref, 'publicKey')
      const name = `${(row.alias ?? row.keyId).replaceAll('/', '-')}.pem`
      const place = await placeFor(files, saveAs, { title: 'Save the public key', name })
      if (place === 'closed') return null
      const der = await getPublicKey(kms, keyArn)
      const text = pemOf(der)
      const result = tryResultOf({ text, base64: toBase64(der), bytes: der.length, keyArn })
      return place === null ? result : { ...result, savedAs: await place.write(Buffer.from(text)) }
    },
  }
}

async function shortMessage(files: KeyFiles, input: TryInput): Promise<Uint8Array | null> {
  const given = await givenBytes(files, input, { title: 'Choose a file', mostBytes: mostMessageBytes })
  return given?.bytes ?? null
}

/** The message as KMS takes it: itself where that is allowed and short enough, else its digest. Null: a dialog was closed. */
async function messageOf(files: KeyFiles, input: TryInput, rule: SigningRule): Promise<SignedMessage | null> {
  const { digest, raw } = rule
  if (input.kind !== 'file' || digest === null) {
    const bytes = await shortMessage(files, input)
    if (bytes === null || raw) return bytes === null ? null : { type: 'RAW', bytes }
    return {
      type: 'DIGEST',
      bytes: createHash(digest ?? 'sha512')
        .update(bytes)
        .digest(),
    }
  }
  const file = await files.readOrHash('Choose a file', {
    mostBytes: raw ? mostMessageBytes : 0,
    hash: digest,
  })
  if (file === null) return null
  return 'digest' in file ? { type: 'DIGEST', bytes: file.digest } : { type: 'RAW', bytes: file.bytes }
}

function pemOf(der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n')
}

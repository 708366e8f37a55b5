import { createHash } from 'node:crypto'
import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import { mostMessageBytes } from '../../../shared/kms/key-specs.ts'
import type { TryInput, TryResult } from '../../../shared/model/key-page.ts'
import {
  generateMac,
  getPublicKey,
  signMessage,
  verifyMac,
  verifySignature,
  type SignedMessage,
} from '../../keys/aws-kms/use/sign-and-verify.ts'
import { signingRuleOf, type SigningRule } from '../../keys/aws-kms/use/signing-hash.ts'
import type { KeyFiles, NewFilePlace } from '../files/key-files.ts'
import { keyInHand, type KeyAccess } from '../key-in-hand.ts'
import { toBase64 } from './to-base64.ts'
import { checkedBase64, givenBytes, type GivenBytes } from './try-input.ts'
import { placeFor, tryResultOf } from './try-result.ts'

type SignatureCalls = Omit<AwsHandlersOf<'try'>, 'try.encrypt' | 'try.decrypt' | 'try.reEncrypt'>

/** Signatures, MACs and public keys. A file that is too long for KMS is hashed here, and its digest is signed. */
export function signatureHandlers(access: KeyAccess, files: KeyFiles): SignatureCalls {
  return {
    'try.sign': async ({ ref, input, algorithm, saveAs }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'sign')
      const message = await messageOf(files, input, signingRuleOf(algorithm))
      if (message === null) return null
      return await wiping(message.bytes, async () => {
        const place = await placeFor(files, saveAs, proofFile('Save the signature', message.fileName, 'sig'))
        if (place === 'closed') return null
        const signature = await signMessage(kms, message, { keyArn, algorithm })
        return await proofResult(signature, { keyArn, algorithm }, place)
      })
    },
    'try.verify': async ({ ref, input, algorithm, signature }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'verify')
      const given = checkedBase64(signature)
      const message = await messageOf(files, input, signingRuleOf(algorithm))
      if (message === null) return null
      const asked = { keyArn, algorithm, signature: given }
      const valid = await wiping(message.bytes, () => verifySignature(kms, message, asked))
      return tryResultOf({ valid, bytes: given.length, keyArn, algorithm })
    },
    'try.mac': async ({ ref, input, algorithm, saveAs }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'mac')
      const message = await shortMessage(files, input)
      if (message === null) return null
      const { bytes, fileName } = message
      return await wiping(bytes, async () => {
        const place = await placeFor(files, saveAs, proofFile('Save the MAC', fileName, 'mac'))
        if (place === 'closed') return null
        const mac = await generateMac(kms, bytes, { keyArn, algorithm })
        return await proofResult(mac, { keyArn, algorithm }, place)
      })
    },
    'try.verifyMac': async ({ ref, input, algorithm, mac }) => {
      const { kms, keyArn } = await keyInHand(access, ref, 'verifyMac')
      const given = checkedBase64(mac)
      const message = await shortMessage(files, input)
      if (message === null) return null
      const { bytes } = message
      const valid = await wiping(bytes, () => verifyMac(kms, bytes, { keyArn, algorithm, mac: given }))
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

/** What a person gave is plaintext: it is wiped once KMS has answered, or nobody is asked. */
async function wiping<Answer>(message: Uint8Array, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } finally {
    message.fill(0)
  }
}

async function shortMessage(files: KeyFiles, input: TryInput): Promise<GivenBytes | null> {
  return await givenBytes(files, input, { title: 'Choose a file', mostBytes: mostMessageBytes })
}

/** The message as KMS takes it: itself where that is allowed and short enough, else its digest. Null: a dialog was closed. */
async function messageOf(
  files: KeyFiles,
  input: TryInput,
  { digest, raw }: SigningRule,
): Promise<(SignedMessage & Pick<GivenBytes, 'fileName'>) | null> {
  if (input.kind !== 'file' || digest === null) {
    const given = await shortMessage(files, input)
    if (given === null || raw) return given === null ? null : { type: 'RAW', ...given }
    const hash = createHash(digest ?? 'sha512').update(given.bytes)
    given.bytes.fill(0)
    const bytes = hash.digest()
    return { type: 'DIGEST', bytes, fileName: given.fileName }
  }
  const mostBytes = raw ? mostMessageBytes : 0
  const file = await files.readOrHash('Choose a file', { mostBytes, hash: digest })
  if (file === null) return null
  return 'digest' in file
    ? { type: 'DIGEST', bytes: file.digest, fileName: file.name }
    : { type: 'RAW', bytes: file.bytes, fileName: file.name }
}

/** A signature or MAC lies beside what it is of, under its name. */
function proofFile(title: string, fileName: string | null, suffix: 'sig' | 'mac') {
  return { title, name: `${fileName ?? 'message.txt'}.${suffix}` }
}

/** A file holds the bytes alone, as `openssl` and others take them. */
async function proofResult(
  proof: Uint8Array,
  by: Pick<TryResult, 'keyArn' | 'algorithm'>,
  place: NewFilePlace | null,
): Promise<TryResult> {
  const result = tryResultOf({ bytes: proof.length, ...by })
  if (place === null) return { ...result, base64: toBase64(proof) }
  return { ...result, savedAs: await place.write(proof) }
}

function pemOf(der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n')
}

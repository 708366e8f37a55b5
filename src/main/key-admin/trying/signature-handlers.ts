import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import {
  generateMac,
  getPublicKey,
  signMessage,
  verifyMac,
  verifySignature,
} from '../../keys/aws-kms/use/sign-and-verify.ts'
import { signingRuleOf } from '../../keys/aws-kms/use/signing-hash.ts'
import type { KeyFiles } from '../files/key-files.ts'
import { keyInHand, type KeyAccess } from '../key-in-hand.ts'
import { messageOf, shortMessage, wiping } from './given-message.ts'
import { proofFile, proofResult } from './proof-files.ts'
import { publicKeyFile, publicKeyResult } from './public-key-files.ts'
import { checkedBase64 } from './try-input.ts'
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
      const place = await placeFor(files, saveAs, publicKeyFile(row))
      if (place === 'closed') return null
      return await publicKeyResult(await getPublicKey(kms, keyArn), keyArn, place)
    },
  }
}

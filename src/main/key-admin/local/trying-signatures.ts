import type { LocalHandlersOf } from '../../../shared/handlers-of.ts'
import { isVaultError, type VaultErrorCode } from '../../../shared/vault-error.ts'
import { signingRuleOf } from '../../keys/aws-kms/use/signing-hash.ts'
import { messageOf, shortMessage, wiping } from '../trying/given-message.ts'
import { proofFile, proofResult } from '../trying/proof-files.ts'
import { publicKeyFile, publicKeyResult } from '../trying/public-key-files.ts'
import { checkedBase64 } from '../trying/try-input.ts'
import { placeFor, tryResultOf } from '../trying/try-result.ts'
import { localKeyInHand } from './local-key-in-hand.ts'
import type { LocalTryingOptions } from './trying-encryption.ts'

type SignatureCalls = Omit<LocalHandlersOf<'try'>, 'try.encrypt' | 'try.decrypt' | 'try.reEncrypt'>

/** Signatures, MACs and public keys. A file that is too long is hashed here, and its digest is signed. */
export function tryingSignatures({
  keystore,
  files,
}: Pick<LocalTryingOptions, 'keystore' | 'files'>): SignatureCalls {
  return {
    'try.sign': async ({ ref, input, algorithm, saveAs }) => {
      const { key } = await localKeyInHand(keystore, ref, 'sign')
      const message = await messageOf(files, input, signingRuleOf(algorithm))
      if (message === null) return null
      const { bytes, type: messageType, fileName } = message
      return await wiping(bytes, async () => {
        const place = await placeFor(files, saveAs, proofFile('Save the signature', fileName, 'sig'))
        if (place === 'closed') return null
        const asked = { keyId: key.keyId, message: bytes, messageType, algorithm }
        const { signature } = await keystore.call('sign', asked)
        return await proofResult(signature, { keyArn: null, algorithm }, place)
      })
    },
    'try.verify': async ({ ref, input, algorithm, signature: typed }) => {
      const { key } = await localKeyInHand(keystore, ref, 'verify')
      const signature = checkedBase64(typed)
      const message = await messageOf(files, input, signingRuleOf(algorithm))
      if (message === null) return null
      const { bytes, type: messageType } = message
      const asked = { keyId: key.keyId, message: bytes, messageType, algorithm, signature }
      const valid = await wiping(bytes, () =>
        holds('KEY_SIGNATURE_INVALID', () => keystore.call('verify', asked)),
      )
      return tryResultOf({ valid, bytes: signature.length, algorithm })
    },
    'try.mac': async ({ ref, input, algorithm, saveAs }) => {
      const { key } = await localKeyInHand(keystore, ref, 'mac')
      const message = await shortMessage(files, input)
      if (message === null) return null
      const { bytes, fileName } = message
      return await wiping(bytes, async () => {
        const place = await placeFor(files, saveAs, proofFile('Save the MAC', fileName, 'mac'))
        if (place === 'closed') return null
        const asked = { keyId: key.keyId, message: bytes, algorithm }
        const { mac } = await keystore.call('generateMac', asked)
        return await proofResult(mac, { keyArn: null, algorithm }, place)
      })
    },
    'try.verifyMac': async ({ ref, input, algorithm, mac: typed }) => {
      const { key } = await localKeyInHand(keystore, ref, 'verifyMac')
      const mac = checkedBase64(typed)
      const message = await shortMessage(files, input)
      if (message === null) return null
      const { bytes } = message
      const asked = { keyId: key.keyId, message: bytes, algorithm, mac }
      const valid = await wiping(bytes, () =>
        holds('KEY_MAC_INVALID', () => keystore.call('verifyMac', asked)),
      )
      return tryResultOf({ valid, bytes: mac.length, algorithm })
    },
    'try.publicKey': async ({ ref, saveAs }) => {
      const { key, row } = await localKeyInHand(keystore, ref, 'publicKey')
      const place = await placeFor(files, saveAs, publicKeyFile(row))
      if (place === 'closed') return null
      const { publicKey } = await keystore.call('getPublicKey', { keyId: key.keyId })
      return await publicKeyResult(publicKey, null, place)
    },
  }
}

/** False for the one refusal that says that the proof is of another text or key. */
async function holds(code: VaultErrorCode, ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    if (isVaultError(error) && error.code === code) return false
    throw error
  }
}

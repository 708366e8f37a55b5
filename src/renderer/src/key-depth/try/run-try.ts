import type { ContextPair } from '../../../../shared/model/context-pair.ts'
import type { TryResult } from '../../../../shared/model/key-page.ts'
import type { KeyRef, KeyRow } from '../../../../shared/model/key.ts'
import { VaultError } from '../../../../shared/vault-error.ts'
import { call } from '../../data/call.ts'
import { refId } from '../../data/key-ref.ts'
import type { TryAct } from '../../words/try-text.ts'
import { bareBase64, type TryFields, tryInputOf } from './try-state.ts'

interface TryOptions {
  readonly act: TryAct
  readonly ref: KeyRef
  readonly fields: TryFields
  /** The keys that a ciphertext can move to. */
  readonly targets: readonly KeyRow[]
  readonly saveAs: boolean
}

const recordOf = (pairs: readonly ContextPair[]): Record<string, string> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]))

/** Asks the key's service for one act. Null where the person closed a dialog. Throws VaultError. */
export async function runTry({ act, ref, fields, targets, saveAs }: TryOptions): Promise<TryResult | null> {
  const input = tryInputOf(act, fields)
  const { algorithm } = fields
  const context = recordOf(fields.context)
  switch (act) {
    case 'encrypt':
    case 'decrypt':
      return await call(`try.${act}`, { ref, input, context, saveAs })
    case 'reEncrypt': {
      const to = targets.find((key) => refId(key.ref) === fields.to)?.ref
      if (to === undefined) throw new VaultError('KEY_NOT_FOUND', 'the key it should move to is not there')
      return await call('try.reEncrypt', {
        ref,
        input,
        context,
        saveAs,
        to,
        toContext: recordOf(fields.toContext),
      })
    }
    case 'sign':
    case 'mac':
      return await call(`try.${act}`, { ref, input, algorithm, saveAs })
    case 'verify':
      return await call('try.verify', { ref, input, algorithm, signature: bareBase64(fields.proof) })
    case 'verifyMac':
      return await call('try.verifyMac', { ref, input, algorithm, mac: bareBase64(fields.proof) })
    default:
      return await call('try.publicKey', { ref, saveAs })
  }
}

import { randomBytes } from 'node:crypto'
import type { KeyArn } from '../../../../../src/main/keys/aws-kms/key-arn.ts'
import type { KmsCallOptions, KmsCalls } from '../../../../../src/main/keys/aws-kms/kms-calls.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'

export const keyArn = 'arn:aws:kms:us-west-2:111122223333:key/a' as KeyArn
export const otherArn = 'arn:aws:kms:us-west-2:111122223333:key/b' as KeyArn
export const aliasArn = 'arn:aws:kms:us-west-2:111122223333:alias/media'
export const keyMaterialId = 'cd'.repeat(32)

/** KMS as a table of ciphertexts: no bytes are encrypted, every call is kept. */
export class KmsDouble implements KmsCalls {
  readonly asked: ({ readonly call: keyof KmsCalls } & KmsCallOptions)[] = []
  /** Every data key that was handed out. */
  readonly handedOut: Secret[] = []
  /** The key that answers, whatever was asked. */
  answersAs: KeyArn = keyArn
  failure: VaultError | null = null
  /** Bytes of the data keys that are handed out, whatever was asked. */
  length: number | null = null
  readonly #dataKeys = new Map<string, { readonly bytes: Uint8Array; readonly context: string }>()

  async generateDataKey(options: KmsCallOptions & { readonly length: number }) {
    this.#note('generateDataKey', options)
    const bytes = new Uint8Array(randomBytes(this.length ?? options.length))
    const ciphertext = this.#keep(bytes, options)
    return { dataKey: this.#handOut(bytes), ciphertext, ...this.#named() }
  }

  async encrypt(options: KmsCallOptions & { readonly dataKey: Secret }) {
    this.#note('encrypt', options)
    const bytes = options.dataKey.use((lent) => new Uint8Array(lent))
    return { ciphertext: this.#keep(bytes, options), ...this.#named() }
  }

  async decrypt(options: KmsCallOptions & { readonly ciphertext: Uint8Array; readonly length: number }) {
    this.#note('decrypt', options)
    const kept = this.#dataKeys.get(Buffer.from(options.ciphertext).toString('latin1'))
    if (kept?.context !== contextText(options)) throw new VaultError('KMS_INVALID_CIPHERTEXT', 'no')
    const bytes = this.length === null ? new Uint8Array(kept.bytes) : new Uint8Array(this.length)
    return { dataKey: this.#handOut(bytes), ...this.#named() }
  }

  #note(call: keyof KmsCalls, { keyId, context, signal, onCall }: KmsCallOptions): void {
    onCall?.()
    this.asked.push({ call, keyId, context, signal })
    if (this.failure !== null) throw this.failure
  }

  #keep(bytes: Uint8Array, options: KmsCallOptions): Uint8Array {
    const ciphertext = new Uint8Array(randomBytes(40))
    const name = Buffer.from(ciphertext).toString('latin1')
    this.#dataKeys.set(name, { bytes: new Uint8Array(bytes), context: contextText(options) })
    return ciphertext
  }

  #handOut(bytes: Uint8Array): Secret {
    const dataKey = Secret.take(bytes)
    this.handedOut.push(dataKey)
    return dataKey
  }

  #named() {
    return { keyArn: this.answersAs, keyMaterialId }
  }
}

function contextText({ context }: KmsCallOptions): string {
  return JSON.stringify([...context].toSorted())
}

/** The replica of one multi-Region key in a Region. */
export function mrkIn(region: string): KeyArn {
  return `arn:aws:kms:${region}:111122223333:key/mrk-1234` as KeyArn
}

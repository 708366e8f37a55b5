import type { KeystoreInput, KeystoreOutput, LocalKey } from '../../../../../src/keystore/protocol.ts'
import { unwrapWithAes, wrapWithAes } from '../../../../../src/main/keyrings/raw-aes/wrap-with-aes.ts'
import type { LocalKeystore } from '../../../../../src/main/keys/keystore/local-keystore.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'

const materialId = 'ab'.repeat(32)

export const localKey: LocalKey = {
  keyId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  alias: 'archive-2026',
  aliases: [
    {
      name: 'archive-2026',
      createdAt: '2026-11-23T09:00:00.000Z',
      updatedAt: '2026-11-23T09:00:00.000Z',
    },
  ],
  description: 'Archive',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  createdAt: '2026-11-23T09:00:00.000Z',
  currentKeyMaterialId: materialId,
  origin: 'AWS_KMS',
  tags: {},
  deletionDate: null,
  deletionWindowDays: null,
  deletable: false,
  validTo: null,
  rotation: null,
  rules: null,
}

/** A keystore of one key in memory. */
export class KeystoreDouble implements LocalKeystore {
  keys: readonly LocalKey[] = [localKey]
  failure: VaultError | null = null
  readonly asked: string[] = []
  readonly secrets = new Map<string, Uint8Array>()

  async listKeys(): Promise<readonly LocalKey[]> {
    if (this.failure !== null) throw this.failure
    return this.keys
  }

  async wrap(input: KeystoreInput<'wrap'>): Promise<KeystoreOutput<'wrap'>> {
    this.#ask('wrap', input.keyId)
    const dataKey = Secret.take(Uint8Array.from(input.dataKey))
    const context = new Map(input.context)
    const wrapped = wrapWithAes({ wrappingKey: this.#material(), context, dataKey })
    return { keyId: localKey.keyId, keyMaterialId: materialId, ...wrapped }
  }

  async unwrap(input: KeystoreInput<'unwrap'>): Promise<KeystoreOutput<'unwrap'>> {
    this.#ask('unwrap', input.keyId)
    const { iv, ciphertext } = input
    const dataKey = unwrapWithAes({
      wrappingKey: this.#material(),
      context: new Map(input.context),
      iv,
      ciphertext,
    })
    return { dataKey: dataKey.use((bytes) => new Uint8Array(bytes)) }
  }

  status = () => Promise.reject(new VaultError('INTERNAL', 'not in this test'))
  setUp = this.status
  recheck = this.status
  acceptOlderCopy = this.status
  createKey = this.status
  onStatus = () => () => undefined

  async putSecret({ name, purpose, value }: KeystoreInput<'putSecret'>): Promise<void> {
    if (this.failure !== null) throw this.failure
    this.secrets.set(`${purpose} ${name}`, Uint8Array.from(value))
  }

  async getSecret({ name, purpose }: KeystoreInput<'getSecret'>): Promise<Uint8Array | null> {
    if (this.failure !== null) throw this.failure
    const value = this.secrets.get(`${purpose} ${name}`)
    return value === undefined ? null : Uint8Array.from(value)
  }

  async dropSecret(name: string): Promise<void> {
    if (this.failure !== null) throw this.failure
    for (const key of this.secrets.keys()) if (key.endsWith(` ${name}`)) this.secrets.delete(key)
  }

  #ask(call: string, keyId: string): void {
    if (this.failure !== null) throw this.failure
    if (keyId !== localKey.keyId) throw new VaultError('KEY_NOT_FOUND', 'no such key')
    this.asked.push(call)
  }

  #material(): Secret {
    return Secret.take(new Uint8Array(32).fill(5))
  }
}

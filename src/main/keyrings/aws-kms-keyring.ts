import { VaultError } from '../../shared/vault-error.ts'
import { answersFor, isSameMultiRegionKey, parseKmsArn } from '../keys/aws-kms/key-arn.ts'
import type { KeyArn } from '../keys/aws-kms/key-arn.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import type { EncryptedDataKey } from '../message/encrypted-data-key.ts'
import type { Secret } from '../secret/secret.ts'
import { awsKmsDoor, keyArnOfDoor } from './aws-kms-door.ts'
import type { Keyring, UnwrapOutcome, UnwrapRequest, WrapOutcome, WrapRequest } from './keyring.ts'
import { stopIfAborted } from './stop-if-aborted.ts'
import { collected, tryDoors } from './try-doors.ts'

export interface AwsKmsKeyringOptions {
  /** The one key of this keyring. A key ARN; an alias or a bare key id can encrypt, but its doors are never tried. */
  readonly keyId: string
  readonly calls: KmsCalls
  /** Also tries doors of its key's replicas in other Regions, each through its own key. Default false. */
  readonly multiRegion?: boolean
}

/**
 * One AWS KMS key as a keyring, strict: it opens only doors that name exactly its key, or with `multiRegion` a replica of
 * it. FORMAT.md section 14.5.
 */
export class AwsKmsKeyring implements Keyring {
  readonly #keyId: string
  readonly #calls: KmsCalls
  readonly #multiRegion: boolean

  /** Throws INVALID_REQUEST for an empty key id, and for an ARN that is not one of KMS. */
  constructor({ keyId, calls, multiRegion = false }: AwsKmsKeyringOptions) {
    if (keyId === '' || (keyId.startsWith('arn:') && parseKmsArn(keyId) === null)) {
      throw new VaultError('INVALID_REQUEST', 'this is not the name of an aws kms key')
    }
    this.#keyId = keyId
    this.#calls = calls
    this.#multiRegion = multiRegion
  }

  async wrap(request: WrapRequest): Promise<WrapOutcome> {
    stopIfAborted(request.signal)
    return request.dataKey === undefined ? this.#generate(request) : this.#encrypt(request, request.dataKey)
  }

  async unwrap(request: UnwrapRequest): Promise<UnwrapOutcome> {
    let mine: ReadonlySet<EncryptedDataKey>
    try {
      mine = new Set(request.encryptedDataKeys.filter((door) => this.#matches(keyArnOfDoor(door))))
    } catch (error) {
      return { opened: false, tried: [collected(error)] }
    }
    return tryDoors(request, (door) => (mine.has(door) ? () => this.#decrypt(request, door) : undefined))
  }

  #matches(keyArn: KeyArn | undefined): boolean {
    if (keyArn === undefined) return false
    return keyArn === this.#keyId || (this.#multiRegion && isSameMultiRegionKey(keyArn, this.#keyId))
  }

  async #generate(request: WrapRequest): Promise<WrapOutcome> {
    const made = await this.#calls.generateDataKey({
      ...this.#common(request),
      length: request.dataKeyLength,
    })
    const { dataKey, keyArn, ciphertext, keyMaterialId } = made
    if (!answersFor(this.#keyId, keyArn) || dataKey.length !== request.dataKeyLength) {
      dataKey.wipe()
      throw this.#wrongAnswer()
    }
    return { dataKey, encryptedDataKeys: [awsKmsDoor(keyArn, ciphertext)], keyMaterialId }
  }

  async #encrypt(request: WrapRequest, dataKey: Secret): Promise<WrapOutcome> {
    const made = await this.#calls.encrypt({ ...this.#common(request), dataKey })
    const { keyArn, ciphertext, keyMaterialId } = made
    if (!answersFor(this.#keyId, keyArn)) throw this.#wrongAnswer()
    return { dataKey, encryptedDataKeys: [awsKmsDoor(keyArn, ciphertext)], keyMaterialId }
  }

  /** The answer must name the configured key itself; `tryDoors` checks the length. */
  async #decrypt(request: UnwrapRequest, { ciphertext }: EncryptedDataKey) {
    const length = request.dataKeyLength
    const opened = await this.#calls.decrypt({ ...this.#common(request), ciphertext, length })
    if (opened.keyArn !== this.#keyId) {
      opened.dataKey.wipe()
      throw this.#wrongAnswer()
    }
    return opened
  }

  #common(request: WrapRequest | UnwrapRequest) {
    const { context, signal, onCall } = request
    return { keyId: this.#keyId, context, signal, onCall: () => onCall?.('aws') }
  }

  #wrongAnswer(): VaultError {
    return new VaultError('KMS_ANSWER_INVALID', 'aws kms did not answer for the key that was asked for', {
      facts: { keyArn: this.#keyId },
    })
  }
}

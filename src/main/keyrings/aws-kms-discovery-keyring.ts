import { VaultError } from '../../shared/vault-error.ts'
import { parseKmsArn, replicaIn } from '../keys/aws-kms/key-arn.ts'
import type { KeyArn, KmsArn } from '../keys/aws-kms/key-arn.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import type { EncryptedDataKey } from '../message/encrypted-data-key.ts'
import { keyArnOfDoor } from './aws-kms-door.ts'
import type { Keyring, UnwrapOutcome, UnwrapRequest } from './keyring.ts'
import { collected, tryDoors } from './try-doors.ts'
import type { OpenedDoor } from './try-doors.ts'

/** Whose keys may be asked for: keys that a header names are anyone's. */
export interface DiscoveryFilter {
  readonly partition: string
  /** At least one. */
  readonly accounts: readonly string[]
}

export interface AwsKmsDiscoveryKeyringOptions {
  readonly calls: KmsCalls
  /** Absent = every account and partition. */
  readonly filter?: DiscoveryFilter
  /**
   * The Region of `calls`, for multi-Region keys: a replica of such a key is asked for in this Region, and any other key
   * only where it is in it. Absent = each key is asked for under the very ARN of its door.
   */
  readonly multiRegionIn?: string
}

/**
 * Opens the doors of any AWS KMS key that its filter lets through: discovery, FORMAT.md section 14.5. It never
 * encrypts.
 */
export class AwsKmsDiscoveryKeyring implements Keyring {
  readonly #options: AwsKmsDiscoveryKeyringOptions

  /** Throws INVALID_REQUEST for a filter with an empty part. */
  constructor(options: AwsKmsDiscoveryKeyringOptions) {
    const { filter } = options
    if (filter && (filter.partition === '' || filter.accounts.length === 0 || filter.accounts.includes(''))) {
      throw new VaultError('INVALID_REQUEST', 'a discovery filter names a partition and at least one account')
    }
    this.#options = options
  }

  wrap(): Promise<never> {
    return Promise.reject(new VaultError('NO_DOORS_CHOSEN', 'choose the kms key to encrypt to'))
  }

  async unwrap(request: UnwrapRequest): Promise<UnwrapOutcome> {
    let asked: ReadonlyMap<EncryptedDataKey, KeyArn | undefined>
    try {
      asked = new Map(request.encryptedDataKeys.map((door) => [door, this.#keyToAsk(door)]))
    } catch (error) {
      return { opened: false, tried: [collected(error)] }
    }
    return tryDoors(request, (door) => {
      const keyArn = asked.get(door)
      return keyArn === undefined ? undefined : () => this.#decrypt(request, door, keyArn)
    })
  }

  /** The ARN to call KMS with for a door; undefined where the door is not this keyring's. */
  #keyToAsk(door: EncryptedDataKey): KeyArn | undefined {
    const named = keyArnOfDoor(door)
    const arn = named === undefined ? null : parseKmsArn(named)
    if (arn === null || !this.#passes(arn)) return undefined
    const region = this.#options.multiRegionIn
    if (region === undefined) return named
    return replicaIn(arn, region) ?? (arn.region === region ? named : undefined)
  }

  #passes({ partition, account }: KmsArn): boolean {
    const { filter } = this.#options
    return filter === undefined || (filter.partition === partition && filter.accounts.includes(account))
  }

  /** The answer must name the key that was asked for; `tryDoors` checks the length. */
  async #decrypt(request: UnwrapRequest, door: EncryptedDataKey, keyId: KeyArn): Promise<OpenedDoor> {
    const { context, dataKeyLength: length, signal } = request
    const onCall = (): void => request.onCall?.('aws')
    const { ciphertext } = door
    const opened = await this.#options.calls.decrypt({ keyId, context, ciphertext, length, signal, onCall })
    if (opened.keyArn === keyId) return opened
    opened.dataKey.wipe()
    throw new VaultError('KMS_ANSWER_INVALID', 'aws kms did not answer for the key that was asked for', {
      facts: { keyArn: keyId },
    })
  }
}

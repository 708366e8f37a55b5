import { isVaultError, VaultError } from '../../shared/vault-error.ts'
import { parseKmsArn, type KeyArn } from '../keys/aws-kms/key-arn.ts'
import { shownText } from '../../shared/shown-text.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import type { EncryptedDataKey } from '../message/encrypted-data-key.ts'
import { keyArnOfDoor } from './aws-kms-door.ts'
import type { Keyring, UnwrapOutcome, UnwrapRequest } from './keyring.ts'
import { isSignInNeeded } from './sign-in-needed.ts'
import { stopIfAborted } from './stop-if-aborted.ts'
import { collected, tryDoors } from './try-doors.ts'
import { UnreachableWays } from './unreachable-ways.ts'

/** Where a key that a header names may be asked for, and under which ARN (its own, or a replica's). */
export interface KmsWay {
  readonly calls: KmsCalls
  readonly keyArn: KeyArn
}

/** The ways to a key; empty where its account and Region belong to no connection. */
export type FindKmsWays = (keyArn: KeyArn) => Promise<readonly KmsWay[]>

/**
 * Opens the doors of every KMS key that a connection reaches: discovery with the connections as its filter (FORMAT.md
 * section 14.5, DESIGN.md section 2). It never encrypts.
 */
export class AwsKmsOpeningKeyring implements Keyring {
  readonly #waysTo: FindKmsWays
  readonly #unreachable: UnreachableWays

  /** `unreachable` is what all keyrings of a vault share. */
  constructor(waysTo: FindKmsWays, unreachable: UnreachableWays = new UnreachableWays()) {
    this.#waysTo = waysTo
    this.#unreachable = unreachable
  }

  wrap(): Promise<never> {
    return Promise.reject(new VaultError('NO_DOORS_CHOSEN', 'choose the kms key to encrypt to'))
  }

  async unwrap(request: UnwrapRequest): Promise<UnwrapOutcome> {
    let arns: ReadonlyMap<EncryptedDataKey, KeyArn | undefined>
    try {
      arns = new Map(request.encryptedDataKeys.map((door) => [door, keyArnOfDoor(door)]))
    } catch (error) {
      return { opened: false, tried: [collected(error)] }
    }
    return tryDoors(request, (door) => {
      const keyArn = arns.get(door)
      return keyArn === undefined ? undefined : () => this.#open(request, door, keyArn)
    })
  }

  async #open(request: UnwrapRequest, { ciphertext }: EncryptedDataKey, named: KeyArn) {
    const ways = await this.#waysTo(named)
    if (ways.length === 0) throw accountUnknown(named)
    const { context, dataKeyLength: length, signal } = request
    const onCall = (): void => request.onCall?.('aws')
    const errors = new Map<KmsWay, unknown>()
    for (const way of this.#unreachable.lastResort(ways)) {
      stopIfAborted(signal)
      const { calls, keyArn } = way
      try {
        const opened = await calls.decrypt({ keyId: keyArn, context, ciphertext, length, signal, onCall })
        this.#unreachable.answered(calls)
        return opened
      } catch (error) {
        if (isVaultError(error) && sameEverywhere.includes(error.code)) throw error
        this.#unreachable.failed(calls, error)
        errors.set(way, error)
      }
    }
    // Why the nearest way failed says more than why its stand-in did, whichever was asked first; but whoever signs in to
    // either may open it.
    const [nearest] = ways
    throw [...errors.values()].find(isSignInNeeded) ?? (nearest && errors.get(nearest))
  }
}

/** The error for a door whose account and Region belong to no connection. */
export function accountUnknown(keyArn: KeyArn): VaultError {
  const arn = parseKmsArn(keyArn)
  return new VaultError(
    'KMS_ACCOUNT_UNKNOWN',
    'this door is under a kms key of an account and region that no connection reaches; add or allow it first',
    {
      facts: {
        account: shownText(arn?.account ?? '', 64),
        region: shownText(arn?.region ?? '', 64),
        arn: shownText(keyArn, 2048),
      },
    },
  )
}

/** Another connection may be allowed what this one is not. What KMS says about the ciphertext itself is the same everywhere. */
const sameEverywhere: readonly string[] = ['CANCELLED', 'KMS_INVALID_CIPHERTEXT', 'KMS_WRONG_KEY']

import type { DoorRef, RecoveryChoice } from '../../shared/model/door.ts'
import type { KeyRow, KeyState } from '../../shared/model/key.ts'
import type { DoorLabel, KeyCheck } from '../../shared/model/plan.ts'
import type { Problem } from '../../shared/model/problem.ts'
import type { KeyUse } from '../keys/aws-kms/dry-run.ts'
import type { EncryptionContext } from '../message/encryption-context.ts'
import type { DoorName } from '../message/encrypted-data-key.ts'
import type { KmsBlobs } from '../keyrings/kms-blobs.ts'
import type { Keyring } from '../keyrings/keyring.ts'
import type { WrittenDoor, WrittenDoors } from './written-door.ts'

/** A door of a header, told apart without any key call. */
export interface RecognisedDoor {
  readonly label: DoorLabel
  /** Why this vault cannot try the door now (signed out, account unknown, keychain locked); null = it can. */
  readonly problem: Problem | null
  readonly service: 'local' | 'aws' | 'recovery' | 'colleague' | 'other'
  /** A local key's id, a KMS key's ARN cleaned for showing, or a fingerprint; null where the door names none. */
  readonly keyId: string | null
  /** The key material that wrapped, where the door names it. */
  readonly keyMaterialId: string | null
  /** Of a KMS key's ARN, cleaned for showing. */
  readonly account: string | null
  readonly region: string | null
  /** The connections that reach a KMS key, the nearest first. Empty for any other door. */
  readonly connectionIds: readonly string[]
  /** The key's state as it was last listed; null where it was not. */
  readonly state: KeyState | null
}

/** One use of a key of AWS KMS that is asked about before it is made. */
export interface UseOfKey {
  readonly use: KeyUse
  readonly keyArn: string
  /** Null = any connection that reaches the key, the nearest first. */
  readonly connectionId: string | null
}

/** What the jobs need from both key services: keyrings to work with, and names to show. */
export interface KeyServices {
  /**
   * The doors that messages get: those that were chosen, and the recovery kit's where `recovery` says so. Throws
   * COLLEAGUE_NOT_FOUND, and why the keystore cannot tell of a colleague.
   */
  doorsToWrite(doors: readonly DoorRef[], recovery: RecoveryChoice): Promise<WrittenDoors>
  /**
   * The keyring that wraps under all of `doors` (a multi-keyring where there are several). Throws VaultError:
   * DOOR_NOT_AS_PLANNED where a colleague's card or the kit in use is another one by now.
   */
  keyringFor(doors: readonly WrittenDoor[]): Promise<Keyring>
  /** The keyring that tries every door this vault knows: local first, then KMS, a colleague's to us, the recovery kit's. */
  openingKeyring(): Keyring
  /** A keyring for each of `doors` alone that can be opened here, so that verification opens every door it claims. */
  verifyingKeyrings(doors: readonly WrittenDoor[]): Promise<readonly Keyring[]>
  recognise(doors: readonly DoorName[]): Promise<readonly RecognisedDoor[]>
  labelsOf(doors: readonly WrittenDoor[]): Promise<readonly DoorLabel[]>
  /** Asks by a dry run whether a key may be used so. Throws where no connection reaches it; CANCELLED. */
  checkUse(
    use: UseOfKey & { readonly context: EncryptionContext },
  ): Promise<Pick<KeyCheck, 'outcome' | 'problem'>>
  /** Calls a second that AWS KMS slowed the keys of files down to, the slowest; null where it did not. */
  slowedTo(): number | null
  /** What a KMS key is called here, by its ARN. */
  labelOfArn(keyArn: string): Promise<DoorLabel>
  /** KMS ciphertext blobs, which have no doors. */
  readonly blobs: KmsBlobs
  rows(): Promise<readonly KeyRow[]>
}

import type { KeyRef, KeyRow, KeyState } from '../../shared/model/key.ts'
import type { DoorLabel } from '../../shared/model/plan.ts'
import type { Problem } from '../../shared/model/problem.ts'
import type { DoorName } from '../message/encrypted-data-key.ts'
import type { Keyring } from '../keyrings/keyring.ts'

/** A door of a header, told apart without any key call. */
export interface RecognisedDoor {
  readonly label: DoorLabel
  /** Why this vault cannot try the door now (signed out, account unknown, keychain locked); null = it can. */
  readonly problem: Problem | null
  readonly service: 'local' | 'aws' | 'other'
  /** A local key's id or a KMS key's ARN, cleaned for showing; null where the door names neither. */
  readonly keyId: string | null
  /** The key material that wrapped, where the door names it. */
  readonly keyMaterialId: string | null
  /** Of a KMS key's ARN, cleaned for showing. */
  readonly account: string | null
  readonly region: string | null
  /** The key's state as it was last listed; null where it was not. */
  readonly state: KeyState | null
}

/** What the jobs need from both key services: keyrings to work with, and names to show. */
export interface KeyServices {
  /** The keyring that wraps under all of `doors` (a multi-keyring where there are several). Throws VaultError. */
  keyringFor(doors: readonly KeyRef[]): Promise<Keyring>
  /** The keyring that tries every door this vault knows: local first, then KMS. */
  openingKeyring(): Keyring
  /** A keyring for each of `doors` alone, so that verification can open every door it claims. */
  verifyingKeyrings(doors: readonly KeyRef[]): Promise<readonly Keyring[]>
  recognise(doors: readonly DoorName[]): Promise<readonly RecognisedDoor[]>
  labelsOf(doors: readonly KeyRef[]): Promise<readonly DoorLabel[]>
  rows(): Promise<readonly KeyRow[]>
}

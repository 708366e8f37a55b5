import type { AwsKeyRef, KeyRotation, KeyRow } from '../../shared/model/key.ts'
import type { KmsSession } from '../keys/aws-kms/kms-session.ts'

/** The way from a key to the client that reaches it, and back to its row. What `Connections` gives to those above it. */
export interface KeySessions {
  /** The client of the key's own connection and Region. Throws CONNECTION_NOT_FOUND, KMS_ACCOUNT_UNKNOWN. */
  sessionOf(ref: AwsKeyRef): Promise<KmsSession>
  /** The client of one Region of a connection. Throws CONNECTION_NOT_FOUND, INVALID_REQUEST where the Region is not its. */
  sessionIn(connectionId: string, region: string): Promise<KmsSession>
  /** The account of a connection's credentials, as STS says it; null where it does not. Asked for new keys alone. */
  accountOf?(connectionId: string): Promise<string | null>
  /** AWS made this key through its connection just now: the account may be asked, though no list showed a key of it yet. */
  welcome?(ref: AwsKeyRef): Promise<void>
  /** The key as last read, also from the cache; null where no reading knew it. */
  rowOf(ref: AwsKeyRef): Promise<KeyRow | null>
  /** A key's page read how it rotates: list and cache show that too. Nothing where no row is known, or it says so already. */
  learnRotation(ref: AwsKeyRef, rotation: KeyRotation): Promise<void>
  /** Every AWS key as last read. */
  rows(): Promise<readonly KeyRow[]>
  /** Reads one key again after a change, so that list and cache show it. Null: it is gone. Throws what reading throws. */
  readAgain(ref: AwsKeyRef): Promise<KeyRow | null>
}

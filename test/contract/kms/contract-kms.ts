import { randomUUID } from 'node:crypto'
import type { KeyArn } from '../../../src/main/keys/aws-kms/key-arn.ts'
import { KmsSession } from '../../../src/main/keys/aws-kms/kms-session.ts'
import { createKey } from '../../../src/main/keys/aws-kms/manage/create-key.ts'
import { scheduleKeyDeletion } from '../../../src/main/keys/aws-kms/manage/switch-key.ts'
import { RequestPaces } from '../../../src/main/keys/aws-kms/pace/request-paces.ts'
import type { NewKeyDraft } from '../../../src/shared/model/key-page.ts'
import { isVaultError } from '../../../src/shared/vault-error.ts'

/** Where a KMS is, and how to be let in. */
export interface KmsAddress {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | null
  /** On this computer: then nobody else's quota is used up, and the app's own pace is left out. */
  readonly isLocal: boolean
}

/** The app's client of one KMS, with what checks need to make and leave keys. */
export class ContractKms {
  readonly session: KmsSession
  readonly #address: KmsAddress
  readonly #made: { readonly session: KmsSession; readonly keyArn: KeyArn }[] = []
  readonly #shared = new Map<string, Promise<KeyArn>>()

  constructor(address: KmsAddress) {
    this.#address = address
    this.session = this.inRegion(address.region)
  }

  get region(): string {
    return this.#address.region
  }

  inRegion(region: string): KmsSession {
    return this.#session(region, this.#address.secretAccessKey)
  }

  /** Signs with a secret that is not the access key's. */
  asStranger(): KmsSession {
    return this.#session(this.region, 'not the secret of this access key')
  }

  #session(region: string, secretAccessKey: string): KmsSession {
    const { endpoint, accessKeyId, sessionToken, isLocal } = this.#address
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) }
    return new KmsSession({
      name: 'contract',
      region,
      endpoint,
      credentials: async () => credentials,
      ...(isLocal ? { paces: new RequestPaces(hurriedClock) } : {}),
    })
  }

  /** A key of a check's own; it is scheduled for deletion when all is over. */
  async newKey(draft: Partial<NewKeyDraft> = {}): Promise<KeyArn> {
    const keyArn = await createKey(this.session, { ...usualDraft(this.region), ...draft }, null)
    this.leaveLater(this.session, keyArn)
    return keyArn
  }

  /** One key that several checks use and none changes. */
  sharedKey(draft: Partial<NewKeyDraft> = {}): Promise<KeyArn> {
    const name = JSON.stringify(draft)
    const key = this.#shared.get(name) ?? this.newKey(draft)
    this.#shared.set(name, key)
    return key
  }

  leaveLater(session: KmsSession, keyArn: KeyArn): void {
    this.#made.push({ session, keyArn })
  }

  newAlias(): string {
    return `keyhold-contract/${randomUUID()}`
  }

  /** Schedules every key for deletion that the checks made. Replicas go before their primaries. */
  async cleanUp(): Promise<void> {
    for (const { session, keyArn } of this.#made.toReversed()) {
      // A key that is leaving already, or that the server lost, is no matter here.
      await scheduleKeyDeletion(session, keyArn, 7).catch(() => undefined)
    }
  }
}

/** What a call was refused with: AWS's own name for it, or the app's code where the app refused. `none`: it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'none'
  } catch (error) {
    if (!isVaultError(error)) throw error
    const { awsError } = error.facts
    return typeof awsError === 'string' ? awsError : error.code
  }
}

function usualDraft(region: string): NewKeyDraft {
  return {
    connectionId: 'contract',
    region,
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    multiRegion: false,
    alias: null,
    description: "made by Keyhold's contract suite",
    tags: {},
    administrators: [],
    users: [],
    accountRoot: true,
  }
}

/** A second takes ten milliseconds. */
const hurriedClock = {
  now: () => performance.now() * 100,
  setTimer: (run: () => void, milliseconds: number) => void setTimeout(run, milliseconds / 100),
}

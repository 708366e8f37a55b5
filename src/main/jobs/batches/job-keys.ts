import type { DoorLabel } from '../../../shared/model/plan.ts'
import type { KeyServices } from '../../doors/key-services.ts'
import type { CachedKeyring } from '../../keyrings/data-key-cache.ts'
import type { KmsBlobs, OpenedBlob, SealedBlob } from '../../keyrings/kms-blobs.ts'
import type { Keyring } from '../../keyrings/keyring.ts'
import { pairsOf, sizeOf } from './job.ts'
import type { Job } from './job.ts'
import { meteredKeyring, noKeyCalls } from './metered-keyring.ts'
import type { KeyCalls } from './metered-keyring.ts'

type Bare<Request> = Omit<Request, 'context' | 'onCall'>

/** `KmsBlobs` with the pairs of one batch. */
export interface BatchBlobs {
  seal(request: Bare<Parameters<KmsBlobs['seal']>[0]>): Promise<SealedBlob>
  open(request: Bare<Parameters<KmsBlobs['open']>[0]>): Promise<OpenedBlob>
}

/** The keyrings of one job: every call of theirs is counted, and answers are shared where its batch reuses data keys. */
export class JobKeys {
  readonly #job: Job
  readonly #services: KeyServices
  readonly #onCalls: (calls: KeyCalls) => void

  constructor(job: Job, services: KeyServices, onCalls: (calls: KeyCalls) => void) {
    this.#job = job
    this.#services = services
    this.#onCalls = onCalls
  }

  /** Wraps under all doors of the batch. Throws VaultError. */
  async wrapping(): Promise<Keyring | CachedKeyring> {
    const { written, keysAhead } = this.#job.batch
    const keyring = this.#shared(await this.#services.keyringFor(written), 'all')
    return keysAhead?.keyring(this.#job, keyring) ?? keyring
  }

  /** One for each door of the batch that can be opened here. Throws VaultError. */
  async verifying(): Promise<readonly Keyring[]> {
    const keyrings = await this.#services.verifyingKeyrings(this.#job.batch.written)
    return keyrings.map((keyring, index) => this.#shared(keyring, `door ${index}`))
  }

  /** Tries every door that this vault knows. */
  opening(): Keyring {
    return this.#shared(this.#services.openingKeyring(), 'any')
  }

  /** KMS ciphertext blobs with the pairs of the batch; every call is counted. */
  blobs(): BatchBlobs {
    const { blobs } = this.#services
    const context = pairsOf(this.#job)
    const onCall = (): void => this.#onCalls({ ...noKeyCalls, keyCalls: 1, kmsCalls: 1 })
    return {
      seal: (request) => blobs.seal({ ...request, context, onCall }),
      open: (request) => blobs.open({ ...request, context, onCall }),
    }
  }

  /** What the key that opened a blob is called here. */
  labelOf(keyArn: string): Promise<DoorLabel> {
    return this.#services.labelOfArn(keyArn)
  }

  #shared(keyring: Keyring, doors: string): Keyring | CachedKeyring {
    const metered = meteredKeyring(keyring, this.#onCalls)
    const bytes = sizeOf(this.#job)
    return this.#job.batch.dataKeys?.keyring(metered, { doors, bytes }) ?? metered
  }
}

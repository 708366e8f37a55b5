import { isVaultError, VaultError } from '../../shared/vault-error.ts'
import { toKmsVaultError } from '../keys/aws-kms/kms-error.ts'
import type { AwsCredentialProvider, AwsCredentials } from './sts-calls.ts'

export interface ConnectionCredentialsOptions {
  /** Makes the provider. Called at the first use, and again after `forget`. */
  readonly make: () => Promise<AwsCredentialProvider>
  readonly now: () => Date
  /** The credentials cannot be had, or AWS does not take them any more. */
  readonly onEnded: () => void
}

/** The SDK asks again for credentials that end sooner than this, milliseconds. */
const margin = 5 * 60_000
/** Credentials younger than this are used, whatever this computer's clock makes of their end, milliseconds. */
const young = 60_000

/**
 * The credentials of one connection, for all its Regions: fetched once for everybody who waits, kept until they end, so
 * that a person is asked for a code once. Where a person would not answer, nobody is asked again before `forget`.
 */
export class ConnectionCredentials {
  readonly #options: ConnectionCredentialsOptions
  #provider: Promise<AwsCredentialProvider> | null = null
  #current: AwsCredentials | null = null
  /** When `#current` came, milliseconds of the clock. */
  #fetchedAt = 0
  #fetching: Promise<AwsCredentials> | null = null
  #givenUp: VaultError | null = null
  #generation = 0

  constructor(options: ConnectionCredentialsOptions) {
    this.#options = options
  }

  /** When the credentials in use end; null where they do not, or none are in use. */
  get endsAt(): Date | null {
    return this.#current?.expiration ?? null
  }

  /** For the SDK: every client of the connection has this same one. */
  readonly provider: AwsCredentialProvider = async () => {
    if (this.#givenUp !== null) throw this.#givenUp
    if (this.#current !== null && (this.#isYoung() || !this.#endsSoon(this.#current))) return this.#current
    this.#fetching ??= this.#fetch()
    return this.#fetching
  }

  /** The next use reads everything anew, and asks a person again where it must. */
  forget(): void {
    this.#generation += 1
    this.#provider = null
    this.#current = null
    this.#fetching = null
    this.#givenUp = null
  }

  /**
   * To be called as a call begins; what it gives is told the call's failure. A call that began with earlier credentials
   * says nothing about those of now.
   */
  watch(): (failure: VaultError) => void {
    const generation = this.#generation
    return (failure) => {
      if (!failure.code.startsWith('KMS_CREDENTIALS_') || generation !== this.#generation) return
      this.#current = null
      this.#options.onEnded()
    }
  }

  async #fetch(): Promise<AwsCredentials> {
    const generation = this.#generation
    try {
      this.#provider ??= this.#options.make()
      const credentials = await (await this.#provider)()
      if (generation === this.#generation) this.#keep(credentials)
      return credentials
    } catch (error) {
      if (generation === this.#generation) this.#failed(error)
      throw error
    } finally {
      if (generation === this.#generation) this.#fetching = null
    }
  }

  #keep(credentials: AwsCredentials): void {
    this.#current = credentials
    this.#fetchedAt = this.#options.now().getTime()
  }

  #failed(error: unknown): void {
    this.#provider = null
    this.#current = null
    if (isVaultError(error) && (error.code === 'CANCELLED' || error.code === 'KMS_CREDENTIALS_EXPIRED'))
      this.#givenUp = new VaultError('KMS_CREDENTIALS_EXPIRED', 'nobody is signed in; sign in again', {
        cause: error,
      })
    if (isOver(error)) this.#options.onEnded()
  }

  /** With a clock that is fast by a session's length all credentials look ended, and each client would have a person asked. */
  #isYoung(): boolean {
    const age = this.#options.now().getTime() - this.#fetchedAt
    return age >= 0 && age < young
  }

  #endsSoon({ expiration }: AwsCredentials): boolean {
    return expiration !== undefined && expiration.getTime() - this.#options.now().getTime() < margin
  }
}

/** Whether it takes a person to have credentials again: without a network, or with a closed keystore, nothing has ended. */
function isOver(error: unknown): boolean {
  const { code } = toKmsVaultError(error, { action: 'sts:AssumeRole', region: '', connection: '' })
  return code === 'CANCELLED' || code.startsWith('KMS_CREDENTIALS_')
}

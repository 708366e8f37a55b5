import { VaultError } from '../../src/shared/vault-error.ts'
import type { SignIns } from '../../src/main/jobs/sign-in/sign-ins.ts'

/** Credentials that a test ends and renews. */
export class SignInDouble implements SignIns {
  #waiting: (() => void)[] = []

  waitUntilUsable(_connectionId: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve)
      signal.addEventListener('abort', () => reject(new VaultError('CANCELLED', 'cancelled')))
    })
  }

  /** Jobs that wait to be told. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** A person signed in. */
  signedIn(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }
}

/** What a call of a connection fails with once its credentials ended. */
export function credentialsEnded(connectionId = 'c'): VaultError {
  return new VaultError('KMS_CREDENTIALS_EXPIRED', 'the aws session has ended; sign in again', {
    facts: { connectionId, connection: 'work', credentialsEnded: 1 },
  })
}

import { VaultError, isVaultError } from '../../shared/vault-error.ts'
import type { VaultErrorCode } from '../../shared/vault-error.ts'
import type { Connections } from '../credentials/connections.ts'
import type { KeySessions } from '../credentials/key-sessions.ts'
import type { KmsBlobs, OpenedBlob, SealedBlob } from '../keyrings/kms-blobs.ts'
import { isSignInNeeded } from '../keyrings/sign-in-needed.ts'
import { stopIfAborted } from '../keyrings/stop-if-aborted.ts'
import { decryptBlob, encryptBlob } from '../keys/aws-kms/blob-calls.ts'
import { parseKmsArn } from '../keys/aws-kms/key-arn.ts'
import type { SignedInCalls } from './signed-in-calls.ts'

/** One Region of one connection. */
interface Place {
  readonly connectionId: string
  readonly name: string
  readonly region: string
}

/** As much of a blob as is the same for every blob of a key. */
const headLength = 37
const mostRemembered = 64

/** What tells most of why no Region opened a blob, first: a state of a key is that of the blob's own. */
const telling: readonly VaultErrorCode[] = [
  'KEY_DISABLED',
  'KEY_STATE_INVALID',
  'KMS_UNREACHABLE',
  'KMS_THROTTLED',
  'KMS_FAILED',
  'KMS_ACCESS_DENIED',
  'KMS_INVALID_CIPHERTEXT',
]

/** KMS ciphertext blobs through the connections. Remembers where blobs of a key were opened, and asks there first. */
export class ConnectedBlobs implements KmsBlobs {
  readonly #connections: KeySessions & Pick<Connections, 'list'>
  readonly #signedIn: SignedInCalls
  readonly #openedAt = new Map<string, Place>()

  constructor(connections: KeySessions & Pick<Connections, 'list'>, signedIn: SignedInCalls) {
    this.#connections = connections
    this.#signedIn = signedIn
  }

  async seal({ key, ...request }: Parameters<KmsBlobs['seal']>[0]): Promise<SealedBlob> {
    const session = await this.#connections.sessionOf(key)
    const place = (await this.#places([])).find(({ connectionId }) => connectionId === key.connectionId)
    const owner = { id: key.connectionId, name: place?.name ?? '' }
    const { keyArn } = key
    return this.#signedIn.run(owner, request.signal, (signal) =>
      encryptBlob(session, { ...request, keyArn, signal }),
    )
  }

  async open({ keys, ...request }: Parameters<KmsBlobs['open']>[0]): Promise<OpenedBlob> {
    const { ciphertext, signal } = request
    const head = Buffer.from(ciphertext.subarray(0, headLength)).toString('latin1')
    const remembered = this.#openedAt.get(head)
    const regions = keys.map(({ connectionId, keyArn }) => ({
      connectionId,
      region: parseKmsArn(keyArn)?.region ?? '',
    }))
    const errors: VaultError[] = []
    for (const place of await this.#places([...(remembered ? [remembered] : []), ...regions])) {
      stopIfAborted(signal)
      try {
        const session = await this.#connections.sessionIn(place.connectionId, place.region)
        const owner = { id: place.connectionId, name: place.name }
        const opened = await this.#signedIn.run(owner, signal, (both) =>
          decryptBlob(session, { ...request, signal: both }),
        )
        this.#remember(head, place)
        return opened
      } catch (error) {
        if (!isVaultError(error) || error.code === 'CANCELLED') throw error
        errors.push(error)
      }
    }
    throw mostTelling(errors)
  }

  /** Every Region of every connection, those named first. */
  async #places(first: readonly Pick<Place, 'connectionId' | 'region'>[]): Promise<readonly Place[]> {
    const all = (await this.#connections.list()).flatMap(({ id, name, regions }) =>
      regions.map((region): Place => ({ connectionId: id, name, region })),
    )
    const isSame = (a: Pick<Place, 'connectionId' | 'region'>, b: Place): boolean =>
      a.connectionId === b.connectionId && a.region === b.region
    const named = first.flatMap((place) => all.filter((each) => isSame(place, each)))
    return [...new Set([...named, ...all])]
  }

  #remember(head: string, place: Place): void {
    this.#openedAt.delete(head)
    this.#openedAt.set(head, place)
    const [oldest] = this.#openedAt.keys()
    if (this.#openedAt.size > mostRemembered && oldest !== undefined) this.#openedAt.delete(oldest)
  }
}

function mostTelling(errors: readonly VaultError[]): VaultError {
  const [first] = errors
  if (first === undefined)
    return new VaultError('CONNECTION_NOT_FOUND', 'there is no connection to aws to open it with; add one')
  const told = telling.flatMap((code) => errors.find((error) => error.code === code) ?? [])[0]
  const error = errors.find(isSignInNeeded) ?? told ?? first
  if (error.code !== 'KMS_INVALID_CIPHERTEXT') return error
  return new VaultError(error.code, error.message, {
    cause: error,
    facts: { ...error.facts, causes: 'blob', regions: errors.length },
  })
}

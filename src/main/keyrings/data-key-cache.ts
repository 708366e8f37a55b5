import { createHash } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import { serializeEncryptionContext } from '../message/encryption-context-codec.ts'
import { publicKeyPair } from '../message/encryption-context-rules.ts'
import { dataKeyLimits } from './data-key-limits.ts'
import type { DataKeyLimits } from './data-key-limits.ts'
import type { Keyring, UnwrapOutcome, UnwrapRequest, WrapOutcome, WrapRequest } from './keyring.ts'
import { SharedDataKey } from './shared-data-key.ts'
import { stopIfAborted } from './stop-if-aborted.ts'

export interface CachedUse {
  /** What the keyring stands for: answers are shared among keyrings of the same name only. */
  readonly doors: string
  /** Bytes of the message's content. */
  readonly bytes: number
}

/** A keyring for one message. `dataKeyIsShared`: its data key serves other messages too. */
export interface CachedKeyring extends Keyring {
  readonly dataKeyIsShared: boolean
}

type Opened = Extract<UnwrapOutcome, { opened: true }>

/**
 * The data keys of one batch, each for many messages: a message with the same doors and the same encryption context,
 * which is bound in the wrap, gets the same data key and its own message id, so every message is under a key of its own.
 * Pairs that differ from file to file (a stored modification time) leave nothing to share. Unwraps are shared for the
 * same encrypted data keys. Misses at the same time are one call; an error is told to all who waited and is not kept.
 * Suite 0478 only: 0578 would share its signing key as well.
 */
export class DataKeyCache {
  readonly #limits: DataKeyLimits
  readonly #now: () => number
  readonly #made = new Map<string, SharedDataKey<WrapOutcome>>()
  readonly #opened = new Map<string, SharedDataKey<UnwrapOutcome>>()

  /** `now`: the day's clock in milliseconds. */
  constructor(limits: DataKeyLimits = dataKeyLimits, now: () => number = Date.now) {
    this.#limits = limits
    this.#now = now
  }

  /** `inner` as the keyring of one message. A message begun anew over it has a new data key. */
  keyring(inner: Keyring, use: CachedUse): CachedKeyring {
    let before: SharedDataKey<WrapOutcome> | undefined
    return {
      get dataKeyIsShared() {
        return before !== undefined && before.messages > 1
      },
      wrap: async (request) => {
        checkUnsigned(request)
        if (request.dataKey !== undefined || use.bytes > this.#limits.bytes) return inner.wrap(request)
        // The message before was abandoned: its data key ends with it.
        before?.retire()
        stopIfAborted(request.signal)
        const ask = (signal: AbortSignal) => inner.wrap({ ...request, signal })
        before = this.#shared(this.#made, nameOfWrap(request, use), use, ask)
        return before.take(use.bytes, request.signal)
      },
      unwrap: (request) => this.#unwrap(inner, request, use),
    }
  }

  /** Retires every data key: at a pause, at the end. Messages under way keep their copies. */
  wipe(): void {
    for (const shared of [...this.#made.values(), ...this.#opened.values()]) shared.retire()
    this.#made.clear()
    this.#opened.clear()
  }

  async #unwrap(inner: Keyring, request: UnwrapRequest, use: CachedUse): Promise<UnwrapOutcome> {
    if (use.bytes > this.#limits.bytes) return inner.unwrap(request)
    stopIfAborted(request.signal)
    const ask = (signal: AbortSignal) => inner.unwrap({ ...request, signal })
    const shared = this.#shared(this.#opened, nameOfUnwrap(request, use), use, ask)
    const outcome = await shared.take(use.bytes, request.signal)
    if (outcome.opened) return { ...outcome, encryptedDataKey: ownDoor(request, outcome) }
    shared.retire()
    return outcome
  }

  #shared<A extends WrapOutcome | UnwrapOutcome>(
    all: Map<string, SharedDataKey<A>>,
    name: string,
    { bytes }: CachedUse,
    ask: (signal: AbortSignal) => Promise<A>,
  ): SharedDataKey<A> {
    const found = all.get(name)
    if (found?.hasRoom(bytes) === true) return found
    found?.retire()
    const shared = new SharedDataKey(ask, this.#limits, this.#now)
    // Deleted first, so that the oldest is always the first.
    all.delete(name)
    all.set(name, shared)
    const [oldest] = all
    if (all.size > this.#limits.answers && oldest !== undefined) {
      oldest[1].retire()
      all.delete(oldest[0])
    }
    return shared
  }
}

function checkUnsigned({ context }: WrapRequest): void {
  if (!context.has(publicKeyPair)) return
  throw new VaultError('INVALID_REQUEST', 'one data key for many files is for unsigned messages only')
}

/** The request's own copy of the door that opened: the same bytes, of the message that is being opened. */
function ownDoor({ encryptedDataKeys }: UnwrapRequest, { encryptedDataKey }: Opened) {
  const same = encryptedDataKeys.find(
    (door) => Buffer.compare(door.ciphertext, encryptedDataKey.ciphertext) === 0,
  )
  return same ?? encryptedDataKey
}

function nameOfWrap({ context, dataKeyLength }: WrapRequest, { doors }: CachedUse): string {
  return digest([doors, `${dataKeyLength}`, serializeEncryptionContext(context)])
}

function nameOfUnwrap(request: UnwrapRequest, use: CachedUse): string {
  const doors = request.encryptedDataKeys.flatMap((door) => [
    door.providerId,
    door.providerInfo,
    door.ciphertext,
  ])
  return digest([nameOfWrap(request, use), ...doors])
}

/** One name for a list of parts, each with its length before it. */
function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('base64')
}

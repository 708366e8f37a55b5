import { VaultError } from '../../shared/vault-error.ts'
import type { EncryptedDataKey } from '../message/encrypted-data-key.ts'
import type { Secret } from '../secret/secret.ts'
import type { Keyring, UnwrapOutcome, UnwrapRequest, WrapOutcome, WrapRequest } from './keyring.ts'
import { stopIfAborted } from './stop-if-aborted.ts'
import { collected } from './try-doors.ts'

export interface MultiKeyringOptions {
  /** Makes the data key and the first door. */
  readonly generator?: Keyring
  /** Each adds a door to the same data key. */
  readonly children: readonly Keyring[]
}

/** Several keyrings as one: every one of them wraps, any one of them opens. FORMAT.md section 14.4. */
export class MultiKeyring implements Keyring {
  readonly #generator: Keyring | undefined
  readonly #children: readonly Keyring[]

  /** Throws NO_DOORS_CHOSEN where there is neither a generator nor a child. */
  constructor(options: MultiKeyringOptions) {
    if (options.generator === undefined && options.children.length === 0) {
      throw new VaultError('NO_DOORS_CHOSEN', 'choose at least one key')
    }
    this.#generator = options.generator
    this.#children = options.children
  }

  /** Any failure fails all, and a data key made here is wiped. `keyMaterialId` is the first keyring's, or null. */
  async wrap(request: WrapRequest): Promise<WrapOutcome> {
    if ((this.#generator === undefined) === (request.dataKey === undefined)) {
      throw new VaultError('INVALID_REQUEST', 'a data key comes either from the generator or from the caller')
    }
    const first = await this.#generator?.wrap(request)
    const dataKey = first?.dataKey ?? request.dataKey
    if (dataKey === undefined) throw new VaultError('INTERNAL', 'the generator made no data key')
    try {
      return await this.#wrapWithChildren({ ...request, dataKey }, first)
    } catch (error) {
      if (first !== undefined) dataKey.wipe()
      throw error
    }
  }

  async unwrap(request: UnwrapRequest): Promise<UnwrapOutcome> {
    const tried: VaultError[] = []
    for (const keyring of this.#all()) {
      stopIfAborted(request.signal)
      try {
        const outcome = await keyring.unwrap(request)
        tried.push(...(outcome.tried ?? []))
        if (outcome.opened) return tried.length === 0 ? outcome : { ...outcome, tried }
      } catch (error) {
        tried.push(collected(error))
      }
    }
    return { opened: false, tried }
  }

  async #wrapWithChildren(
    request: WrapRequest & { readonly dataKey: Secret },
    first: WrapOutcome | undefined,
  ): Promise<WrapOutcome> {
    const encryptedDataKeys: EncryptedDataKey[] = [...(first?.encryptedDataKeys ?? [])]
    let keyMaterialId = first?.keyMaterialId
    for (const child of this.#children) {
      stopIfAborted(request.signal)
      const made = await child.wrap(request)
      encryptedDataKeys.push(...made.encryptedDataKeys)
      // Undefined until the first one answered: that one may name none.
      if (keyMaterialId === undefined) keyMaterialId = made.keyMaterialId
    }
    return { dataKey: request.dataKey, encryptedDataKeys, keyMaterialId: keyMaterialId ?? null }
  }

  #all(): readonly Keyring[] {
    return this.#generator === undefined ? this.#children : [this.#generator, ...this.#children]
  }
}

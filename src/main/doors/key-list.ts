import type { KeyRef, KeyRow } from '../../shared/model/key.ts'
import { LocalChanges } from './local-changes.ts'

export interface KeyListOptions {
  /** Rows of the local keystore; none where it cannot be read now. */
  readonly localRows: () => Promise<readonly KeyRow[]>
  /** Rows of AWS keys that changed since one of its own versions, 0 = all. */
  readonly awsChanges: (since: number) => Promise<{
    readonly version: number
    readonly keys: readonly KeyRow[]
    readonly gone: readonly KeyRef[]
  }>
  /** Local keys came after an answer that did not wait for them: ask again. */
  readonly onLate: () => void
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/** What changed in the list of keys, and the version to ask with next. */
export interface KeyListChanges {
  readonly version: number
  readonly keys: KeyRow[]
  readonly gone: KeyRef[]
}

/** The versions of both services' own that an answer told of. */
interface Seen {
  readonly aws: number
  readonly local: number
}

const nothingSeen: Seen = { aws: 0, local: 0 }

/** What any asker may still ask with: the page asks with the newest, and with 0 after it was loaded again. */
const keptVersions = 64

/** Milliseconds that AWS keys wait for local ones. A keychain that asks a person for a password takes as long as it takes. */
const patience = 250

/** The keys of both services as one list that is told by what changed in it. Versions count up for as long as the app runs. */
export class KeyList {
  readonly #options: KeyListOptions
  readonly #seen = new Map<number, Seen>()
  readonly #local = new LocalChanges()
  #version = 0

  constructor(options: KeyListOptions) {
    this.#options = options
  }

  /**
   * Every key for a `since` of 0 or one too old to be known. A document of connections that cannot be read keeps nobody
   * from the local keys; listing the connections says why.
   */
  async changesSince(since: number): Promise<KeyListChanges> {
    const before = this.#seen.get(since) ?? nothingSeen
    const nothingNew = { version: before.aws, keys: [], gone: [] }
    const [aws] = await Promise.all([
      this.#options.awsChanges(before.aws).catch(() => nothingNew),
      this.#readLocal(),
    ])
    const local = this.#local.since(before.local)
    return {
      version: this.#remember({ aws: aws.version, local: this.#local.version }),
      keys: [...local.keys, ...aws.keys],
      gone: [...local.gone, ...aws.gone],
    }
  }

  /** Reads them, or leaves it at what is known where that takes too long; `onLate` follows then where they are not the same. */
  async #readLocal(): Promise<void> {
    let isLate = false
    const fresh = async (): Promise<void> => {
      const rows = await this.#options.localRows()
      const before = this.#local.version
      this.#local.take(rows)
      if (isLate && this.#local.version !== before) this.#options.onLate()
    }
    const late = async (): Promise<void> => {
      await this.#options.wait(patience)
      isLate = true
    }
    await Promise.race([fresh(), late()])
  }

  #remember(seen: Seen): number {
    this.#version += 1
    this.#seen.set(this.#version, seen)
    this.#seen.delete(this.#version - keptVersions)
    return this.#version
  }
}

import type { KeyRef, KeyRow } from '../../shared/model/key.ts'

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

interface Seen {
  readonly aws: number
  /** Each local row as JSON, by key id. */
  readonly local: ReadonlyMap<string, string>
}

const nothingSeen: Seen = { aws: 0, local: new Map() }

/** What any asker may still ask with: the page asks with the newest, and with 0 after it was loaded again. */
const keptVersions = 64

/** Milliseconds that AWS keys wait for local ones. A keychain that asks a person for a password takes as long as it takes. */
const patience = 250

/** The keys of both services as one list that is told by what changed in it. Versions count up for as long as the app runs. */
export class KeyList {
  readonly #options: KeyListOptions
  readonly #seen = new Map<number, Seen>()
  #local: readonly KeyRow[] = []
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
    const [aws, rows] = await Promise.all([
      this.#options.awsChanges(before.aws).catch(() => nothingNew),
      this.#localRows(),
    ])
    const local = new Map(rows.map((row) => [row.keyId, JSON.stringify(row)]))
    const changed = rows.filter(({ keyId }) => before.local.get(keyId) !== local.get(keyId))
    const gone = [...before.local.keys()].filter((keyId) => !local.has(keyId))
    return {
      version: this.#remember({ aws: aws.version, local }),
      keys: [...changed, ...aws.keys],
      gone: [...gone.map((keyId): KeyRef => ({ service: 'local', keyId })), ...aws.gone],
    }
  }

  /** As they are, or as they were last where that takes too long; `onLate` follows then where they are not the same. */
  async #localRows(): Promise<readonly KeyRow[]> {
    const shown = this.#local
    let isLate = false
    const fresh = this.#options.localRows().then((rows) => {
      this.#local = rows
      if (isLate && JSON.stringify(rows) !== JSON.stringify(shown)) this.#options.onLate()
      return rows
    })
    const late = this.#options.wait(patience).then(() => {
      isLate = true
      return shown
    })
    return Promise.race([fresh, late])
  }

  #remember(seen: Seen): number {
    this.#version += 1
    this.#seen.set(this.#version, seen)
    this.#seen.delete(this.#version - keptVersions)
    return this.#version
  }
}

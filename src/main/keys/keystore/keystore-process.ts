/** What the spawner starts the keystore process with. */
export interface KeystoreSpawnOptions {
  /** Arguments after the entry file: where the store is and the keychain's service name. Never a secret. */
  readonly args: readonly string[]
  /** The whole environment of the process: `keystoreEnvironment` made it, nothing else is inherited. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * A running keystore process as the client sees it. In the app a utilityProcess stands behind it, in integration tests a
 * `child_process.fork` with `serialization: 'advanced'`.
 */
export interface KeystoreProcess {
  readonly port: {
    /** Clones the message before it returns, so the caller may wipe what it sent. May throw when the process is gone. */
    postMessage(message: unknown): void
    /** Called with the data of each message from the process; set once, before the first message is posted. */
    onMessage(listener: (data: unknown) => void): void
  }
  /** Ends the process without asking it. Pending calls fail; nothing is lost: every commit is durable. */
  kill(): void
  /** Called once, when the process has ended or could not be started. `null` = ended by a signal. */
  onExit(listener: (code: number | null) => void): void
}

export type SpawnKeystore = (options: KeystoreSpawnOptions) => KeystoreProcess

import path from 'node:path'
import { workerEngine } from '../../src/main/jobs/engine/worker-engine.ts'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../src/main/jobs/file/encrypt-file.ts'
import { readMessageHeader } from '../../src/main/jobs/file/read-message-header.ts'
import { unwrapDataKey } from '../../src/main/jobs/file/unwrap-data-key.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../src/main/jobs/staging/staging-journal.ts'
import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { defaultMessageLimits } from '../../src/main/message/message-limits.ts'
import { openMessage } from '../../src/main/message/open-message.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { secondsFrom, timed } from '../timing.ts'
import type { Timing } from '../timing.ts'
import type { Sealing } from './commands.ts'
import { flushClock } from './flush-clock.ts'

/** The same key in every process of a run: it guards random bytes. */
export function benchKeyring(): RawAesKeyring {
  const wrappingKey = Secret.take(new Uint8Array(32).fill(7))
  return new RawAesKeyring({ namespace: 'bench', name: 'bench', wrappingKey })
}

/** Keyhold's file-to-file work as its jobs do it: worker threads, a journal in `profile`, every flush. */
export class OneFile {
  readonly #clock = flushClock(nodeFiles)
  readonly #engine = workerEngine(new URL('../../src/main/jobs/engine/worker.ts', import.meta.url))
  readonly #journal: StagingJournal
  readonly #keyring = benchKeyring()

  constructor(profile: string) {
    this.#journal = new StagingJournal(this.#clock.files, path.join(profile, 'staged.journal'))
  }

  async encrypt(source: string, target: string, sealing: Sealing): Promise<Timing> {
    const work = { ...(await this.#work()), source, target, ...sealing, verify: true }
    return this.#clocked(async () => (await encryptFile(work)).verifySeconds ?? 0)
  }

  async decrypt(source: string, target: string): Promise<Timing> {
    const work = { ...(await this.#work()), source, target }
    return this.#clocked(async () => {
      await decryptFile(work)
      return 0
    })
  }

  /** Authenticates a message from its first byte to its last; nothing is written. */
  verify(source: string): Promise<Timing> {
    return timed(async () => {
      const file = await nodeFiles.openToRead(source)
      try {
        const { size } = await file.facts()
        const header = await readMessageHeader(file, size, defaultMessageLimits)
        const { dataKey } = await unwrapDataKey(this.#keyring, header, { context: header.context })
        const task = { source: file, target: null, ticket: openMessage({ header, dataKey }), size }
        dataKey.wipe()
        await this.#engine.open(task, { signal: new AbortController().signal, onProgress: () => {} })
      } finally {
        await file.close()
      }
    })
  }

  move(): Promise<Timing> {
    return Promise.reject(new Error('moving a message is not there yet'))
  }

  async #work() {
    const journal = await this.#journal.journal()
    return { files: this.#clock.files, engine: this.#engine, keyring: this.#keyring, journal }
  }

  /** Flushes and the verifying pass, whose seconds `act` gives, are left out of `seconds`. */
  async #clocked(act: () => Promise<number>): Promise<Timing> {
    this.#clock.take()
    const begun = performance.now()
    const verifySeconds = await act()
    const durableSeconds = secondsFrom(begun) - verifySeconds
    return { seconds: durableSeconds - this.#clock.take(), durableSeconds, verifySeconds }
  }
}

import path from 'node:path'
import { workerEngine } from '../../src/main/jobs/engine/worker-engine.ts'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../src/main/jobs/file/encrypt-file.ts'
import { moveFile } from '../../src/main/jobs/file/move-file.ts'
import { verifyFile } from '../../src/main/jobs/file/verify-file.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../src/main/jobs/staging/staging-journal.ts'
import { MultiKeyring } from '../../src/main/keyrings/multi-keyring.ts'
import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { secondsFrom, timed } from '../timing.ts'
import type { Timing } from '../timing.ts'
import type { Sealing } from './commands.ts'
import { flushClock } from './flush-clock.ts'

/** The key `name`, the same in every process of a run: it guards random bytes. */
export function benchKeyring(name: 'bench' | 'moved'): RawAesKeyring {
  const wrappingKey = Secret.take(new Uint8Array(32).fill(name.length))
  return new RawAesKeyring({ namespace: 'bench', name, wrappingKey })
}

const movedFrameLength = 1024 * 1024

/** Keyhold's file-to-file work as its jobs do it: worker threads, a journal in `profile`, every flush. */
export class OneFile {
  readonly #clock = flushClock(nodeFiles)
  readonly #engine = workerEngine(new URL('../../src/main/jobs/engine/worker.ts', import.meta.url))
  readonly #journal: StagingJournal
  readonly #keyring = benchKeyring('bench')
  readonly #moved = benchKeyring('moved')

  constructor(profile: string) {
    this.#journal = new StagingJournal(this.#clock.files, path.join(profile, 'staged.journal'))
  }

  async encrypt(source: string, target: string, sealing: Sealing): Promise<Timing> {
    const work = { ...(await this.#work()), source, target, ...sealing, verify: true }
    return this.#clocked(async () => (await encryptFile(work)).verifySeconds)
  }

  async decrypt(source: string, target: string): Promise<Timing> {
    const keyring = new MultiKeyring({ children: [this.#keyring, this.#moved] })
    const work = { ...(await this.#work()), keyring, source, target }
    return this.#clocked(async () => {
      await decryptFile(work)
      return null
    })
  }

  async verify(source: string): Promise<Timing> {
    const work = { ...(await this.#work()), source }
    return timed(() => verifyFile(work))
  }

  /** Moves a message to another key. */
  async move(source: string, target: string): Promise<Timing> {
    const keyrings = { openingKeyring: this.#keyring, keyring: this.#moved }
    const moving = { ...(await this.#work()), ...keyrings, source, target, frameLength: movedFrameLength }
    return this.#clocked(async () => (await moveFile(moving)).verifySeconds)
  }

  async #work() {
    const journal = await this.#journal.journal()
    return { files: this.#clock.files, engine: this.#engine, keyring: this.#keyring, journal }
  }

  /** Flushes and the verifying pass, whose seconds `act` gives (null where there is none), are left out of `seconds`. */
  async #clocked(act: () => Promise<number | null>): Promise<Timing> {
    this.#clock.take()
    const begun = performance.now()
    const verifySeconds = await act()
    const durableSeconds = secondsFrom(begun) - (verifySeconds ?? 0)
    const seconds = durableSeconds - this.#clock.take()
    return { seconds, durableSeconds, ...(verifySeconds !== null && { verifySeconds }) }
  }
}

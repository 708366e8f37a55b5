import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createKeyServices } from '../../src/main/doors/create-key-services.ts'
import type { Jobs } from '../../src/main/jobs/batches/jobs.ts'
import { createJobs } from '../../src/main/jobs/create-jobs.ts'
import { KeystoreClient } from '../../src/main/keys/keystore/keystore-client.ts'
import type { KeystoreProcess } from '../../src/main/keys/keystore/keystore-process.ts'
import type { Batch } from '../../src/shared/model/job.ts'
import type { PlanOptions } from '../../src/shared/model/plan.ts'
import { secondsFrom } from '../timing.ts'
import type { Timing } from '../timing.ts'

/** Keyhold's jobs over a vault of their own: plan, queue, workers, journal, a keystore process with one local key. */
export class ManyFiles {
  readonly keystorePid: number
  readonly #jobs: Jobs
  readonly #keyId: string

  private constructor(jobs: Jobs, keyId: string, keystorePid: number) {
    this.#jobs = jobs
    this.#keyId = keyId
    this.keystorePid = keystorePid
  }

  static async start(profile: string): Promise<ManyFiles> {
    let child: ChildProcess | undefined
    const keystore = new KeystoreClient({
      spawn: ({ args, environment }) => keystoreProcess((child = forkKeystore(args, environment))),
      directory: path.join(profile, 'keystore'),
      service: 'Keyhold bench',
      environment: {},
    })
    await keystore.setUp()
    const { keyId } = await keystore.createKey({ alias: 'bench', description: '' })
    const storage = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() }
    const jobs = createJobs({
      keyServices: createKeyServices({ keystore, storage, environment: {} }).keyServices,
      userData: profile,
      appFolder: path.join(profile, 'app'),
      homeFolder: path.join(profile, 'home'),
      workerUrl: new URL('../../src/main/jobs/engine/worker.ts', import.meta.url),
    })
    return new ManyFiles(jobs, keyId, child?.pid ?? 0)
  }

  /** Plans and does all files below `input`, each into a result of its own below `output`. */
  async run(input: string, output: string, verify: boolean): Promise<Timing> {
    await mkdir(output, { recursive: true })
    const { folderId } = await this.#jobs.allowOutputFolder(output)
    const doors: PlanOptions['doors'] = [{ service: 'local', keyId: this.#keyId }]
    const options: PlanOptions = { ...choices, doors, verify, output: { folderId } }
    const planning = performance.now()
    const plan = await this.#jobs.plan([input], options)
    const planSeconds = secondsFrom(planning)
    const begun = performance.now()
    const batch = await this.#finished(this.#jobs.start(plan.id).batchId)
    const seconds = secondsFrom(begun)
    this.#jobs.clear()
    if (batch.failed > 0) throw new Error(`${batch.failed} of the files failed`)
    return { seconds, planSeconds, kmsCalls: batch.kmsCalls }
  }

  /** Waits for the news that the page waits for. */
  #finished(batchId: string): Promise<Batch> {
    return new Promise((resolve) => {
      const unsubscribe = this.#jobs.onChange(({ batches }) => {
        const batch = batches.find(({ id, state }) => id === batchId && state === 'finished')
        if (batch === undefined) return
        unsubscribe()
        resolve(batch)
      })
    })
  }
}

const choices: Omit<PlanOptions, 'doors' | 'verify'> = {
  intent: 'auto',
  ifExists: 'number',
  frameLength: 'auto',
  output: 'beside',
  suite: '0478',
  folders: 'eachFile',
  archives: 'keep',
  context: [],
  original: 'keep',
  keepTimes: false,
  reuseDataKey: false,
}

function forkKeystore(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return fork(fileURLToPath(new URL('keystore-entry.ts', import.meta.url)), [...args], {
    env: { ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  })
}

function keystoreProcess(child: ChildProcess): KeystoreProcess {
  return {
    port: {
      postMessage: (message) => void child.send(message as object),
      onMessage: (listener) => void child.on('message', listener),
    },
    kill: () => void child.kill(),
    onExit: (listener) => void child.once('exit', listener),
  }
}

import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Jobs } from '../../src/main/jobs/batches/jobs.ts'
import { createJobs } from '../../src/main/jobs/create-jobs.ts'
import type { Batch } from '../../src/shared/model/job.ts'
import type { PlanOptions } from '../../src/shared/model/plan.ts'
import { secondsFrom } from '../timing.ts'
import type { Timing } from '../timing.ts'
import { kmsKey, localKey } from './key-services.ts'

/** Keyhold's jobs over a vault of their own: plan, queue, workers, journal, a keystore process, one key. */
export class ManyFiles {
  readonly keystorePid: number
  readonly #jobs: Jobs
  readonly #choices: PlanOptions

  private constructor(jobs: Jobs, options: PlanOptions, keystorePid: number) {
    this.#jobs = jobs
    this.#choices = options
    this.keystorePid = keystorePid
  }

  /** `reuse`: under a KMS key, one data key for many messages. */
  static async start(profile: string, keys: 'local' | 'reuse'): Promise<ManyFiles> {
    const { keyServices, door, pid } = await (keys === 'local' ? localKey(profile) : kmsKey(profile))
    const jobs = createJobs({
      keyServices,
      userData: profile,
      appFolder: path.join(profile, 'app'),
      homeFolder: path.join(profile, 'home'),
      workerUrl: new URL('../../src/main/jobs/engine/worker.ts', import.meta.url),
    })
    return new ManyFiles(jobs, { ...choices, doors: [door], reuseDataKey: keys === 'reuse' }, pid)
  }

  /** Plans and does all files below `input`, each into a result of its own below `output`. */
  async run(input: string, output: string, verify: boolean): Promise<Timing> {
    await mkdir(output, { recursive: true })
    const { folderId } = await this.#jobs.allowOutputFolder(output)
    const options: PlanOptions = { ...this.#choices, verify, output: { folderId } }
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

const choices: PlanOptions = {
  doors: [],
  recovery: 'never',
  verify: true,
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
  format: 'message',
  reuseDataKey: false,
}

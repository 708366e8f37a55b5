import type { PlanOptions } from '../../../shared/model/plan.ts'
import type { KeyServices } from '../../doors/key-services.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import type { Files } from '../files/files.ts'
import { withStoredTime } from '../file/stored-time.ts'
import { pairsOf } from './job.ts'
import type { Job } from './job.ts'
import { isLarge } from './job-weight.ts'
import { KeysAhead } from './keys-ahead.ts'
import { meteredKeyring } from './metered-keyring.ts'
import type { KeyCalls } from './metered-keyring.ts'

export interface AskAheadServices {
  readonly files: Pick<Files, 'inspect'>
  readonly keyServices: KeyServices
}

/**
 * Where data keys can be asked for ahead. Not under local keys, which answer at once; not where one serves many files; and
 * not for signed messages, whose key pair, made as the message begins, is bound in the wrap.
 */
export function keysAheadOf({ doors, reuseDataKey, suite }: PlanOptions): KeysAhead | null {
  const isFarAway = doors.some(({ service }) => service === 'aws')
  return isFarAway && !reuseDataKey && suite === '0478' ? new KeysAhead() : null
}

/** Asks for the data key of a large job that waits. Small ones need none: many of them run side by side. */
export function askAhead(job: Job, services: AskAheadServices, onCalls: (calls: KeyCalls) => void): void {
  const { keysAhead, options, written } = job.batch
  const { action } = job.planned.shown
  if (keysAhead === null || !isLarge(job) || (action !== 'encrypt' && action !== 'pack')) return
  keysAhead.ask(job, async (signal) => {
    const keyring = meteredKeyring(await services.keyServices.keyringFor(written), onCalls)
    const context = await contextOf(job, services.files)
    const { dataKeyLength } = suiteOf(options.suite)
    return { context, ...(await keyring.wrap({ context, dataKeyLength, signal })) }
  })
}

/** As it is now: where the file changes before it is begun, the data key is not used. */
async function contextOf(job: Job, files: AskAheadServices['files']): Promise<EncryptionContext> {
  const pairs = pairsOf(job)
  if (!job.batch.options.keepTimes || job.planned.shown.action !== 'encrypt') return pairs
  return withStoredTime(pairs, (await files.inspect(job.planned.source)).modifiedNs)
}

import type { FileAction } from '../../../shared/model/file-action.ts'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import { dataKeyLimits } from '../../keyrings/data-key-limits.ts'
import { isCheckedHere, type WrittenDoor } from '../../doors/written-door.ts'
import { readsMessage, writesMessage } from './direction.ts'

export interface CallCounts {
  /** Wraps and unwraps of data keys. */
  readonly keyCalls: number
  /** Those of them that AWS KMS answers. */
  readonly kmsCalls: number
  /** What `kmsCalls` is with one data key for many messages; null where that does not apply. */
  readonly kmsCallsIfReused: number | null
}

export interface Countable {
  readonly action: FileAction
  /** Only AWS KMS opens it. */
  readonly needsKms: boolean
  readonly size: number
  /** Messages to write with equal pairs have equal ones; null = pairs of its own. */
  readonly contextDigest: string | null
}

/**
 * Key calls of a plan: a message is opened by one call; a data key is wrapped once for each door and, where the result is
 * read back, unwrapped once for each that can be opened here. Without the calls of a message that has to be begun anew.
 */
export function countCalls(
  files: readonly Countable[],
  options: PlanOptions,
  doors: readonly Pick<WrittenDoor, 'service'>[] = options.doors,
): CallCounts {
  const timesPerDoor = isReadBack(options) ? 2 : 1
  const kmsDoors = doors.filter((door) => door.service === 'aws').length
  const checked = doors.filter(isCheckedHere).length
  const opened = files.filter(({ action }) => readsMessage(action))
  const written = files.filter(({ action }) => writesMessage(action))
  const kmsOpenings = opened.filter(({ needsKms }) => needsKms).length
  const reusable = options.format === 'message' && options.suite === '0478' && written.length > 0
  const shared = reusable ? sharedDataKeys(written) : written.length
  const dataKeys = options.reuseDataKey ? shared : written.length
  return {
    keyCalls: opened.length + dataKeys * (doors.length - checked + checked * timesPerDoor),
    kmsCalls: kmsOpenings + dataKeys * kmsDoors * timesPerDoor,
    kmsCallsIfReused: reusable ? kmsOpenings + shared * kmsDoors * timesPerDoor : null,
  }
}

/** A source goes to the trash only once its result opened again, whatever else was chosen. DESIGN.md section 4. */
export function isReadBack({ verify, original }: Pick<PlanOptions, 'verify' | 'original'>): boolean {
  return verify || original === 'trash'
}

/** Data keys where messages with equal pairs share one within the limits. Their age cannot be foreseen. */
function sharedDataKeys(written: readonly Countable[]): number {
  const groups = Map.groupBy(written, ({ contextDigest }) => contextDigest)
  const own = groups.get(null)?.length ?? 0
  groups.delete(null)
  // More kinds of pairs than the cache keeps answers: each message may be the one that finds none.
  if (groups.size > dataKeyLimits.answers) return written.length
  return [...groups.values()].reduce((sum, group) => sum + dataKeysOf(group), own)
}

function dataKeysOf(group: readonly Countable[]): number {
  let dataKeys = 0
  let messages = dataKeyLimits.messages
  let bytes = 0
  for (const { size } of group) {
    if (size > dataKeyLimits.bytes) {
      dataKeys++
    } else if (messages === dataKeyLimits.messages || bytes + size > dataKeyLimits.bytes) {
      dataKeys++
      messages = 1
      bytes = size
    } else {
      messages++
      bytes += size
    }
  }
  return dataKeys
}

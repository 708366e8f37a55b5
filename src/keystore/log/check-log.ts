import type { ActivityCheck } from '../../shared/model/activity.ts'
import type { LogFinding } from './judge-log.ts'
import { listEntries, type EntriesWanted } from './list-entries.ts'
import type { LogFile } from './log-file.ts'
import { walkChain } from './walk-chain.ts'

/** What is known of a log besides its chain. */
export interface KnownOfLog {
  /** What did not fit when the store was opened. */
  readonly finding: LogFinding | undefined
  /** A store is open and vouches for the head. */
  readonly isVouched: boolean
}

/** Follows the whole chain of a log, with pauses in which other calls are answered. `file`: undefined where there is none. */
export async function checkLog(
  file: LogFile | undefined,
  { finding, isVouched }: KnownOfLog,
): Promise<Omit<ActivityCheck, 'at' | 'unlogged'>> {
  if (file === undefined)
    return { entries: 0, firstAt: null, unvouched: 0, ...standingOf(finding, isVouched) }
  const broken = await chainFinding(file)
  // Entries that came meanwhile are not in the walk, and the head has followed them.
  const { last } = file
  const { total, since } = listEntries(file, firstOnly)
  const head = file.head().number
  const beyond: LogFinding | undefined = head > last.number ? { kind: 'cut', at: head } : undefined
  return {
    entries: total,
    firstAt: since,
    unvouched: isVouched ? 0 : Math.max(0, last.number - head),
    ...standingOf(finding ?? broken ?? beyond, isVouched),
  }
}

/** The chain has to lead to the entry that this process wrote last, whatever the file says by now. */
async function chainFinding(file: LogFile): Promise<LogFinding | undefined> {
  const { last } = file
  const walk = walkChain(file, file.beginning, last.number)
  let step = walk.next()
  while (step.done !== true) {
    await new Promise((resolve) => setImmediate(resolve))
    step = walk.next()
  }
  const end = step.value
  if (end.kind === 'broken') return { kind: 'broken', at: end.at }
  if (end.last.number < last.number) return { kind: 'cut', at: last.number }
  return Buffer.compare(end.last.hash, last.hash) === 0 ? undefined : { kind: 'broken', at: last.number }
}

const firstOnly: EntriesWanted = {
  filter: { area: null, refused: false, search: '', whats: [], keyIds: [] },
  before: null,
  limit: 1,
}

function standingOf(
  finding: LogFinding | undefined,
  isVouched: boolean,
): Pick<ActivityCheck, 'standing' | 'brokenAt' | 'cutAt'> {
  return {
    standing: finding?.kind ?? (isVouched ? 'whole' : 'unvouched'),
    brokenAt: finding?.kind === 'broken' ? finding.at : null,
    cutAt: finding?.kind === 'cut' ? finding.at : null,
  }
}

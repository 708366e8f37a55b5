import type { Plan } from '../../../shared/model/plan.ts'
import { bytes, count } from '../format/bytes.ts'
import { listed, many } from '../format/lists.ts'
import { errorText } from './errors/error-words.ts'
import { groupVerbs, planGroups, type PlanGroupName } from './plan-groups.ts'

const filled = (plan: Plan): readonly PlanGroupName[] => planGroups.filter((group) => plan[group].files > 0)

/** The commit bar's first line: `12 files to encrypt, 2 to open, 3.5 GB`. */
export function planTotals(plan: Plan): string {
  const shown = filled(plan)
  if (shown.length === 0) return 'Nothing to do yet'
  const parts = shown.map((group, index) => {
    const { files } = plan[group]
    return `${index === 0 ? many(files, 'file') : count(files)} to ${group}`
  })
  return [...parts, bytes(shown.reduce((total, group) => total + plan[group].bytes, 0))].join(', ')
}

/** The commit bar's second line; `needs`: items that need the person. `Key backups · 14 key calls, 1 of them to AWS · originals stay`. */
export function planFacts(plan: Plan, needs: number): string {
  const names = plan.doors.map((door) => door.name)
  const calls = `${many(plan.keyCalls, 'key call')}${callsToAws(plan)}`
  return [
    ...(plan.encrypt.files + plan.move.files === 0 || names.length === 0
      ? []
      : [`${doorsAre(plan)} ${listed(names)}`, ...doorNotes(plan)]),
    ...(plan.keyCalls === 0 ? [] : [calls]),
    ...(plan.plainFiles === 0 ? [] : [`${many(plan.plainFiles, 'plain file')} left out`]),
    ...(sharesInVain(plan) ? ['no data key is shared while times are kept'] : []),
    ...(needs === 0 ? [] : [`${count(needs)} need you`]),
    originals(plan.options),
  ].join(' · ')
}

function doorsAre({ doors }: Plan): string {
  const areKeys = doors.every(({ kind }) => kind === 'local' || kind === 'aws')
  const one = areKeys ? 'Key' : 'Door'
  return doors.length === 1 ? one : `${one}s`
}

/** What somebody may not expect of the doors: the recovery kit has none, or nobody here could open the results. */
function doorNotes({ doors, recoveryMissing }: Plan): readonly string[] {
  if (recoveryMissing === 'noKit') return ['no recovery door, because there is no kit']
  if (recoveryMissing === 'locked') return ['no recovery door while the keys are locked']
  return doors.every(({ kind }) => kind === 'colleague') ? ['you could not open the results'] : []
}

/** One data key was chosen, and no file that is encrypted can share it. */
const sharesInVain = ({ encrypt, kmsCalls, options }: Plan): boolean =>
  options.reuseDataKey &&
  options.folders === 'eachFile' &&
  reuseWithTimes(options) !== null &&
  encrypt.files > 0 &&
  kmsCalls > 0

function callsToAws(plan: Plan): string {
  if (plan.kmsCalls === 0) return ''
  return plan.kmsCalls === plan.keyCalls ? ' to AWS' : `, ${count(plan.kmsCalls)} of them to AWS`
}

/**
 * Why one data key for the batch serves fewer files than it says: a file's time is in its message, and what shares a data
 * key shares all that is in clear. A folder in one file has its times inside.
 */
export function reuseWithTimes({ intent, keepTimes, folders }: Plan['options']): string | null {
  if (intent !== 'auto' || !keepTimes) return null
  return folders === 'eachFile'
    ? 'No file shares a data key, because times are kept.'
    : 'Only folders in one file share a data key, because times are kept.'
}

/** What one data key for many messages would save, as sentences; none where it is chosen already, or does not apply. */
export function reuseCalls({ kmsCalls, kmsCallsIfReused, options }: Plan): readonly string[] {
  if (kmsCallsIfReused === null || options.reuseDataKey) return []
  return kmsCallsIfReused < kmsCalls
    ? [`${many(kmsCallsIfReused, 'KMS call')} instead of ${count(kmsCalls)}.`]
    : ['It saves no KMS call here.']
}

/** What becomes of what was dropped. */
function originals({ intent, original }: Plan['options']): string {
  if (intent === 'verify') return 'nothing is written'
  const what = intent === 'move' ? 'old files' : 'originals'
  return original === 'keep' ? `${what} stay` : `${what} go to the trash once the results are checked`
}

/** The words on the button: `Encrypt 12, open 2`, `Encrypt 1 file`, `Verify 12 files`, `Move 3 files to backups`. */
export function planButton(plan: Plan): string {
  const shown = filled(plan)
  const [only = 'encrypt'] = shown
  if (shown.length > 1) {
    const [first = '', ...rest] = shown.map((group) => `${groupVerbs[group]} ${count(plan[group].files)}`)
    return [first, ...rest.map((part) => part.toLowerCase())].join(', ')
  }
  const words = `${groupVerbs[only]} ${many(plan[only].files, 'file')}`
  const [door] = plan.doors
  return only === 'move' && door !== undefined && plan.doors.length === 1 ? `${words} to ${door.name}` : words
}

/** Why the button cannot be pressed; null where it can. `needs`: items that need the person. */
export function planObstacle(plan: Plan, needs: number): string | null {
  if (plan.problem !== null) return errorText(plan.problem).next
  if (filled(plan).length > 0) return null
  if (needs > 0) return 'Settle what needs you first'
  return plan.options.intent === 'auto'
    ? 'There is nothing in here to encrypt or open'
    : 'There is no encrypted file in here'
}

import type { Plan, PlanItem } from '../../../shared/model/plan.ts'
import { bytes, count } from '../format/bytes.ts'
import { listed, many } from '../format/lists.ts'
import { visibleName } from '../format/names.ts'
import { errorText } from './errors/error-words.ts'

/** The commit bar's first line: `12 files to encrypt, 2 to open, 3.5 GB`. */
export function planTotals(plan: Plan): string {
  const { encrypt, open } = plan
  if (encrypt.files + open.files === 0) return 'Nothing to do yet'
  const size = bytes(encrypt.bytes + open.bytes)
  if (encrypt.files === 0) return `${many(open.files, 'file')} to open, ${size}`
  const first = `${many(encrypt.files, 'file')} to encrypt`
  return open.files === 0 ? `${first}, ${size}` : `${first}, ${count(open.files)} to open, ${size}`
}

/** The commit bar's second line: `Key backups · 14 key calls, 1 of them to AWS · originals stay`. */
export function planFacts(plan: Plan): string {
  const names = plan.doors.map((door) => door.name)
  const calls = `${many(plan.keyCalls, 'key call')}${callsToAws(plan)}`
  return [
    ...(plan.encrypt.files === 0 || names.length === 0
      ? []
      : [`${names.length === 1 ? 'Key' : 'Keys'} ${listed(names)}`]),
    ...(plan.keyCalls === 0 ? [] : [calls]),
    ...(plan.problems === 0 ? [] : [`${count(plan.problems)} need you`]),
    'originals stay',
  ].join(' · ')
}

function callsToAws(plan: Plan): string {
  if (plan.kmsCalls === 0) return ''
  return plan.kmsCalls === plan.keyCalls ? ' to AWS' : `, ${count(plan.kmsCalls)} of them to AWS`
}

/** The words on the button: `Encrypt 12, open 2`, `Encrypt 1 file`, `Open 2 files`. */
export function planButton(plan: Plan): string {
  const { encrypt, open } = plan
  if (encrypt.files > 0 && open.files > 0) return `Encrypt ${count(encrypt.files)}, open ${count(open.files)}`
  return open.files > 0 ? `Open ${many(open.files, 'file')}` : `Encrypt ${many(encrypt.files, 'file')}`
}

/** Why the button cannot be pressed; null where it can. */
export function planObstacle(plan: Plan): string | null {
  if (plan.problem !== null) return errorText(plan.problem).next
  if (plan.encrypt.files + plan.open.files > 0) return null
  return plan.problems > 0 ? 'Settle what needs you first' : 'There is nothing in here to encrypt or open'
}

/** The title of a group, said once so that rows only differ, and what is added under it. */
export const groupTitle = (action: 'encrypt' | 'open' | 'verify' | 'move', files: number): string =>
  `${action === 'encrypt' ? 'Encrypt' : 'Open'} ${many(files, 'file')}`

interface PlanGroup {
  readonly group: 'encrypt' | 'open' | 'verify' | 'move'
  /** Of all its files, the unlisted ones too. */
  readonly bytes: number
  readonly items: readonly PlanItem[]
}

/** The note beside a group's title: how large it is, and what becomes of the names. */
export function groupNote({ group, bytes: size, items }: PlanGroup): string {
  if (group === 'encrypt') return `${bytes(size)}. Each gets “.encrypted” added to its name.`
  const bare = items.filter(({ name }) => !/.\.encrypted$/i.test(name)).length
  if (bare === 0) return `${bytes(size)}. Each loses “.encrypted”.`
  return bare === items.length
    ? `${bytes(size)}. Each gets “.opened” added to its name.`
    : `${bytes(size)}. Each loses “.encrypted”, or gets “.opened” without it.`
}

/** What a problem row says: its title with the file's name, and why. */
export function needTitle(item: PlanItem): string {
  const name = visibleName(item.name)
  if (item.question === 'looksEncryptedIsNot') return `${name} is not encrypted`
  if (item.question === 'isMessageWithoutSuffix') return `${name} is encrypted`
  return `Cannot ${item.action} ${name} yet`
}

/** The reason under a problem row's title. */
export function needReason(item: PlanItem): string {
  if (item.question === 'looksEncryptedIsNot')
    return 'Its name ends in “.encrypted”, and its contents are those of a plain file.'
  if (item.question === 'isMessageWithoutSuffix')
    return 'Its contents are an encrypted file, though its name does not say so.'
  if (item.problem === null) return ''
  const { title, why } = errorText(item.problem)
  return `${title}. ${why}`
}

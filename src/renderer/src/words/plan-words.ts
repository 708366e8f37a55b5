import type { Plan, PlanItem } from '../../../shared/model/plan.ts'
import { bytes, count } from '../format/bytes.ts'
import { listed, many } from '../format/lists.ts'
import { visibleName } from '../format/names.ts'
import { errorText } from './errors/error-words.ts'

const groups = ['encrypt', 'open', 'verify', 'move'] as const
type Group = (typeof groups)[number]

const verbs: Readonly<Record<Group, string>> = {
  encrypt: 'Encrypt',
  open: 'Open',
  verify: 'Verify',
  move: 'Move',
}

const filled = (plan: Plan): readonly Group[] => groups.filter((group) => plan[group].files > 0)

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
      : [`${names.length === 1 ? 'Key' : 'Keys'} ${listed(names)}`]),
    ...(plan.keyCalls === 0 ? [] : [calls]),
    ...(plan.plainFiles === 0 ? [] : [`${many(plan.plainFiles, 'plain file')} left out`]),
    ...(needs === 0 ? [] : [`${count(needs)} need you`]),
    originals(plan.options),
  ].join(' · ')
}

function callsToAws(plan: Plan): string {
  if (plan.kmsCalls === 0) return ''
  return plan.kmsCalls === plan.keyCalls ? ' to AWS' : `, ${count(plan.kmsCalls)} of them to AWS`
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
    const [first = '', ...rest] = shown.map((group) => `${verbs[group]} ${count(plan[group].files)}`)
    return [first, ...rest.map((part) => part.toLowerCase())].join(', ')
  }
  const words = `${verbs[only]} ${many(plan[only].files, 'file')}`
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

/** The title of a group, said once so that rows only differ, and what is added under it. */
export const groupTitle = (group: Group, files: number): string =>
  `${verbs[group]} ${many(files, 'file')}${group === 'move' ? ' to another key' : ''}`

interface PlanGroup {
  readonly group: Group
  /** Of all its files, the unlisted ones too. */
  readonly bytes: number
  readonly items: readonly PlanItem[]
}

/** The note beside a group's title: how large it is, and what becomes of the names. */
export const groupNote = (group: PlanGroup): string => `${bytes(group.bytes)}. ${namesNote(group)}`

function namesNote({ group, items }: PlanGroup): string {
  if (group === 'verify') return 'Read to the end and checked. Nothing is written.'
  if (group === 'move') return 'Decrypted and encrypted again, under a new data key.'
  if (group === 'encrypt') return encryptNote(items)
  const bare = items.filter(({ name }) => !/.\.encrypted$/i.test(name)).length
  if (bare === 0) return 'Each loses “.encrypted”.'
  return bare === items.length
    ? 'Each gets “.opened” added to its name.'
    : 'Each loses “.encrypted”, or gets “.opened” without it.'
}

function encryptNote(items: readonly PlanItem[]): string {
  const folders = items.filter(({ action }) => action === 'pack').length
  if (folders === 0) return 'Each gets “.encrypted” added to its name.'
  const one = 'becomes one “.tar.encrypted”, which hides the names in it.'
  if (folders < items.length) return `Each gets “.encrypted” added to its name, and a folder ${one}`
  return folders === 1 ? `The folder ${one}` : `Each folder ${one}`
}

const canDo: Readonly<Record<PlanItem['action'], string>> = {
  encrypt: 'encrypt',
  pack: 'encrypt',
  open: 'open',
  unpack: 'open',
  verify: 'verify',
  move: 'move',
}

/** What a problem row says: its title with the file's name, and why. */
export function needTitle(item: PlanItem): string {
  const name = visibleName(item.name)
  if (item.question === 'looksEncryptedIsNot') return `${name} is not encrypted`
  if (item.question === 'isMessageWithoutSuffix') return `${name} is encrypted`
  if (item.question === 'doesNotCommit') return `${name} is not bound to one key`
  return `Cannot ${canDo[item.action]} ${name} yet`
}

const reasons: Readonly<Record<NonNullable<PlanItem['question']>, string>> = {
  looksEncryptedIsNot: 'Its name ends in “.encrypted”, and its contents are those of a plain file.',
  isMessageWithoutSuffix: 'Its contents are an encrypted file, though its name does not say so.',
  doesNotCommit:
    'It is in an older form without key commitment: two keys could open it to two different contents.',
}

/** The reason under a problem row's title. */
export function needReason(item: PlanItem): string {
  if (item.question !== null) return reasons[item.question]
  if (item.problem === null) return ''
  const { title, why } = errorText(item.problem)
  return `${title}. ${why}`
}

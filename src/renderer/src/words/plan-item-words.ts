import type { PlanItem } from '../../../shared/model/plan.ts'
import { bytes } from '../format/bytes.ts'
import { many } from '../format/lists.ts'
import { visibleName } from '../format/names.ts'
import { errorText } from './errors/error-words.ts'
import { groupVerbs, type PlanGroupName } from './plan-groups.ts'

/** The title of a group, said once so that rows only differ, and what is added under it. */
export const groupTitle = (group: PlanGroupName, files: number): string =>
  `${groupVerbs[group]} ${many(files, 'file')}${group === 'move' ? ' to another key' : ''}`

interface PlanGroup {
  readonly group: PlanGroupName
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
  if (item.question === 'looksLikeKmsBlob') return `${name} may be encrypted by AWS KMS`
  if (item.question === 'doesNotCommit') return `${name} is not bound to one key`
  return `Cannot ${canDo[item.action]} ${name} yet`
}

const reasons: Readonly<Record<NonNullable<PlanItem['question']>, string>> = {
  looksEncryptedIsNot: 'Its name ends in “.encrypted”, and its contents are those of a plain file.',
  isMessageWithoutSuffix: 'Its contents are an encrypted file, though its name does not say so.',
  looksLikeKmsBlob:
    'Its bytes begin like a KMS ciphertext blob, as “aws kms encrypt” makes it. Only AWS KMS can tell.',
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

import type { KeyRow } from '../../../../shared/model/key.ts'
import { accessText, nameText, whereText } from '../../words/wizard-text.ts'
import { aliasIn, arnsIn, soundTags, type WizardFields, type WizardStep } from './wizard-fields.ts'

/** Most ARNs of either list; the contract's own limit. */
const mostArns = 50

/** Why a step cannot be left forwards yet, in a sentence; null where it can. `keys`: those that are there. */
export function wizardObstacle(
  step: WizardStep,
  fields: WizardFields,
  keys: readonly KeyRow[],
): string | null {
  switch (step) {
    case 'where':
      return fields.home === 'aws' && fields.connectionId === '' ? whereText.noConnection : null
    case 'name':
      return aliasFault(fields, keys) ?? tagFault(fields)
    case 'access':
      return accessFault(fields)
    default:
      return null
  }
}

/** What is wrong with the alias. One that is taken is known only as far as the list is read. */
export function aliasFault(fields: WizardFields, keys: readonly KeyRow[]): string | null {
  const alias = aliasIn(fields)
  if (alias === '') return nameText.aliasNeeded
  if (alias.startsWith('aws/')) return nameText.aliasAws
  if (!/^[a-zA-Z0-9/_-]{1,250}$/.test(alias)) return nameText.aliasFault
  return keys.some((key) => isIn(key, fields) && key.aliases.includes(alias)) ? nameText.aliasTaken : null
}

const isIn = ({ ref, region }: KeyRow, fields: WizardFields): boolean =>
  ref.service === 'aws' && ref.connectionId === fields.connectionId && region === fields.region

function tagFault({ tags }: WizardFields): string | null {
  const names = soundTags(tags).map(({ key }) => key)
  const sound = names.every((name) => name !== '' && !name.toLowerCase().startsWith('aws:'))
  return sound && new Set(names).size === names.length ? null : nameText.tagFault
}

function accessFault({ administrators, users, accountRoot }: WizardFields): string | null {
  const lists = [arnsIn(administrators), arnsIn(users)]
  const bad = lists.flat().find((line) => !isPrincipalArn(line))
  if (bad !== undefined) return accessText.notArn(bad)
  if (lists.some((list) => list.length > mostArns)) return accessText.tooMany
  return accountRoot || arnsIn(administrators).length > 0 ? null : accessText.needsAdministrator
}

/** A user, role, session or account. Whether it is there, AWS says. */
const isPrincipalArn = (line: string): boolean =>
  /^arn:aws(-[a-z]+)*:(iam|sts)::\d{12}:(root|user\/\S+|role\/\S+|assumed-role\/\S+)$/.test(line) &&
  line.length <= 256

import { type KeyAction, permissionFor, whyNot } from '../../../shared/kms/why-not.ts'
import type { KeyPermission } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

/** What a person wants to know first, in the order in which it is shown. */
const controls: readonly KeyAction[] = [
  'generateDataKey',
  'decrypt',
  'sign',
  'verify',
  'mac',
  'verifyMac',
  'publicKey',
  'rotateNow',
  'disable',
  'putPolicy',
  'scheduleDeletion',
]

/** Refusals that no state of the key would lift: such a right is of no interest here. */
const forEver: ReadonlySet<unknown> = new Set([
  'wrongUsage',
  'wrongSpec',
  'asymmetric',
  'hmac',
  'customKeyStore',
  'replica',
])

/** The answered permissions that say something about this kind of key, with `kms:DescribeKey` among them. */
export function rightsOfInterest(
  row: KeyRow,
  permissions: readonly KeyPermission[],
): readonly KeyPermission[] {
  const shown = controls.filter((control) => !forEver.has(whyNot(control, row))).map(permissionFor)
  const uses = shown.filter((action) => action !== null && isUse.test(action))
  const order = [...uses, 'kms:DescribeKey', ...shown.filter((action) => !uses.includes(action))]
  const told = permissions.map((each) => (each.action === 'kms:DescribeKey' ? seen(row, each) : each))
  return order.flatMap((action) => told.find((each) => each.action === action) ?? [])
}

/** There is no dry run of looking, but what was looked at was allowed. */
const seen = (row: KeyRow, right: KeyPermission): KeyPermission =>
  row.state !== null && !row.denied.includes(right.action) ? { ...right, outcome: 'allowed' } : right

const isUse = /^kms:(GenerateDataKey|Decrypt|Sign|Verify|GenerateMac|VerifyMac|GetPublicKey)$/

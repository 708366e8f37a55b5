import type { PolicyStatement } from '../../../../shared/model/key-page.ts'

type May = PolicyStatement['may'][number]

/** Every action of AWS KMS on keys, by what it comes to. The names are the Service Authorization Reference's. */
const actionsByMay = {
  administer: [
    'CancelKeyDeletion',
    'CreateAlias',
    'CreateKey',
    'DeleteAlias',
    'DisableKey',
    'DisableKeyRotation',
    'EnableKey',
    'EnableKeyRotation',
    'ImportKeyMaterial',
    'PutKeyPolicy',
    'ReplicateKey',
    'RotateKeyOnDemand',
    'SynchronizeMultiRegionKey',
    'TagResource',
    'UntagResource',
    'UpdateAlias',
    'UpdateKeyDescription',
    'UpdatePrimaryRegion',
  ],
  use: [
    'Decrypt',
    'DeriveSharedSecret',
    'Encrypt',
    'GenerateDataKey',
    'GenerateDataKeyPair',
    'GenerateDataKeyPairWithoutPlaintext',
    'GenerateDataKeyWithoutPlaintext',
    'GenerateMac',
    'ReEncryptFrom',
    'ReEncryptTo',
    'Sign',
    'Verify',
    'VerifyMac',
  ],
  grant: ['CreateGrant', 'RetireGrant', 'RevokeGrant'],
  read: [
    'DescribeKey',
    'GetKeyLastUsage',
    'GetKeyPolicy',
    'GetKeyRotationStatus',
    'GetParametersForImport',
    'GetPublicKey',
    'ListAliases',
    'ListGrants',
    'ListKeyPolicies',
    'ListKeyRotations',
    'ListKeys',
    'ListResourceTags',
    'ListRetirableGrants',
  ],
  delete: ['DeleteImportedKeyMaterial', 'ScheduleKeyDeletion'],
} as const satisfies Partial<Record<May, readonly string[]>>

const order = ['administer', 'use', 'grant', 'read', 'delete'] as const
const everyAction = order.flatMap((may) => actionsByMay[may])

/** True where a pattern of IAM (`*`, `?`) covers an action of KMS, whatever the case of its letters. */
export function coversAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), `kms:${action}`.toLowerCase())
}

/** Without a regular expression, so that a policy full of stars takes no time. */
function matchesPattern(pattern: string, text: string): boolean {
  let [p, t, star, retry] = [0, 0, -1, 0]
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++
      retry = t
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++retry
    } else return false
  }
  return pattern.slice(p).replaceAll('*', '') === ''
}

/** What the actions of a statement come to. `allBut`: they are the ones that are left out (NotAction). */
export function whatActionsComeTo(patterns: readonly string[], allBut: boolean): May[] {
  const covered = new Set(
    everyAction.filter((action) => patterns.some((pattern) => coversAction(pattern, action)) !== allBut),
  )
  if (covered.size === everyAction.length) return ['everything']
  const may: May[] = order.filter((kind) => actionsByMay[kind].some((action) => covered.has(action)))
  const unknown = patterns.some((pattern) => !everyAction.some((action) => coversAction(pattern, action)))
  if (unknown && !allBut) may.push('other')
  return may
}
